-- Who is asking. The setting is no secret and anyone may set it; what nobody but this file can make is its MAC.

-- HMAC-SHA-256 with the key's pads kept ready. Bound to this backend and this transaction. The time is taken as a number:
-- as text it depends on TimeZone and DateStyle, which the attacker sets, and two instants can be made to read the same.
create or replace function api._mac(p_body text) returns text
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select encode(sha256(k.outer || sha256(k.inner || convert_to(
           pg_backend_pid() || '|' || extract(epoch from transaction_timestamp()) || '|' || p_body, 'utf8'))), 'hex')
    from priv.context_key k $$;

-- Null unless genuine and young: transaction_timestamp() cannot be moved, so a transaction held open outlives a revoked
-- session by no more than lives_seconds.
create or replace function api._context() returns jsonb
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare v_context text := current_setting('consonant.context', true); v_body text := substr(v_context, 65);
begin
  if v_context is null or v_context = '' then return null; end if;
  -- digests are compared, not the MACs themselves: no prefix to time
  if sha256(convert_to(api._mac(v_body), 'utf8')) is distinct from sha256(convert_to(left(v_context, 64), 'utf8')) then return null; end if;
  if clock_timestamp() > transaction_timestamp() + (select make_interval(secs => lives_seconds) from priv.context_key) then return null; end if;
  return v_body::jsonb;
end $$;

create or replace function api.account() returns uuid
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$ select (api._context() ->> 'account')::uuid $$;
create or replace function api.person() returns uuid
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$ select (c ->> 'account')::uuid from api._context() c where c ->> 'via' = 'session' $$;
create or replace function api.role() returns text
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$ select coalesce(api._context() ->> 'role', 'anonymous') $$;
create or replace function api.aal() returns int
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$ select coalesce((api._context() ->> 'aal')::int, 0) $$;
create or replace function api.organisation() returns uuid
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$ select (api._context() ->> 'organisation')::uuid $$;
-- What the running job is about; null for everybody else.
create or replace function api.subject() returns uuid
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$ select (c ->> 'subject')::uuid from api._context() c where c ->> 'via' like 'job:%' $$;
create or replace function api.power() returns text
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$ select api._context() ->> 'power' $$;

-- Checks the power and the switches, then signs the context. Only this file's and login's functions call it.
create or replace function api._open(p_account uuid, p_role text, p_aal int, p_via text, p_scopes text[], p_power text, p_subject text, p_organisation uuid default null)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_rule app.powers; v_body text;
begin
  perform set_config('consonant.context', '', true);
  -- In an older snapshot a revoked session is still alive: only READ COMMITTED sees now.
  if current_setting('transaction_isolation') <> 'read committed' then raise exception 'read committed only' using errcode = 'CN400'; end if;
  if p_power is not null then
    select * into v_rule from app.powers where power = p_power and role = p_role;
    if not found or p_aal < v_rule.min_aal or not coalesce(p_power = any(p_scopes), true) then
      raise exception 'forbidden' using errcode = 'CN403';
    end if;
    if v_rule.stop is not null and exists (select from app.service_state where suspended and id in ('all', v_rule.stop)) then
      raise exception 'suspended' using errcode = 'CN503';
    end if;
  end if;
  v_body := jsonb_strip_nulls(jsonb_build_object('account', p_account, 'role', p_role, 'aal', p_aal, 'via', p_via,
    'organisation', p_organisation, 'power', p_power, 'subject', p_subject, 'act', case when p_power is not null then gen_random_uuid() end))::text;
  perform set_config('consonant.context', api._mac(v_body) || v_body, true);
end $$;

create or replace function api._credential(p_token text)
returns table (account uuid, role text, aal int, via text, scopes text[], hash bytea, organisation uuid)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select u.id, u.role, c.aal, c.kind, c.scopes, c.token_hash, m.organisation_id
    from priv.credentials c join app.users u on u.id = c.user_id left join app.members m on m.user_id = u.id
   where c.token_hash = sha256(convert_to(p_token, 'utf8')) and c.revoked_at is null
     and c.expires_at > clock_timestamp() and u.status = 'active' $$;

-- Opens a request for web: a session, a key, or nobody (null). With a power, an act.
create or replace function api.begin_request(p_token text, p_power text default null, p_subject text default null)
returns table (account uuid, role text, aal int, via text)
language plpgsql security definer rows 1 set search_path = pg_catalog, pg_temp as $$
declare v record;
begin
  if p_token is null then
    perform api._open(null, 'anonymous', 0, 'nobody', null, p_power, p_subject);
    return query select null::uuid, 'anonymous', 0, 'nobody';
    return;
  end if;
  select * into v from api._credential(p_token);
  if not found then perform set_config('consonant.context', '', true); raise exception 'signed out' using errcode = 'CN401'; end if;
  perform api._open(v.account, v.role, v.aal, v.via, v.scopes, p_power, p_subject, v.organisation);
  return query select v.account, v.role, v.aal, v.via;
end $$;

-- The same for reading alone. A look carries its token in its own statement, where injected SQL could reach it: so that
-- role can open no act with it.
create or replace function api.begin_look(p_token text) returns table (account uuid, role text, aal int, via text)
language sql volatile security definer rows 1 set search_path = pg_catalog, pg_temp as $$ select * from api.begin_request(p_token) $$;

-- The kinds of job that belong to the family of whoever is logged in (db/sql/grants/3-jobs.sql).
create or replace function api.family_tasks() returns int[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(t.id), '{}') from graphile_worker._private_tasks t join app.job_kinds k on k.task = t.identifier where session_user = 'consonant_' || k.family $$;

-- Opens a request for a worker: a job of its own family that is being run now, about the job's subject, under one of the
-- powers of its kind.
create or replace function api.begin_job(p_job text, p_power text default null, p_subject text default null)
returns table (account uuid, role text, aal int, via text)
language plpgsql security definer rows 1 set search_path = pg_catalog, pg_temp as $$
declare v_task text; v_subject text;
begin
  select t.identifier, j.payload ->> 'subject' into v_task, v_subject
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id join app.job_kinds k on k.task = t.identifier
   where j.id = p_job::bigint and j.locked_at is not null and session_user = 'consonant_' || k.family
     and (p_subject is null or j.payload ->> 'subject' = p_subject);
  if not found then perform set_config('consonant.context', '', true); raise exception 'no such job' using errcode = 'CN401'; end if;
  if p_power is not null and not exists (select from app.job_kinds k where k.task = v_task and p_power = any(k.acts_under)) then
    raise exception 'forbidden' using errcode = 'CN403';
  end if;
  perform api._open(null, 'system', 0, 'job:' || v_task, null, p_power, v_subject);
  return query select null::uuid, 'system', 0, 'job:' || v_task;
end $$;
