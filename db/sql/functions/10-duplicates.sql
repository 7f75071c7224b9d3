-- A call that is sent twice is known again by the fingerprints of its kept sides. No role reads them: the worker hands in
-- those of the recording that it works on, and gets candidates to compare them with.

-- In one line of recordings: whoever comes later meets the earlier one, however close together two copies arrive. A run
-- that is done again keeps its place.
create or replace function api.keep_fingerprints(p_channels text[], p_version text, p_prints text[], p_owners text[], p_codes int[], p_frames int[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_recording uuid := api.subject();
begin
  if api.power() is distinct from 'recordings.process' then raise exception 'forbidden' using errcode = 'CN403'; end if;
  if coalesce(cardinality(p_channels), 0) not between 1 and 2 or cardinality(p_prints) <> cardinality(p_channels)
     or cardinality(p_owners) <> cardinality(p_codes) or cardinality(p_frames) <> cardinality(p_codes) or cardinality(p_codes) > 50000 then
    raise exception 'bad fingerprints' using errcode = 'CN400';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('consonant.fingerprints', 0));
  perform from app.recordings where id = v_recording and state = 'processing' for share;   -- withdrawn meanwhile: nothing is kept
  if not found then raise exception 'not found' using errcode = 'CN404'; end if;
  delete from priv.fingerprint_codes c using priv.fingerprints f where f.recording_id = v_recording and c.fingerprint_id = f.id;
  delete from priv.fingerprints where recording_id = v_recording and not channel = any(p_channels);
  insert into priv.fingerprints as f (recording_id, channel, version, print)
  select v_recording, k.channel, p_version, decode(k.print, 'base64') from unnest(p_channels, p_prints) k(channel, print)
  on conflict (recording_id, channel) do update set version = excluded.version, print = excluded.print;
  insert into priv.fingerprint_codes (code, fingerprint_id, frame)
  select k.code, f.id, k.frame from unnest(p_owners, p_codes, p_frames) k(channel, code, frame)
    join priv.fingerprints f on f.recording_id = v_recording and f.channel = k.channel on conflict do nothing;
end $$;

-- The sides of earlier recordings that hold some of these codes at the same distances, with how they may lie on each other:
-- shifts, offsets and hits stand side by side, best first. Bounded: so many codes, so many places of each, so many
-- recordings. What the contributor may be told about is theirs ('own'), or a side of another's call that they said yes to ('agreed').
create or replace function api.fingerprint_candidates(p_channel text, p_codes int[], p_starts int[], p_shifts int[])
returns table (recording uuid, channel text, relation text, print bytea, shifts jsonb, offsets jsonb, hits jsonb)
language plpgsql security definer rows 20 set search_path = pg_catalog, pg_temp as $$
declare v_own record;
begin
  if api.power() is distinct from 'recordings.process' then raise exception 'forbidden' using errcode = 'CN403'; end if;
  if cardinality(p_starts) <> cardinality(p_codes) or cardinality(p_shifts) <> cardinality(p_codes) or cardinality(p_codes) > 50000 then
    raise exception 'bad codes' using errcode = 'CN400';
  end if;
  select f.id, f.version, r.contributor_id into v_own from priv.fingerprints f join app.recordings r on r.id = f.recording_id where f.recording_id = api.subject() and f.channel = p_channel;
  if not found then return; end if;
  return query
  with found as materialized (
    select k.fingerprint_id, q.shift, k.frame - q.start away
      from unnest(p_codes, p_starts, p_shifts) q(code, start, shift)
     cross join lateral (select c.fingerprint_id, c.frame from priv.fingerprint_codes c where c.code = q.code and c.fingerprint_id < v_own.id limit 64) k),
  -- each hit speaks for two neighbouring places, so that none falls apart on a border
  votes as (
    select d.fingerprint_id, d.shift, (floor(d.away / 8.0)::int + n) * 8 place, count(*)::int votes
      from found d cross join generate_series(0, 1) n group by 1, 2, 3 having count(*) >= 2),
  nth as (
    select f.recording_id, v.shift, v.place, v.votes, row_number() over (partition by f.recording_id order by v.votes desc, abs(v.shift), v.place) nth
      from votes v join priv.fingerprints f on f.id = v.fingerprint_id),
  earlier as (
    select r.id, r.contributor_id, array_agg(n.shift order by n.nth) shifts, array_agg(n.place order by n.nth) places, array_agg(n.votes order by n.nth) votes
      from nth n join app.recordings r on r.id = n.recording_id
     where n.nth <= 24 and r.id <> api.subject() and r.state in ('processing', 'in_review', 'accepted')
     group by r.id, r.contributor_id order by r.contributor_id = v_own.contributor_id desc, max(n.votes) desc limit 10)
  select e.id, f.channel, case when e.contributor_id = v_own.contributor_id then 'own'
           when exists (select from app.consents k where k.recording_id = e.id and k.user_id = v_own.contributor_id and k.channel = f.channel and k.answer = 'given') then 'agreed'
           else 'other' end, f.print, to_jsonb(e.shifts), to_jsonb(e.places), to_jsonb(e.votes)
    from earlier e join priv.fingerprints f on f.recording_id = e.id
   where f.version = v_own.version and f.id < v_own.id;
end $$;

-- With the recording goes what it was known by, and what was noted about it, in the same commit.
create or replace function api._forget_fingerprints(p_recording uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from priv.fingerprint_codes c using priv.fingerprints f where f.recording_id = p_recording and c.fingerprint_id = f.id;
  delete from priv.fingerprints where recording_id = p_recording;
  delete from app.repeats where p_recording in (recording_id, earlier_id);
end $$;
