-- Passkeys. The signature is checked by a process of its own, which alone may call the verbs here: web carries what the
-- browser says to it, and can raise nothing by itself.

-- A question for an authenticator: to add a passkey or raise a session (bound to it), or to sign in (bound to the browser).
create or replace function api.begin_ceremony(p_kind text, p_token text, p_browser text)
returns table (challenge text, account uuid, handle text, known jsonb, needs_code boolean)
language plpgsql security definer rows 1 set search_path = pg_catalog, pg_temp as $$
declare v record; v_browser bytea := api._browser(p_browser); v_challenge text := translate(encode(decode(api._secret(''), 'hex'), 'base64'), '+/=' || chr(10), '-_');
begin
  delete from priv.ceremonies where expires_at < clock_timestamp();
  if p_kind = 'sign-in' then
    if v_browser is null then raise exception 'bad request' using errcode = 'CN400'; end if;
    perform api._limit('ceremonies', encode(v_browser, 'hex'));
    insert into priv.ceremonies (challenge_hash, kind, browser_hash, expires_at) values (sha256(convert_to(v_challenge, 'utf8')), p_kind, v_browser, clock_timestamp() + interval '5 min');
    return query select v_challenge, null::uuid, null::text, '[]'::jsonb, false;
    return;
  end if;
  if p_kind not in ('register', 'raise') then raise exception 'bad request' using errcode = 'CN400'; end if;
  select * into v from api._credential(p_token) c where c.via = 'session';
  if not found then raise exception 'signed out' using errcode = 'CN401'; end if;
  perform api._limit('ceremonies', v.account::text);
  insert into priv.ceremonies (challenge_hash, kind, credential_hash, expires_at) values (sha256(convert_to(v_challenge, 'utf8')), p_kind, v.hash, clock_timestamp() + interval '5 min');
  return query select v_challenge, v.account, u.handle,
      coalesce((select jsonb_agg(jsonb_build_object('id', k.credential_id, 'transports', k.transports)) from app.passkeys p join priv.passkey_keys k on k.passkey_id = p.id where p.user_id = v.account and p.removed_at is null), '[]'),
      api._at_desk(v.role) and not exists (select from app.passkeys p where p.user_id = v.account and p.removed_at is null)
    from app.users u where u.id = v.account;
end $$;

create or replace function api.passkey_of(p_credential_id text) returns table (account uuid, public_key text)
language sql volatile security definer rows 1 set search_path = pg_catalog, pg_temp as $$
  select p.user_id, encode(k.public_key, 'base64')
    from priv.passkey_keys k join app.passkeys p on p.id = k.passkey_id and p.removed_at is null where k.credential_id = p_credential_id $$;

-- The question, answered: once, in time, for this session or this browser. Its row goes.
create or replace function api._answered(p_challenge text, p_kind text, p_credential bytea, p_browser bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from priv.ceremonies c where c.challenge_hash = sha256(convert_to(p_challenge, 'utf8')) and c.kind = p_kind and c.expires_at > clock_timestamp()
     and c.credential_hash is not distinct from p_credential and c.browser_hash is not distinct from p_browser;
  if not found then raise exception 'no such question' using errcode = 'CN403'; end if;
end $$;

-- A signature's counter must grow where it is kept at all: one that stands still or falls is a copied authenticator.
create or replace function api._used_passkey(p_credential_id text, p_counter bigint) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_account uuid;
begin
  update priv.passkey_keys k set counter = p_counter, used_at = clock_timestamp() from app.passkeys p
   where k.credential_id = p_credential_id and p.id = k.passkey_id and p.removed_at is null and (p_counter > k.counter or (p_counter = 0 and k.counter = 0))
  returning p.user_id into v_account;
  if not found then raise exception 'no such passkey' using errcode = 'CN403'; end if;
  return v_account;
end $$;

-- The same session under a new token, raised: who held the old one holds nothing.
create or replace function api._raise(p_hash bytea) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_token text := api._secret('hs_');
begin
  with old as (update priv.credentials set revoked_at = clock_timestamp() where token_hash = p_hash and revoked_at is null returning user_id, session_id, expires_at)
  insert into priv.credentials (token_hash, kind, user_id, session_id, raised_at, expires_at)
  select sha256(convert_to(v_token, 'utf8')), 'session', user_id, session_id, clock_timestamp(), expires_at from old;
  if not found then raise exception 'signed out' using errcode = 'CN401'; end if;
  return v_token;
end $$;

create or replace function api.raise_session(p_challenge text, p_token text, p_credential_id text, p_counter bigint) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v record;
begin
  select * into v from api._credential(p_token) c where c.via = 'session';
  if not found then raise exception 'signed out' using errcode = 'CN401'; end if;
  perform api._answered(p_challenge, 'raise', v.hash, null);
  if api._used_passkey(p_credential_id, p_counter) <> v.account then raise exception 'no such passkey' using errcode = 'CN403'; end if;
  return api._raise(v.hash);
end $$;

-- One more passkey. The first of a desk account needs the code that the operator told; any other needs a passkey's word, or,
-- where there is none, that its owner has just signed in (the power's freshness). Its owner is told by a mail.
create or replace function api.add_passkey(p_challenge text, p_token text, p_credential_id text, p_public_key text, p_counter bigint, p_transports text[], p_label text, p_code text)
returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v record; v_id uuid := uuidv7(); v_first boolean;
begin
  select * into v from api._credential(p_token) c where c.via = 'session';
  if not found then raise exception 'signed out' using errcode = 'CN401'; end if;
  perform api._answered(p_challenge, 'register', v.hash, null);
  perform from app.users where id = v.account for update;   -- two first passkeys at the same moment
  v_first := not exists (select from app.passkeys p where p.user_id = v.account and p.removed_at is null);
  if length(p_credential_id) not between 16 and 1400 or cardinality(p_transports) > 10 then raise exception 'bad request' using errcode = 'CN400'; end if;
  if (select count(*) from app.passkeys p where p.user_id = v.account and p.removed_at is null) >= 10 then raise exception 'too many passkeys' using errcode = 'CN429'; end if;
  perform api._open(v.account, v.role, v.aal, v.via, null, 'passkeys.add', v_id::text, null, v.session, v.hash);
  if v_first and api._at_desk(v.role) then
    delete from priv.enrolment_codes e where e.user_id = v.account and e.expires_at > clock_timestamp() and e.code_hash = sha256(convert_to(upper(btrim(p_code)), 'utf8'));
    if not found then raise exception 'no such code' using errcode = 'CN403'; end if;
  end if;
  insert into app.passkeys (id, user_id, label) values (v_id, v.account, left(btrim(p_label), 60));
  insert into priv.passkey_keys (passkey_id, credential_id, public_key, counter, transports)
  values (v_id, p_credential_id, decode(p_public_key, 'base64'), p_counter, p_transports);
  insert into priv.mail_outbox (kind, address, locale) select 'passkey-added', x.email, u.locale from priv.contacts x join app.users u on u.id = x.user_id where u.id = v.account;
  perform set_config('consonant.context', '', true);
  return api._raise(v.hash);
end $$;

-- Signing in with a passkey alone buys a login secret, like a mail does, raised and bound to the same browser.
create or replace function api.passkey_login(p_challenge text, p_browser text, p_credential_id text, p_counter bigint) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_account uuid; v_secret text := api._secret('hl_');
begin
  perform api._answered(p_challenge, 'sign-in', null, api._browser(p_browser));
  v_account := api._used_passkey(p_credential_id, p_counter);
  insert into priv.login_tokens (token_hash, email, intent, locale, browser_hash, raised, expires_at)
  select sha256(convert_to(v_secret, 'utf8')), x.email, 'contributor', u.locale, api._browser(p_browser), true, clock_timestamp() + interval '1 min'
    from priv.contacts x join app.users u on u.id = x.user_id where u.id = v_account and u.status = 'active';
  if not found then raise exception 'no such passkey' using errcode = 'CN403'; end if;
  return v_secret;
end $$;

-- web's own verb, in an act: one's own passkey goes. At the desk the last one stays, or nobody could come back.
create or replace function api.remove_passkey(p_id uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := api._context();
begin
  if c ->> 'power' is distinct from 'passkeys.remove' then raise exception 'forbidden' using errcode = 'CN403'; end if;
  perform from app.users where id = (c ->> 'account')::uuid for update;
  if api._at_desk(c ->> 'role') and (select count(*) from app.passkeys p where p.user_id = (c ->> 'account')::uuid and p.removed_at is null) < 2 then
    raise exception 'the last one' using errcode = 'CN409';
  end if;
  update app.passkeys set removed_at = clock_timestamp() where id = p_id and user_id = (c ->> 'account')::uuid and removed_at is null;
  if not found then raise exception 'not found' using errcode = 'CN404'; end if;
  delete from priv.passkey_keys where passkey_id = p_id;
  insert into priv.mail_outbox (kind, address, locale) select 'passkey-removed', x.email, u.locale from priv.contacts x join app.users u on u.id = x.user_id where u.id = (c ->> 'account')::uuid;
end $$;
