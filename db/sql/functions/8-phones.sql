-- Telephone numbers. web hands over a keyed hash and the number sealed to the mailer: the digits are in no table, no
-- statement and no log of this database, and the hash's pepper is in none either.

create or replace function api._phone_mac(p_mac text) returns bytea
language plpgsql immutable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if p_mac is null or p_mac !~ '^[0-9a-f]{64}$' then raise exception 'bad request' using errcode = 'CN400'; end if;
  return decode(p_mac, 'hex');
end $$;

-- "This is my number": a code goes there. The same answer whether it is somebody's already or not.
create or replace function api.claim_phone(p_mac text, p_sealed text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := api._context(); v_mac bytea := api._phone_mac(p_mac); v_code text := api._code(6); v_account uuid := (c ->> 'account')::uuid;
begin
  if c ->> 'power' is distinct from 'phones.confirm' then raise exception 'forbidden' using errcode = 'CN403'; end if;
  if length(p_sealed) not between 100 and 2000 then raise exception 'bad request' using errcode = 'CN400'; end if;
  perform api._limit('phone-claims', v_account::text), api._limit('phone-codes', p_mac);
  insert into priv.phone_claims (user_id, mac, sealed, code_hash, expires_at)
  values (v_account, v_mac, decode(p_sealed, 'base64'), sha256(v_mac || convert_to(v_code, 'utf8')), clock_timestamp() + interval '10 min')
  on conflict (user_id) do update set mac = excluded.mac, sealed = excluded.sealed, code_hash = excluded.code_hash, wrong_codes = 0, expires_at = excluded.expires_at;
  insert into priv.text_outbox (sealed, locale, code, expires_at)
  select decode(p_sealed, 'base64'), u.locale, v_code, clock_timestamp() + interval '10 min' from app.users u where u.id = v_account;
end $$;

create or replace function api._forget_phone(p_user uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from priv.phone_numbers where user_id = p_user;
  delete from app.phones where id = p_user;
  return found;
end $$;

-- The code that came there. Numbers are given to other people: whoever holds it now has it, and its former owner is told.
-- False: a wrong or late code; five spend the claim. Calls that wait for this number's owner are asked about.
create or replace function api.confirm_phone(p_code text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := api._context(); v_account uuid := (c ->> 'account')::uuid; v priv.phone_claims; v_before uuid;
begin
  if c ->> 'power' is distinct from 'phones.confirm' then raise exception 'forbidden' using errcode = 'CN403'; end if;
  update priv.phone_claims k set wrong_codes = k.wrong_codes + 1 where k.user_id = v_account and k.expires_at > clock_timestamp() and k.wrong_codes < 5 returning * into v;
  if not found or v.code_hash <> sha256(v.mac || convert_to(p_code, 'utf8')) then return false; end if;
  delete from priv.phone_claims where user_id = v_account;
  select n.user_id into v_before from priv.phone_numbers n where n.mac = v.mac and n.user_id <> v_account;
  if found then
    perform api._forget_phone(v_before);
    insert into priv.mail_outbox (kind, address, locale) select 'phone-moved', x.email, u.locale from priv.contacts x join app.users u on u.id = x.user_id where u.id = v_before;
  end if;
  perform api._forget_phone(v_account);
  insert into app.phones (id, confirmed_at) values (v_account, clock_timestamp());
  insert into priv.phone_numbers (user_id, mac, sealed) values (v_account, v.mac, v.sealed);
  perform api._ask_invited(v_account, null, v.mac);
  return true;
end $$;

create or replace function api.forget_phone() returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := api._context();
begin
  if c ->> 'power' is distinct from 'phones.forget' then raise exception 'forbidden' using errcode = 'CN403'; end if;
  delete from priv.phone_claims where user_id = (c ->> 'account')::uuid;
  return api._forget_phone((c ->> 'account')::uuid);
end $$;

-- Calls that were waiting for the owner of this address or number to join: their yes or no is asked for now.
create or replace function api._ask_invited(p_user uuid, p_email text, p_mac bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into app.consents (recording_id, user_id, channel, answer, notice_hash, call_title)
  select r.id, p_user, case r.own_channel when 'left' then 'right' else 'left' end, 'asked', '', r.title
    from priv.invitations i join app.recordings r on r.id = i.recording_id
   where (i.email = p_email or i.phone_mac = p_mac) and r.other_party = 'asked' and r.contributor_id <> p_user;
  delete from priv.invitations where email = p_email or phone_mac = p_mac;
end $$;
