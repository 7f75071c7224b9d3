-- Somebody closes their account: nothing of theirs is sold, served or readable from this commit on, and their key is gone
-- with it, so that what lies sealed in the vault or in a backup opens for nobody. The books keep their entries, by number;
-- what is owed is still paid out. The files go a moment later, by the worker.
create or replace function api.close_account() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := api._context(); v_account uuid := (c ->> 'account')::uuid; v_recording uuid;
begin
  if c ->> 'power' is distinct from 'account.close' then raise exception 'forbidden' using errcode = 'CN403'; end if;
  insert into priv.mail_outbox (kind, address, locale) select 'account-closed', x.email, u.locale from priv.contacts x join app.users u on u.id = x.user_id where u.id = v_account;
  -- calls they took part in: their yes is taken back, and a call that waits for it is left without
  update app.recordings r set state = 'withdrawn' from app.consents k
   where k.recording_id = r.id and k.user_id = v_account and k.answer = 'given' and r.contributor_id <> v_account and r.state <> 'withdrawn';
  update app.recordings r set other_party = 'refused', state = case when r.state = 'waiting' then 'received' else r.state end from app.consents k
   where k.recording_id = r.id and k.user_id = v_account and k.answer = 'asked' and r.contributor_id <> v_account and r.other_party = 'asked';
  update app.consents set answer = case answer when 'given' then 'withdrawn' else 'refused' end where user_id = v_account and answer in ('given', 'asked');
  -- their own
  update app.recordings set state = 'withdrawn', title = '…', note = null where contributor_id = v_account;
  update app.consents k set call_title = '…' from app.recordings r where r.id = k.recording_id and r.contributor_id = v_account;
  delete from priv.invitations i using app.recordings r where r.id = i.recording_id and r.contributor_id = v_account;
  for v_recording in
    select r.id from app.recordings r where r.state = 'withdrawn' and (r.contributor_id = v_account or exists (select from app.consents k where k.recording_id = r.id and k.user_id = v_account))
  loop
    perform graphile_worker.add_job('recordings.erase', json_build_object('subject', v_recording), job_key => 'recordings.erase:' || v_recording, max_attempts => 10);
  end loop;
  for v_recording in select r.id from app.recordings r join app.consents k on k.recording_id = r.id and k.user_id = v_account where r.state = 'received' and r.other_party = 'refused' loop
    perform graphile_worker.add_job('recordings.process', json_build_object('subject', v_recording), job_key => 'recordings.process:' || v_recording, max_attempts => 10);
  end loop;
  delete from priv.vault_keys where user_id = v_account;
  delete from app.vaults where id = v_account;
  -- their ways in
  perform api._forget_phone(v_account);
  delete from priv.phone_claims where user_id = v_account;
  perform api._close_ways_in(v_account);
  delete from priv.contacts where user_id = v_account;
  update app.users set status = 'closed', handle = 'u-' || left(encode(sha256(uuid_send(gen_random_uuid())), 'hex'), 10) where id = v_account;
end $$;

-- The operator's, for consonant_migrate alone: the vault's key is replaced by sealing every contributor's key anew (npm run
-- rotate-vault-key). What is read here opens with the worker's key only, which this database never sees.
create or replace function api.wrapped_keys(p_after uuid, p_limit int) returns table (user_id uuid, wrapped text)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select k.user_id, encode(k.wrapped, 'base64') from priv.vault_keys k where p_after is null or k.user_id > p_after order by k.user_id limit least(p_limit, 1000) $$;

-- Only over what was read: somebody who left in the meantime stays gone, and a key that changed is read again.
create or replace function api.rewrap_key(p_user uuid, p_before text, p_after text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update priv.vault_keys set wrapped = decode(p_after, 'base64') where user_id = p_user and wrapped = decode(p_before, 'base64');
  return found;
end $$;
