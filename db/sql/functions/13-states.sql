-- What follows from a change of state, whoever makes it: triggers, which nobody can call or leave out.

-- A state with a when and a who is a row: each change of state of a recording, a version, an order, a payout.
create or replace function api._transition() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := api._context(); v_new jsonb := to_jsonb(new); v_old jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) end;
begin
  if v_new ->> 'state' is not distinct from v_old ->> 'state' then return null; end if;
  insert into app.transitions (table_name, subject, owner_id, from_state, to_state, reason, actor, act)
  values (tg_table_name, (v_new ->> 'id')::uuid, coalesce(v_new ->> 'contributor_id', v_new ->> 'buyer_id')::uuid,
    v_old ->> 'state', v_new ->> 'state', v_new ->> 'reason', (c ->> 'account')::uuid, (c ->> 'act')::uuid);
  return null;
end $$;

-- The people concerned hear of it by mail. Ids and words of the interface only: nothing of what was said.
create or replace function api._tell() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_kind text := case
    when new.table_name = 'recordings' and new.to_state in ('accepted', 'refused', 'failed') then 'recording-' || new.to_state
    when new.table_name = 'orders' and new.to_state in ('paid', 'refunded') then 'order-' || new.to_state
    when new.table_name = 'payouts' and new.to_state in ('sent', 'refused') then 'payout-' || new.to_state end;
begin
  if v_kind is null or new.owner_id is null then return null; end if;
  insert into priv.mail_outbox (kind, address, locale, params)
  select v_kind, x.email, u.locale, jsonb_build_object('subject', new.subject) from priv.contacts x join app.users u on u.id = x.user_id where u.id = new.owner_id;
  return null;
end $$;

-- A published version does not change; it can only be superseded or withdrawn.
create or replace function api._keep_version() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if old.state in ('published', 'superseded', 'withdrawn') and (to_jsonb(old) - 'state' is distinct from to_jsonb(new) - 'state'
     or new.state not in ('superseded', 'withdrawn') or (old.state = 'withdrawn' and new.state <> 'withdrawn')) then
    raise exception 'a published version does not change' using errcode = 'CN409';
  end if;
  return new;
end $$;

-- Nor do its parts: clips are chosen in the draft; files, samples and shares are written while it is built.
create or replace function api._keep_parts() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_version uuid; v_state text;
begin
  foreach v_version in array case tg_op when 'INSERT' then array[new.version_id] when 'DELETE' then array[old.version_id] else array[old.version_id, new.version_id] end loop
    select state into v_state from app.versions where id = v_version for share;
    if v_state is null or not v_state = any (string_to_array(tg_argv[0], ',')) then
      raise exception 'a published version does not change' using errcode = 'CN409';
    end if;
  end loop;
  return case when tg_op = 'DELETE' then old else new end;
end $$;

-- The newest published version is the current one. Nothing is published with a voice that was taken back: the version's row
-- is locked by now, and a withdrawal waits for it (_follow_recording), so one of the two always sees the other.
create or replace function api._move_on() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.state = 'published' and old.state = 'building' then
    if exists (select from app.version_clips vc join app.clips c on c.id = vc.clip_id where vc.version_id = new.id and vc.removed_at is null and not c.usable) then
      raise exception 'a voice of it was taken back' using errcode = 'CN409';
    end if;
    update app.versions set state = 'superseded' where dataset_id = new.dataset_id and id <> new.id and state = 'published';
    update app.datasets set current_version_id = new.id where id = new.dataset_id;
  elsif new.state = 'withdrawn' then
    update app.datasets set current_version_id = null where id = new.dataset_id and current_version_id = new.id;
  end if;
  return null;
end $$;

-- Accepted clips may be composed; consent taken back stops the sale and the delivery of every version that holds the voice.
create or replace function api._follow_recording() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.state = 'accepted' and old.state <> 'accepted' then
    update app.clips set usable = true where recording_id = new.id;
  elsif new.state in ('refused', 'failed') and new.state <> old.state then
    perform api._forget_fingerprints(new.id);
  elsif new.state = 'withdrawn' and old.state <> 'withdrawn' then
    perform api._forget_fingerprints(new.id);
    delete from priv.strikes where recording_id = new.id;
    update app.clips set usable = false where recording_id = new.id and usable;
    update app.consents set answer = 'withdrawn' where recording_id = new.id and user_id = new.contributor_id;
    update app.version_clips vc set removed_at = clock_timestamp() from app.versions v, app.clips c
     where v.id = vc.version_id and c.id = vc.clip_id and c.recording_id = new.id and v.state in ('draft', 'failed') and vc.removed_at is null;
    perform from app.versions v where v.state in ('building', 'published', 'superseded')
       and exists (select from app.version_clips vc join app.clips c on c.id = vc.clip_id where vc.version_id = v.id and c.recording_id = new.id) order by v.id for update;
    update app.versions v set state = 'withdrawn' where v.state in ('published', 'superseded')
       and exists (select from app.version_clips vc join app.clips c on c.id = vc.clip_id where vc.version_id = v.id and vc.removed_at is null and c.recording_id = new.id);
  end if;
  return null;
end $$;

-- "Given" is the other party's own word: a yes of theirs stands, or nobody can write it.
create or replace function api._consented() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.other_party = 'given' and not exists (select from app.consents c
       where c.recording_id = new.id and c.channel <> new.own_channel and c.user_id <> new.contributor_id and c.answer = 'given') then
    raise exception 'no such consent' using errcode = 'CN403';
  end if;
  return new;
end $$;

-- Whatever an anonymous page shows has changed: a new version of the catalogue, told to every edge.
create or replace function api._catalogue_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v bigint;
begin
  update app.catalogue_version set version = version + 1 returning version into v;
  perform pg_notify('catalogue', v::text);
  return null;
end $$;
