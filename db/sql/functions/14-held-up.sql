-- Calls that do not get on: what the desk sees of them, and what the operator can do.

-- How many calls wait for which service, or broke off, and since when. Nothing of any one of them.
create or replace function api.held_up() returns table (why text, calls bigint, since timestamptz)
language plpgsql stable security definer rows 5 set search_path = pg_catalog, pg_temp as $$
begin
  if not api._at_desk(api.role()) then raise exception 'forbidden' using errcode = 'CN403'; end if;
  return query
  select case r.state when 'failed' then 'failed' else r.step end, count(*), min(coalesce(t.at, r.created_at))
    from app.recordings r left join lateral (
      select max(x.at) at from app.transitions x where x.table_name = 'recordings' and x.subject = r.id and x.to_state = r.state) t on true
   where r.state = 'failed' or (r.state = 'processing' and r.step in ('waiting_transcript', 'waiting_redaction', 'waiting_anonymizer'))
   group by 1 order by 3;
end $$;

-- What broke off is worked on again, from the upload that was kept: this one, or (null) the hundred that have waited longest.
create or replace function api.work_again(p_recording uuid) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_recording uuid; v_count int := 0;
begin
  if api.power() is distinct from 'recordings.work-again' then raise exception 'forbidden' using errcode = 'CN403'; end if;
  for v_recording in
    select r.id from app.recordings r where r.state = 'failed' and (p_recording is null or r.id = p_recording) order by r.created_at limit 100 for update
  loop
    update app.recordings set state = 'received', reason = null where id = v_recording;
    perform graphile_worker.add_job('recordings.process', json_build_object('subject', v_recording), job_key => 'recordings.process:' || v_recording, max_attempts => 10);
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;
