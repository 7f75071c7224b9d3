-- The few verbs that need what web may not touch.

-- A job may be asked for only by an act that really changed its subject (the triggers have written so a moment ago).
create or replace function api.enqueue(p_task text, p_subject uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := api._context();
begin
  if not exists (select from app.job_kinds k join app.audit a on a.table_name = k.about   -- ids are the caller's to choose: the same one in another table is another row
                  where k.task = p_task and c ->> 'power' = any(k.asked_under) and a.act = (c ->> 'act')::uuid and p_subject::text = any(a.ids)) then
    raise exception 'forbidden' using errcode = 'CN403';
  end if;
  perform graphile_worker.add_job(p_task, json_build_object('subject', p_subject), job_key => p_task || ':' || p_subject, max_attempts => 10);
end $$;

-- A job stays about what it was asked for: a worker that is taken over does not choose its subject.
create or replace function api._keep_job() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.payload::text is distinct from old.payload::text or new.task_id <> old.task_id then raise exception 'a job keeps its subject' using errcode = 'CN403'; end if;
  return new;
end $$;

-- Where an upload goes and what it is sealed to: for the contributor whose recording it is, while it is only announced.
create or replace function api.open_intake(p_token text, p_recording uuid, p_part text)
returns table (object_key text, recipient text)
language plpgsql security definer rows 1 set search_path = pg_catalog, pg_temp as $$
declare v record;
begin
  select c.account, case p_part when 'audio' then o.intake_key when 'transcript' then o.transcript_intake_key end place, w.recipient into v
    from api._credential(p_token) c join app.recordings r on r.contributor_id = c.account join priv.raw_objects o on o.recording_id = r.id join app.vaults w on w.id = c.account
   where r.id = p_recording and c.via = 'session' and r.state = 'announced' and p_part in ('audio', 'transcript')
     and not exists (select from app.service_state s where s.suspended and s.id in ('all', 'uploads'));
  if not found then return; end if;
  perform api._limit('uploads', v.account::text);
  return query select v.place::text, v.recipient::text;
end $$;

-- Where a raw recording will lie, named as it is announced.
create or replace function api._name_objects() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin insert into priv.raw_objects (recording_id) values (new.id); return null; end $$;

-- Stripe's event as a hint, once. Whoever forges one makes the worker ask Stripe again, and nothing else.
create or replace function api.receive_stripe_event(p_event text, p_type text, p_object text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_id uuid;
begin
  if length(p_event) > 120 or length(p_type) > 120 or length(p_object) > 120 then raise exception 'bad request' using errcode = 'CN400'; end if;
  insert into priv.stripe_events (event_id, type, object_id) values (p_event, p_type, p_object) on conflict (event_id) do nothing returning id into v_id;
  if v_id is null then return false; end if;
  perform graphile_worker.add_job('stripe.event', json_build_object('subject', v_id), job_key => 'stripe.event:' || v_id, max_attempts => 12);
  return true;
end $$;

-- The hot path: one statement, no transaction of the caller's. No row for "not yours", "not there" and "no such key" alike.
create or replace function api.issue_download(p_token text, p_version uuid, p_path text, p_seconds int)
returns table (grant_id uuid, expires_at timestamptz, bytes bigint, sha256 text)
language plpgsql security definer rows 1 set search_path = pg_catalog, pg_temp as $$
declare v record;
begin
  if current_setting('transaction_isolation') <> 'read committed' then raise exception 'read committed only' using errcode = 'CN400'; end if;
  select c.hash, c.account, c.unseen, a.*, (select l.since + make_interval(secs => m.window_seconds) from priv.rate_counters l where l.key = c.hash and l.count >= m.most) full_until into v
    from api._credential(p_token) c join priv.rate_limits m on m.kind = 'links'
    left join lateral (
      select e.id entitlement, f.id file, f.bytes, f.sha256, s.epoch
        from app.entitlements e
        join app.versions n on n.id = e.version_id and n.state in ('published', 'superseded')
        join app.version_files f on f.version_id = n.id and f.path = p_path
        join app.service_state s on s.id = 'delivery'
       where e.organisation_id = c.organisation and e.version_id = p_version and e.revoked_at is null and coalesce('downloads.issue' = any(c.scopes), true)
         and not exists (select from app.service_state x where x.suspended and (x.id in ('all', 'links', 'delivery') or (x.id = 'api' and c.via = 'key')))) a on true;
  if not found then return; end if;
  perform set_config('synchronous_commit', 'off', true);   -- a grant that a crash loses opens nothing: its link is dead
  -- counted one in sixteen, looked at each time; a credential's hash is no secret's short form, so it needs no key
  if v.full_until > clock_timestamp() then
    raise exception 'too many' using errcode = 'CN429', hint = ceil(extract(epoch from v.full_until - clock_timestamp()));
  elsif random() * 16 < 1 then
    perform api._wait('links', v.hash, 16);
  end if;
  if v.file is null then return; end if;
  if v.unseen then perform api._seen(v.hash); end if;
  insert into priv.download_grants as g (kind, credential_hash, user_id, entitlement_id, file_id, epoch, expires_at)
  values ('file', v.hash, v.account, v.entitlement, v.file, v.epoch, clock_timestamp() + make_interval(secs => least(greatest(p_seconds, 1), 3600)))
  returning g.id, g.expires_at into grant_id, expires_at;
  bytes := v.bytes;
  sha256 := v.sha256;
  return next;
end $$;

-- The same for hearing a clip: its contributor, a reviewer; a curator, once it is accepted.
create or replace function api.issue_listen(p_token text, p_clip uuid)
returns table (grant_id uuid, expires_at timestamptz)
language plpgsql security definer rows 1 set search_path = pg_catalog, pg_temp as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then raise exception 'read committed only' using errcode = 'CN400'; end if;
  return query
  insert into priv.download_grants (kind, credential_hash, user_id, clip_id, epoch, expires_at)
  select 'clip', c.hash, c.account, k.id, s.epoch, clock_timestamp() + interval '5 min'
    from api._credential(p_token) c join app.clips k on k.id = p_clip join app.recordings r on r.id = k.recording_id join app.service_state s on s.id = 'delivery'
   where c.via = 'session' and (k.contributor_id = c.account or (c.aal = 2 and (c.role = 'reviewer' or (c.role = 'curator' and k.usable)))) and r.state <> 'withdrawn'
     and not exists (select from app.service_state x where x.suspended and x.id in ('all', 'links', 'delivery'))
  returning download_grants.id, download_grants.expires_at;
end $$;

-- Delivery's side, on every request: the link lives, within the epoch; the session or key behind it, the licence and the version still stand.
create or replace function api.redeem_grant(p_grant uuid)
returns table (shelf_key text, file_name text, bytes bigint, sha256 text, content_type text, kind text)
language sql volatile security definer rows 1 set search_path = pg_catalog, pg_temp as $$
  select coalesce(f.shelf_key, k.shelf_key), coalesce(regexp_replace(f.path, '^.*/', ''), k.id || '.flac'), coalesce(f.bytes, k.bytes),
         coalesce(f.sha256, k.sha256), coalesce(f.content_type, 'audio/flac'), g.kind
    from priv.download_grants g
    join priv.credentials c on c.token_hash = g.credential_hash and c.revoked_at is null and c.expires_at > clock_timestamp()
    join app.users u on u.id = g.user_id and u.status = 'active'
    join app.service_state s on s.id = 'delivery' and s.epoch = g.epoch
    left join app.version_files f on f.id = g.file_id
    left join app.versions v on v.id = f.version_id
    left join app.entitlements e on e.id = g.entitlement_id
    left join app.clips k on k.id = g.clip_id
    left join app.recordings r on r.id = k.recording_id
   where g.id = p_grant and g.expires_at > clock_timestamp()
     and ((g.kind = 'file' and e.revoked_at is null and v.state in ('published', 'superseded')) or (g.kind = 'clip' and r.state <> 'withdrawn'))
     and not exists (select from app.service_state x where x.suspended and x.id in ('all', 'links', 'delivery')) $$;

create or replace function api.record_served(p_grant uuid, p_from bigint, p_sent bigint) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into priv.served_ranges (grant_id, from_byte, sent_bytes) values (p_grant, p_from, p_sent) $$;

-- What anybody may hear: a sample of a version that is for sale or was.
create or replace function api.sample_file(p_sample uuid) returns table (shelf_key text, bytes bigint)
language sql stable security definer rows 1 set search_path = pg_catalog, pg_temp as $$
  select s.shelf_key, s.bytes from app.samples s join app.versions v on v.id = s.version_id
   where s.id = p_sample and v.state in ('published', 'superseded')
     and not exists (select from app.service_state x where x.suspended and x.id in ('all', 'delivery')) $$;

-- The worker's name for a voice within one dataset: drawn there, so that it means nothing elsewhere.
create or replace function api.speaker_label(p_user uuid) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_dataset uuid; v_label text;
begin
  if api.power() is distinct from 'versions.build' then raise exception 'forbidden' using errcode = 'CN403'; end if;
  select dataset_id into v_dataset from app.versions where id = api.subject();
  insert into priv.speakers (dataset_id, user_id, label) values (v_dataset, p_user, 's' || left(encode(sha256(uuid_send(gen_random_uuid())), 'hex'), 10))
  on conflict (dataset_id, user_id) do nothing;
  select label into v_label from priv.speakers where dataset_id = v_dataset and user_id = p_user;
  return v_label;
end $$;

-- Figures for the front page that no visitor could count for themselves. Totals only.
create or replace function api.public_figures()
returns table (minutes_for_sale bigint, speakers bigint, datasets bigint, waiting bigint, taken_back bigint)
language sql stable security definer rows 1 set search_path = pg_catalog, pg_temp as $$
  select coalesce((select sum(v.speech_seconds) / 60 from app.versions v where v.state = 'published'), 0)::bigint,
         (select count(distinct s.contributor_id) from app.version_shares s join app.versions v on v.id = s.version_id and v.state = 'published'),
         (select count(*) from app.datasets d where d.current_version_id is not null),
         (select count(*) from app.recordings r where r.state in ('received', 'processing', 'in_review')),
         (select count(*) from app.recordings r where r.state = 'withdrawn') $$;

-- One person stops …
create or replace function api.suspend(p_scope text, p_reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if api.power() is distinct from 'incidents.suspend' then raise exception 'forbidden' using errcode = 'CN403'; end if;
  if length(btrim(p_reason)) not between 3 and 300 then raise exception 'reason' using errcode = 'CN400'; end if;
  update app.service_state set epoch = epoch + 1,
    since = case when id = p_scope and not suspended then clock_timestamp() else since end,
    reason = case when id = p_scope then btrim(p_reason) else reason end,
    suspended = suspended or id = p_scope
   where id = p_scope or (id = 'delivery' and p_scope in ('all', 'links'));
  if not found then raise exception 'not found' using errcode = 'CN404'; end if;
end $$;
create or replace function api.propose_resume(p_scope text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_id uuid;
begin
  if api.power() is distinct from 'incidents.propose' then raise exception 'forbidden' using errcode = 'CN403'; end if;
  if not exists (select from app.service_state where id = p_scope and suspended) then raise exception 'not found' using errcode = 'CN404'; end if;
  insert into app.resume_requests (scope, proposed_by) values (p_scope, api.person()) returning id into v_id;
  return v_id;
end $$;
-- … two resume. The table's check refuses one's own proposal; an old proposal does not undo a new incident.
create or replace function api.approve_resume(p_id uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_scope text;
begin
  if api.power() is distinct from 'incidents.approve' then raise exception 'forbidden' using errcode = 'CN403'; end if;
  update app.resume_requests q set approved_by = api.person()
   where q.id = p_id and q.approved_by is null and q.at > clock_timestamp() - interval '1 hour'
     and exists (select from app.service_state s where s.id = q.scope and s.suspended and s.since < q.at) returning q.scope into v_scope;
  if not found then raise exception 'gone' using errcode = 'CN404'; end if;
  update app.service_state set suspended = false, reason = null, since = clock_timestamp(), epoch = epoch + 1 where id = v_scope;
end $$;
