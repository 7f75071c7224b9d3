-- Login secrets and session tokens are born here. web asks, and learns a secret only when its owner brings it back.

create or replace function api._secret(p_prefix text) returns text   -- 244 random bits
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select p_prefix || encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex') $$;

create or replace function api._address(p_email text) returns text   -- normalized, or null where it is none
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select v from lower(btrim(p_email)) v
   where length(v) <= 254 and v ~ '^[a-z0-9.!#$%&*+/=?^_{|}~-]+@[a-z0-9-]+([.][a-z0-9-]+)+$' $$;

create or replace function api._code(p_digits int) returns text   -- to be typed
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select lpad((('x' || encode(substr(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 1, 7), 'hex'))::bit(56)::bigint % (10 ^ p_digits)::bigint)::text, p_digits, '0') $$;

create or replace function api._browser(p_browser text) returns bytea   -- the hash of a browser's cookie, or null where it is none
language sql immutable security definer set search_path = pg_catalog, pg_temp as $$
  select case when p_browser ~ '^[0-9a-f]{64}$' then sha256(convert_to(p_browser, 'utf8')) end $$;

-- Always the same answer: nothing. The link's host is the mailer's setting, never web's Host header. The secret is worth
-- something in the browser that asked alone; a mail that is read elsewhere has a code to type there.
create or replace function api.request_login(p_email text, p_intent text, p_locale text, p_browser text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_email text := api._address(p_email); v_browser bytea := api._browser(p_browser); v_token text := api._secret('hl_'); v_code text := api._code(8); v_hash bytea;
begin
  if v_email is null or v_browser is null or p_intent not in ('contributor', 'buyer') or p_locale not in ('en', 'fr') then return; end if;
  if api._wait('sign-in-mail', api._counter('sign-in-mail', v_email)) > 0 then return; end if;
  v_hash := sha256(convert_to(v_token, 'utf8'));
  delete from priv.login_tokens where expires_at < clock_timestamp() - interval '1 day';
  insert into priv.login_tokens (token_hash, email, intent, locale, browser_hash, code_hash, expires_at)
  values (v_hash, v_email, p_intent, p_locale, v_browser, sha256(v_hash || convert_to(v_code, 'utf8')), clock_timestamp() + interval '10 min');
  insert into priv.mail_outbox (kind, address, locale, secret, code) values ('login', v_email, p_locale, v_token, v_code);
end $$;

-- Somebody new: a contributor gets a vault and whatever calls they were invited to say yes or no to.
create or replace function api._welcome(p_user uuid, p_email text, p_role text, p_locale text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into app.users (id, handle, role, locale) values (p_user, 'u-' || left(encode(sha256(uuid_send(p_user)), 'hex'), 10), p_role, p_locale);
  insert into priv.contacts (user_id, email) values (p_user, p_email);   -- a race for one address: the second fails whole
  if p_role <> 'contributor' then return; end if;
  perform api._ask_invited(p_user, p_email, null);
  perform graphile_worker.add_job('vaults.open', json_build_object('subject', p_user), job_key => 'vaults.open:' || p_user);
end $$;

-- A session for whoever this login secret stands for. An unknown address becomes what it asked to be.
create or replace function api._sign_in(p_token_hash bytea, p_seen_as text) returns table (account uuid, session text)
language plpgsql security definer rows 1 set search_path = pg_catalog, pg_temp as $$
declare v record; v_user uuid; v_role text; v_id uuid := uuidv7(); v_session text := api._secret('hs_');
begin
  update priv.login_tokens t set used_at = clock_timestamp() where t.token_hash = p_token_hash and t.used_at is null and t.expires_at > clock_timestamp()
  returning t.email, t.intent, t.locale, t.raised into v;
  if not found then return; end if;
  select user_id into v_user from priv.contacts where email = v.email;
  if not found then
    if v.raised then return; end if;   -- a passkey's account that was closed a moment ago
    v_user := uuidv7();
    perform api._open(null, 'anonymous', 0, 'login', null, 'account.open', v_user::text);
    perform api._welcome(v_user, v.email, v.intent, v.locale);
  end if;
  select u.role into v_role from app.users u where u.id = v_user and u.status = 'active';
  if not found then return; end if;
  perform api._open(v_user, v_role, case when v.raised then 2 else 1 end, 'login', null, 'sessions.open', v_id::text);
  insert into app.sessions (id, user_id, browser) values (v_id, v_user, left(regexp_replace(coalesce(p_seen_as, ''), '[^[:alnum:] .,()/-]', '', 'g'), 80));
  insert into priv.credentials (token_hash, kind, user_id, session_id, raised_at, expires_at)
  values (sha256(convert_to(v_session, 'utf8')), 'session', v_user, v_id, case when v.raised then clock_timestamp() end, clock_timestamp() + interval '12 hours');
  perform set_config('consonant.context', '', true);
  return query select v_user, v_session;
end $$;

-- The mailed secret for a session, once, in the browser that asked. Whoever holds it elsewhere is told to go there: the mail
-- is theirs.
create or replace function api.redeem_login(p_token text, p_browser text, p_seen_as text) returns table (outcome text, account uuid, session text)
language plpgsql security definer rows 1 set search_path = pg_catalog, pg_temp as $$
declare v_hash bytea := sha256(convert_to(p_token, 'utf8')); v_browser bytea; v record;
begin
  select t.browser_hash into v_browser from priv.login_tokens t where t.token_hash = v_hash and t.used_at is null and t.expires_at > clock_timestamp();
  if not found then return query select 'late', null::uuid, null::text; return; end if;
  if v_browser is distinct from api._browser(p_browser) then return query select 'elsewhere', null::uuid, null::text; return; end if;
  select * into v from api._sign_in(v_hash, p_seen_as);
  return query select case when v.account is null then 'late' else 'in' end, v.account, v.session;
end $$;

-- The mailed code, typed in the browser that asked. Five wrong ones spend every secret that this browser has asked for.
create or replace function api.redeem_code(p_code text, p_browser text, p_seen_as text) returns table (outcome text, account uuid, session text)
language plpgsql security definer rows 1 set search_path = pg_catalog, pg_temp as $$
declare v_browser bytea := api._browser(p_browser); v_hash bytea; v record;
begin
  perform from priv.login_tokens t where t.browser_hash = v_browser order by t.token_hash for update;   -- guesses at the same moment wait for one another
  select t.token_hash into v_hash from priv.login_tokens t
   where t.browser_hash = v_browser and t.used_at is null and t.expires_at > clock_timestamp() and t.wrong_codes < 5 and t.code_hash = sha256(t.token_hash || convert_to(p_code, 'utf8'));
  if not found then
    update priv.login_tokens t set wrong_codes = t.wrong_codes + 1 where t.browser_hash = v_browser and t.used_at is null;
    return query select 'late', null::uuid, null::text;
    return;
  end if;
  select * into v from api._sign_in(v_hash, p_seen_as);
  return query select case when v.account is null then 'late' else 'in' end, v.account, v.session;
end $$;

create or replace function api._end_session(p_id uuid) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update app.sessions set ended_at = clock_timestamp() where id = p_id and ended_at is null;
  update priv.credentials set revoked_at = clock_timestamp() where session_id = p_id and revoked_at is null $$;

-- Every way into an account ends: passkeys, keys, sessions, and mails that are still under way.
create or replace function api._close_ways_in(p_user uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update app.passkeys set removed_at = clock_timestamp() where user_id = p_user and removed_at is null;
  delete from priv.passkey_keys k using app.passkeys p where p.id = k.passkey_id and p.user_id = p_user;
  update app.api_keys set revoked_at = clock_timestamp() where user_id = p_user and revoked_at is null;
  perform api._end_session(s.id) from app.sessions s where s.user_id = p_user and s.ended_at is null;
  update priv.credentials set revoked_at = clock_timestamp() where user_id = p_user and revoked_at is null;
  delete from priv.login_tokens t using priv.contacts x where x.user_id = p_user and t.email = x.email;
end $$;

create or replace function api.sign_out(p_token text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v record;
begin
  select * into v from api._credential(p_token) c where c.via = 'session';
  if not found then return; end if;
  perform api._open(v.account, v.role, v.aal, v.via, null, 'sessions.end', v.session::text);
  perform api._end_session(v.session);
  perform set_config('consonant.context', '', true);
end $$;

-- One's own session elsewhere, or (null) every one but this. Answers with how many ended.
create or replace function api.end_sessions(p_id uuid) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := api._context(); v_ids uuid[];
begin
  if c ->> 'power' is distinct from 'sessions.end' then raise exception 'forbidden' using errcode = 'CN403'; end if;
  select coalesce(array_agg(s.id), '{}') into v_ids from app.sessions s
   where s.user_id = (c ->> 'account')::uuid and s.ended_at is null and case when p_id is null then s.id <> (c ->> 'session')::uuid else s.id = p_id end;
  perform api._end_session(x) from unnest(v_ids) x;
  return cardinality(v_ids);
end $$;

-- Every way into one's account: sessions, keys and passkeys, with when each was used last. For the account's page.
create or replace function api.my_ways_in(p_token text)
returns table (kind text, id uuid, name text, created_at timestamptz, used_at timestamptz, ends_at timestamptz, here boolean)
language sql volatile security definer rows 20 set search_path = pg_catalog, pg_temp as $$
  with me as (select * from api._credential(p_token) c where c.via = 'session')
  select 'session', s.id, s.browser, s.created_at, c.seen_at, c.expires_at, c.token_hash = me.hash
    from me join priv.credentials c on c.user_id = me.account and c.kind = 'session' and c.revoked_at is null and c.expires_at > clock_timestamp() join app.sessions s on s.id = c.session_id
  union all
  select 'key', k.id, k.label, k.created_at, nullif(c.seen_at, c.created_at), c.expires_at, false
    from me join priv.credentials c on c.user_id = me.account and c.kind = 'key' and c.revoked_at is null and c.expires_at > clock_timestamp() join app.api_keys k on k.id = c.key_id
  union all
  select 'passkey', p.id, p.label, p.created_at, x.used_at, null, false
    from me join app.passkeys p on p.user_id = me.account and p.removed_at is null join priv.passkey_keys x on x.passkey_id = p.id
  order by 1, 4 desc limit 100 $$;

-- A key outlives the session that made it, so its owner is told by a mail that web cannot stop.
create or replace function api.create_key(p_label text, p_scopes text[]) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := api._context(); v_key text := api._secret('hf_'); v_id uuid;
begin
  if c ->> 'power' is distinct from 'keys.create' or not p_scopes <@ array['downloads.issue'] then raise exception 'forbidden' using errcode = 'CN403'; end if;
  if length(btrim(p_label)) not between 1 and 60 then raise exception 'label' using errcode = 'CN400'; end if;
  perform api._limit('keys', c ->> 'account');
  if (select count(*) from app.api_keys where user_id = (c ->> 'account')::uuid and revoked_at is null) >= 20 then raise exception 'too many keys' using errcode = 'CN429'; end if;
  insert into app.api_keys (user_id, label, scopes) values ((c ->> 'account')::uuid, btrim(p_label), p_scopes) returning id into v_id;
  insert into priv.credentials (token_hash, kind, user_id, key_id, scopes, expires_at)
  values (sha256(convert_to(v_key, 'utf8')), 'key', (c ->> 'account')::uuid, v_id, p_scopes, clock_timestamp() + interval '90 days');
  insert into priv.mail_outbox (kind, address, locale) select 'key-created', x.email, u.locale from priv.contacts x join app.users u on u.id = x.user_id where u.id = (c ->> 'account')::uuid;
  return v_key;
end $$;

create or replace function api.revoke_key(p_id uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := api._context();
begin
  if c ->> 'power' is distinct from 'keys.revoke' then raise exception 'forbidden' using errcode = 'CN403'; end if;
  update app.api_keys set revoked_at = clock_timestamp() where id = p_id and user_id = (c ->> 'account')::uuid and revoked_at is null;
  if not found then return false; end if;
  update priv.credentials set revoked_at = clock_timestamp() where key_id = p_id;
  return true;
end $$;

-- A company that buys, and its first member. One company a person, for now.
create or replace function api.create_organisation(p_name text, p_country text, p_vat text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := api._context(); v_id uuid := uuidv7();
begin
  if c ->> 'power' is distinct from 'organisations.create' then raise exception 'forbidden' using errcode = 'CN403'; end if;
  if p_country !~ '^[A-Z]{2}$' or length(btrim(p_name)) not between 2 and 120 or length(p_vat) > 20 then raise exception 'bad request' using errcode = 'CN400'; end if;
  insert into app.organisations (id, name, country, vat_number) values (v_id, btrim(p_name), p_country, nullif(btrim(p_vat), ''));
  insert into app.members (organisation_id, user_id, role) values (v_id, (c ->> 'account')::uuid, 'owner');
  return v_id;
end $$;

-- The operator's verb, for consonant_migrate alone: who works at the desk. Makes the account where there is none. A new role
-- starts with nothing of the old one: no session, no passkey; the code, told out of band, adds the first.
create or replace function api.appoint(p_email text, p_role text) returns table (account uuid, code text)
language plpgsql security definer rows 1 set search_path = pg_catalog, pg_temp as $$
declare v_email text := api._address(p_email); v_user uuid; v_code text;
begin
  if v_email is null or p_role not in ('contributor', 'buyer', 'reviewer', 'curator', 'finance', 'privacy') then raise exception 'bad request' using errcode = 'CN400'; end if;
  select user_id into v_user from priv.contacts where email = v_email;
  perform api._open(null, 'system', 0, 'operator', null, 'accounts.administer', coalesce(v_user::text, ''));
  if v_user is null then
    v_user := uuidv7();
    perform api._welcome(v_user, v_email, p_role, 'en');
  else
    update app.users set role = p_role where id = v_user;
    perform api._close_ways_in(v_user);
  end if;
  delete from priv.enrolment_codes where user_id = v_user;
  if api._at_desk(p_role) then
    v_code := upper(regexp_replace(substr(api._secret(''), 1, 16), '(....)(....)(....)(....)', '\1-\2-\3-\4'));
    insert into priv.enrolment_codes (user_id, code_hash, expires_at) values (v_user, sha256(convert_to(v_code, 'utf8')), clock_timestamp() + interval '7 days');
  end if;
  perform set_config('consonant.context', '', true);
  return query select v_user, v_code;
end $$;

-- The operator's too: somebody's sessions end, or (null) everybody's, after an incident. API keys stay unless asked for.
create or replace function api.end_sessions_of(p_email text, p_keys boolean) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_users uuid[]; v_count int;
begin
  select array_agg(x.user_id) into v_users from priv.contacts x where p_email is null or x.email = api._address(p_email);
  if v_users is null then raise exception 'not found' using errcode = 'CN404'; end if;
  perform api._open(null, 'system', 0, 'operator', null, 'accounts.administer', case when p_email is null then 'everybody' else v_users[1]::text end);
  update app.sessions set ended_at = clock_timestamp() where user_id = any(v_users) and ended_at is null;
  if p_keys then update app.api_keys set revoked_at = clock_timestamp() where user_id = any(v_users) and revoked_at is null; end if;
  update priv.credentials set revoked_at = clock_timestamp() where user_id = any(v_users) and revoked_at is null and (p_keys or kind = 'session');
  get diagnostics v_count = row_count;
  perform set_config('consonant.context', '', true);
  return v_count;
end $$;

-- The operator's acts that another owner's function carries out, in the same transaction: opened here, checked there.
create or replace function api.begin_operation(p_power text, p_subject text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if p_power is distinct from 'recordings.work-again' then raise exception 'forbidden' using errcode = 'CN403'; end if;
  perform api._open(null, 'system', 0, 'operator', null, p_power, p_subject);
end $$;
