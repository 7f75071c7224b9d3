-- Asking the other party of a call, their answer, and taking it back.

-- Asks for the other party of a call, by address or by the keyed hash of their number. Nobody learns who is a member: the
-- answer is always the same, and so is the work, hence the time. Whose it is, a job finds out.
create or replace function api.ask_consent(p_recording uuid, p_email text, p_mac text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := api._context(); v_email text := api._address(p_email); v_mac bytea; v app.recordings;
begin
  if c ->> 'power' is distinct from 'recordings.add' then raise exception 'forbidden' using errcode = 'CN403'; end if;
  if (p_email is null) = (p_mac is null) or (p_mac is null and v_email is null) then raise exception 'address' using errcode = 'CN400'; end if;
  if p_mac is not null then v_mac := api._phone_mac(p_mac); end if;
  perform api._limit('consents', c ->> 'account'), api._limit('consent-to', coalesce(v_email, p_mac));
  -- once a recording: a second question that fails for a member and not for a stranger would tell them apart
  update app.recordings set other_party = 'asked'
   where id = p_recording and contributor_id = (c ->> 'account')::uuid and state = 'announced' and other_party = 'left_out' returning * into v;
  if not found then raise exception 'not found' using errcode = 'CN404'; end if;
  if exists (select from priv.contacts x where x.user_id = v.contributor_id and x.email = v_email)
     or exists (select from priv.phone_numbers n where n.user_id = v.contributor_id and n.mac = v_mac) then
    raise exception 'oneself' using errcode = 'CN400';
  end if;
  insert into priv.invitations (recording_id, email, phone_mac) values (v.id, v_email, v_mac);
  perform graphile_worker.add_job('consents.ask', json_build_object('subject', v.id), job_key => 'consents.ask:' || v.id, max_attempts => 25, priority => -1);   -- somebody waits for it: before sound is worked on
end $$;

-- Job consents.ask: a member finds the question on their page; a stranger's address gets a mail. A number that is nobody's
-- gets no message: its owner is asked when they join. Run again, it asks nobody twice.
create or replace function api.ask_other_party(p_recording uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := api._context(); v record; v_other uuid; v_to text; v_locale text;
begin
  if c ->> 'power' is distinct from 'consents.ask' or c ->> 'subject' is distinct from p_recording::text then raise exception 'forbidden' using errcode = 'CN403'; end if;
  select i.email, i.phone_mac, r.contributor_id, r.own_channel, r.title into v
    from priv.invitations i join app.recordings r on r.id = i.recording_id where i.recording_id = p_recording and r.other_party = 'asked';
  if not found then return; end if;
  select x.user_id, x.email, u.locale into v_other, v_to, v_locale from priv.contacts x join app.users u on u.id = x.user_id
   where u.role = 'contributor' and u.status = 'active' and u.id <> v.contributor_id
     and (x.email = v.email or x.user_id = (select n.user_id from priv.phone_numbers n where n.mac = v.phone_mac));
  if not found then
    insert into priv.mail_outbox (kind, address, locale) select 'invited', v.email, locale from app.users where id = v.contributor_id and v.email is not null;
    return;
  end if;
  insert into app.consents (recording_id, user_id, channel, answer, notice_hash, call_title)
  values (p_recording, v_other, case v.own_channel when 'left' then 'right' else 'left' end, 'asked', '', v.title);
  insert into priv.mail_outbox (kind, address, locale) values ('consent-asked', v_to, v_locale);
  delete from priv.invitations where recording_id = p_recording;
end $$;

-- The other party's yes or no. Answers with the recording and whether it can be worked on now.
create or replace function api.answer_consent(p_consent uuid, p_answer text, p_notice text)
returns table (recording uuid, ready boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := api._context(); v_recording uuid; v_state text;
begin
  if c ->> 'power' is distinct from 'consents.answer' then raise exception 'forbidden' using errcode = 'CN403'; end if;
  if p_answer not in ('given', 'refused') or p_notice !~ '^[0-9a-f]{64}$' then raise exception 'bad request' using errcode = 'CN400'; end if;
  update app.consents set answer = p_answer, notice_hash = p_notice
   where id = p_consent and user_id = (c ->> 'account')::uuid and answer = 'asked' returning recording_id into v_recording;
  if not found then raise exception 'not found' using errcode = 'CN404'; end if;
  update app.recordings set other_party = p_answer, state = case when state = 'waiting' then 'received' else state end
   where id = v_recording and other_party = 'asked' returning state into v_state;
  return query select v_recording, v_state is not distinct from 'received';
end $$;

-- The other party takes their yes back: the call is withdrawn as if its contributor had done it. Answers with the recording.
create or replace function api.withdraw_consent(p_consent uuid) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := api._context(); v_recording uuid;
begin
  if c ->> 'power' is distinct from 'consents.withdraw' then raise exception 'forbidden' using errcode = 'CN403'; end if;
  update app.consents set answer = 'withdrawn' where id = p_consent and user_id = (c ->> 'account')::uuid and answer = 'given' returning recording_id into v_recording;
  if not found then raise exception 'not found' using errcode = 'CN404'; end if;
  update app.recordings set state = 'withdrawn' where id = v_recording and state <> 'withdrawn';
  if not found then raise exception 'not found' using errcode = 'CN404'; end if;
  return v_recording;
end $$;
