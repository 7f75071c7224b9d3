-- Login secrets and session tokens are born here. web asks, and learns a secret only when its owner brings it back.

create or replace function api._secret(p_prefix text) returns text   -- 244 random bits
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select p_prefix || encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex') $$;

-- True while p_key was asked for no more than p_limit times within the window. Keys are kept as hashes.
create or replace function api._within(p_key text, p_limit int, p_window interval) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_count int;
begin
  insert into priv.rate_counters as c (key, count) values (sha256(convert_to(p_key, 'utf8')), 1)
  on conflict (key) do update set
    count = case when c.since < clock_timestamp() - p_window then 1 else c.count + 1 end,
    since = case when c.since < clock_timestamp() - p_window then clock_timestamp() else c.since end
  returning count into v_count;
  return v_count <= p_limit;
end $$;

create or replace function api._address(p_email text) returns text   -- normalized, or null where it is none
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select v from lower(btrim(p_email)) v
   where length(v) <= 254 and v ~ '^[a-z0-9.!#$%&*+/=?^_{|}~-]+@[a-z0-9-]+([.][a-z0-9-]+)+$' $$;

-- Always the same answer: nothing. The link's host is the mailer's setting, never web's Host header.
create or replace function api.request_login(p_email text, p_intent text, p_locale text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_email text := api._address(p_email); v_token text := api._secret('hl_');
begin
  if v_email is null or p_intent not in ('contributor', 'buyer') or p_locale not in ('en', 'fr') then return; end if;
  if not api._within('login:' || v_email, 5, interval '15 min') then return; end if;
  insert into priv.login_tokens (token_hash, email, intent, locale, expires_at)
  values (sha256(convert_to(v_token, 'utf8')), v_email, p_intent, p_locale, clock_timestamp() + interval '10 min');
  insert into priv.mail_outbox (kind, address, locale, secret) values ('login', v_email, p_locale, v_token);
end $$;

-- Somebody new: a contributor gets a vault and whatever calls they were invited to say yes or no to.
create or replace function api._welcome(p_user uuid, p_email text, p_role text, p_locale text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into app.users (id, handle, role, locale) values (p_user, 'u-' || left(encode(sha256(uuid_send(p_user)), 'hex'), 10), p_role, p_locale);
  insert into priv.contacts (user_id, email) values (p_user, p_email);   -- a race for one address: the second fails whole
  if p_role <> 'contributor' then return; end if;
  insert into app.consents (recording_id, user_id, channel, answer, notice_hash, call_title)
  select r.id, p_user, case r.own_channel when 'left' then 'right' else 'left' end, 'asked', '', r.title
    from priv.invitations i join app.recordings r on r.id = i.recording_id where i.email = p_email and r.other_party = 'asked';
  delete from priv.invitations where email = p_email;
  perform graphile_worker.add_job('vaults.open', json_build_object('subject', p_user), job_key => 'vaults.open:' || p_user);
end $$;

-- The mailed secret for a session, once. An unknown address becomes what it asked to be.
create or replace function api.redeem_login(p_token text) returns table (account uuid, session text)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v record; v_user uuid; v_session text := api._secret('hs_');
begin
  update priv.login_tokens set used_at = clock_timestamp()
   where token_hash = sha256(convert_to(p_token, 'utf8')) and used_at is null and expires_at > clock_timestamp()
  returning email, intent, locale into v;
  if not found then return; end if;
  select user_id into v_user from priv.contacts where email = v.email;
  if not found then
    v_user := uuidv7();
    perform api._open(null, 'anonymous', 0, 'login', null, 'account.open', v_user::text);
    perform api._welcome(v_user, v.email, v.intent, v.locale);
    perform set_config('consonant.context', '', true);
  end if;
  if not exists (select from app.users where id = v_user and status = 'active') then return; end if;
  insert into priv.credentials (token_hash, kind, user_id, expires_at)
  values (sha256(convert_to(v_session, 'utf8')), 'session', v_user, clock_timestamp() + interval '12 hours');
  return query select v_user, v_session;
end $$;

create or replace function api.sign_out(p_token text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update priv.credentials set revoked_at = clock_timestamp() where token_hash = sha256(convert_to(p_token, 'utf8')) and kind = 'session' and revoked_at is null $$;

-- A key outlives the session that made it, so its owner is told by a mail that web cannot stop.
create or replace function api.create_key(p_label text, p_scopes text[]) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := api._context(); v_key text := api._secret('hf_'); v_id uuid;
begin
  if c ->> 'power' is distinct from 'keys.create' or not p_scopes <@ array['downloads.issue'] then raise exception 'forbidden' using errcode = 'CN403'; end if;
  if length(btrim(p_label)) not between 1 and 60 then raise exception 'label' using errcode = 'CN400'; end if;
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

-- The operator's verb, for consonant_migrate alone: who works at the desk. Makes the account where there is none.
create or replace function api.appoint(p_email text, p_role text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_email text := api._address(p_email); v_user uuid;
begin
  if v_email is null or p_role not in ('contributor', 'buyer', 'reviewer', 'curator', 'finance', 'privacy') then raise exception 'bad request' using errcode = 'CN400'; end if;
  select user_id into v_user from priv.contacts where email = v_email;
  perform api._open(null, 'anonymous', 0, 'operator', null, 'account.open', coalesce(v_user, uuidv7())::text);
  if v_user is null then
    v_user := uuidv7();
    perform api._welcome(v_user, v_email, p_role, 'en');
  else
    update app.users set role = p_role where id = v_user;
    update priv.credentials set revoked_at = clock_timestamp() where user_id = v_user and revoked_at is null;   -- a new role starts with a new session
  end if;
  perform set_config('consonant.context', '', true);
  return v_user;
end $$;
