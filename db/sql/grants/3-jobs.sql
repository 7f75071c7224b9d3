-- graphile-worker's tables have row security on and no policy: made for their owner. Nobody logs in as ours, so the workers
-- pass by policy, each family among its own jobs: who could add the other's could have it do anything. Web has no right here.
do $$ declare v_all text := (select string_agg(quote_ident(rolname), ', ') from pg_roles where rolname ~ '^consonant_' and rolname <> 'consonant_owner'); begin
  execute 'revoke all on schema graphile_worker from public, ' || v_all;
  execute 'revoke all on all tables in schema graphile_worker from public, ' || v_all;
  execute 'revoke all on all functions in schema graphile_worker from public, ' || v_all;
  execute 'revoke all on all sequences in schema graphile_worker from public, ' || v_all;
end $$;
grant usage on schema graphile_worker to consonant_media, consonant_money, consonant_identity, consonant_definer;
grant select, insert, update, delete on all tables in schema graphile_worker to consonant_media, consonant_money;
revoke insert on graphile_worker._private_jobs from consonant_media, consonant_money;   -- jobs are asked for by api.enqueue
revoke update, delete on graphile_worker._private_tasks from consonant_media, consonant_money;   -- a kind of job keeps its name
grant usage on all sequences in schema graphile_worker to consonant_media, consonant_money, consonant_identity, consonant_definer;
grant execute on all functions in schema graphile_worker to consonant_media, consonant_money, consonant_identity, consonant_definer;
grant select, insert, update on graphile_worker._private_jobs, graphile_worker._private_tasks, graphile_worker._private_job_queues to consonant_identity, consonant_definer;
do $$ declare t text; begin
  for t in select relname from pg_class where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity loop
    execute format('drop policy if exists worker on graphile_worker.%I', t);
    execute format('create policy worker on graphile_worker.%I to consonant_media, consonant_money, consonant_identity, consonant_definer using (true) with check (true)', t);
  end loop;
end $$;
alter policy worker on graphile_worker._private_jobs to consonant_media, consonant_money
  using (task_id = any ((select api.family_tasks())::int[])) with check (task_id = any ((select api.family_tasks())::int[]));
drop policy if exists definer on graphile_worker._private_jobs;
create policy definer on graphile_worker._private_jobs to consonant_identity, consonant_definer using (true) with check (true);
create or replace trigger keep_job before update on graphile_worker._private_jobs for each row execute function api._keep_job();
