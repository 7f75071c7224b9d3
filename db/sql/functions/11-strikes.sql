-- A reviewer has passages struck out that the redaction was not sure of, or did not find. The recording leaves the desk and
-- is worked on again from its sealed original, so that sound, words and clips are all made without them.
create or replace function api.strike_out(p_recording uuid, p_party text[], p_start_ms int[], p_end_ms int[], p_kind text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := api._context();
begin
  if c ->> 'power' is distinct from 'recordings.strike' then raise exception 'forbidden' using errcode = 'CN403'; end if;
  if coalesce(cardinality(p_party), 0) not between 1 and 100 or cardinality(p_start_ms) <> cardinality(p_party)
     or cardinality(p_end_ms) <> cardinality(p_party) or cardinality(p_kind) <> cardinality(p_party) then
    raise exception 'bad request' using errcode = 'CN400';
  end if;
  update app.recordings set state = 'received' where id = p_recording and state = 'in_review' and contributor_id <> (c ->> 'account')::uuid;
  if not found then raise exception 'not found' using errcode = 'CN404'; end if;
  insert into priv.strikes (recording_id, party, start_ms, end_ms, kind)
  select p_recording, s.party, s.start_ms, s.end_ms, s.kind from unnest(p_party, p_start_ms, p_end_ms, p_kind) s(party, start_ms, end_ms, kind);
end $$;
