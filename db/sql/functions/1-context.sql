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
create or replace function api.session() returns uuid
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$ select (c ->> 'session')::uuid from api._context() c where c ->> 'via' = 'session' $$;
-- What the running job is about; null for everybody else.
create or replace function api.subject() returns uuid
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$ select (c ->> 'subject')::uuid from api._context() c where c ->> 'via' like 'job:%' $$;
create or replace function api.power() returns text
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$ select api._context() ->> 'power' $$;

create or replace function api._at_desk(p_role text) returns boolean
language sql immutable parallel safe security definer set search_path = pg_catalog, pg_temp as $$ select p_role in ('reviewer', 'curator', 'finance', 'privacy') $$;

create or replace function api._stopped(p_switch text) returns boolean
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from app.service_state where suspended and id in ('all', p_switch)) $$;

-- When its owner last proved to be there: with a passkey; who has none yet, by signing in. A key never does.
create or replace function api._fresh_at(p_hash bytea) returns timestamptz
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select case when exists (select from app.passkeys p where p.user_id = c.user_id and p.removed_at is null) then c.raised_at else greatest(c.raised_at, c.created_at) end
    from priv.credentials c where c.token_hash = p_hash and c.kind = 'session' $$;

-- Checks the power and the switches, then signs the context. Only this file's and the sign-in's functions call it. Who
-- works at the desk has their role in policies only once a passkey has vouched for the session.
create or replace function api._open(p_account uuid, p_role text, p_aal int, p_via text, p_scopes text[], p_power text, p_subject text,
  p_organisation uuid default null, p_session uuid default null, p_hash bytea default null)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_rule app.powers; v_body text;
begin
  perform set_config('consonant.context', '', true);
  -- In an older snapshot a revoked session is still alive: only READ COMMITTED sees now.
  if current_setting('transaction_isolation') <> 'read committed' then raise exception 'read committed only' using errcode = 'CN400'; end if;
  if p_power is not null then
    select * into v_rule from app.powers where power = p_power and role = p_role;
    if not found or not coalesce(p_power = any(p_scopes), true) then raise exception 'forbidden' using errcode = 'CN403'; end if;
    if p_aal < v_rule.min_aal then raise exception 'a passkey must vouch for this session' using errcode = 'CN428'; end if;
    if p_hash is not null and v_rule.fresh_seconds is not null
       and coalesce(api._fresh_at(p_hash), '-infinity') < clock_timestamp() - make_interval(secs => v_rule.fresh_seconds) then
      raise exception 'a passkey must vouch for this session now' using errcode = 'CN428';
    end if;
    if v_rule.stop is not null and api._stopped(v_rule.stop) then raise exception 'suspended' using errcode = 'CN503'; end if;
  end if;
  v_body := jsonb_strip_nulls(jsonb_build_object('account', p_account, 'role', case when api._at_desk(p_role) and p_aal < 2 then 'anonymous' else p_role end,
    'aal', p_aal, 'via', p_via, 'organisation', p_organisation, 'session', p_session, 'power', p_power, 'subject', p_subject,
    'act', case when p_power is not null then gen_random_uuid() end))::text;
  perform set_config('consonant.context', api._mac(v_body) || v_body, true);
end $$;

-- A living session or key. A session ends when it is not used (an hour at the desk, four elsewhere); a passkey's word holds
-- for four hours, and raises it until then.
create or replace function api._credential(p_token text)
returns table (account uuid, role text, aal int, via text, scopes text[], hash bytea, organisation uuid, session uuid, unseen boolean)
language sql volatile security definer rows 1 set search_path = pg_catalog, pg_temp as $$
  select u.id, u.role, case when c.raised_at > clock_timestamp() - interval '4 hours' then 2 else 1 end, c.kind, c.scopes, c.token_hash, m.organisation_id, c.session_id,
         c.seen_at < clock_timestamp() - interval '5 min'
    from priv.credentials c join app.users u on u.id = c.user_id left join app.members m on m.user_id = u.id
   where c.token_hash = sha256(convert_to(p_token, 'utf8')) and c.revoked_at is null
     and c.expires_at > clock_timestamp() and u.status = 'active'
     and (c.kind = 'key' or c.seen_at > clock_timestamp() - case when api._at_desk(u.role) then interval '1 hour' else interval '4 hours' end) $$;

-- That it was used, noted at most every five minutes; whoever finds the row locked leaves it to the other.
create or replace function api._seen(p_hash bytea) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update priv.credentials set seen_at = clock_timestamp()
   where token_hash = (select c.token_hash from priv.credentials c where c.token_hash = p_hash for update skip locked) $$;

-- Opens a request for web: a session, a key, or nobody (null). With a power, an act. `role` is the account's own, for what a
-- page offers; what the database gives is decided by the context.
create or replace function api.begin_request(p_token text, p_power text default null, p_subject text default null)
returns table (account uuid, role text, aal int, via text, session uuid)
language plpgsql security definer rows 1 set search_path = pg_catalog, pg_temp as $$
declare v record;
begin
  if p_token is null then
    perform api._open(null, 'anonymous', 0, 'nobody', null, p_power, p_subject);
    return query select null::uuid, 'anonymous', 0, 'nobody', null::uuid;
    return;
  end if;
  select * into v from api._credential(p_token);
  if not found then perform set_config('consonant.context', '', true); raise exception 'signed out' using errcode = 'CN401'; end if;
  if v.via = 'key' and api._stopped('api') then perform set_config('consonant.context', '', true); raise exception 'suspended' using errcode = 'CN503'; end if;
  perform api._open(v.account, v.role, v.aal, v.via, v.scopes, p_power, p_subject, v.organisation, v.session, v.hash);
  if v.unseen then perform api._seen(v.hash); end if;
  return query select v.account, v.role, v.aal, v.via, v.session;
end $$;

-- The same for reading alone. A look carries its token in its own statement, where injected SQL could reach it: so that
-- role can open no act with it.
create or replace function api.begin_look(p_token text) returns table (account uuid, role text, aal int, via text, session uuid)
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
