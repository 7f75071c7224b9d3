-- The audit is written by what happened, not by who says so: nobody can call it, nobody can leave it out.

-- AFTER each statement on an audited table. Outside an act there is no write at all.
create or replace function api._record() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := api._context(); v_ids text[]; v_rows int;
begin
  if c ->> 'power' is null then raise exception 'no act is open' using errcode = 'CN403'; end if;
  select count(*), (array_agg(x.id::text order by x.id::text))[1:100] into v_rows, v_ids from changed x;
  if v_rows > 0 then
    insert into app.audit (act, actor, via, power, subject, table_name, op, rows, ids)
    values ((c ->> 'act')::uuid, (c ->> 'account')::uuid, c ->> 'via', c ->> 'power', coalesce(c ->> 'subject', ''), tg_table_name, tg_op, v_rows, v_ids);
  end if;
  return null;
end $$;

create or replace function api._link(p_seq bigint, p_entry app.audit, p_prev bytea) returns bytea
language sql stable security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
  select sha256(p_prev || convert_to(p_seq || '|' || to_jsonb(p_entry)::text, 'utf8')) $$;

-- Deferred to COMMIT, so the chain's lock is held for the commit alone and acts do not wait for one another's work.
create or replace function api._seal() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_head priv.chain_head; v_hash bytea;
begin
  select * into v_head from priv.chain_head for update;
  v_hash := api._link(v_head.seq + 1, new, v_head.hash);
  insert into priv.chain (seq, entry, prev, hash) values (v_head.seq + 1, new.id, v_head.hash, v_hash);
  update priv.chain_head set seq = v_head.seq + 1, hash = v_hash;
  return null;
end $$;

-- Null: whole. Else the first sequence number that does not fit. A superuser can rewrite it all: that shows
-- against the notary's checkpoints, which npm run verify:audit compares, and does not trust this function either.
create or replace function api.audit_verify() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select min(x.seq) from (
    select coalesce(c.seq, 0) seq, c.hash, c.prev, a.id, c.entry, lag(c.hash, 1, '\x'::bytea) over w before, lag(c.seq, 1, 0::bigint) over w seq_before,
           case when a.id is not null and c.seq is not null then api._link(c.seq, a, c.prev) end again
      from priv.chain c full join app.audit a on a.id = c.entry window w as (order by c.seq)) x
   where x.id is null or x.entry is null or x.again is distinct from x.hash or x.prev is distinct from x.before or x.seq <> x.seq_before + 1
      or (select h.seq from priv.chain_head h) <> (select count(*) from priv.chain) $$;

-- For the notary, who signs how long the chain is and the Merkle root of its hashes: the hashes, and nothing of what they are of.
create or replace function api.audit_head() returns table (seq bigint, hash bytea)
language sql stable security definer rows 1 set search_path = pg_catalog, pg_temp as $$ select h.seq, h.hash from priv.chain_head h $$;
create or replace function api.audit_leaves(p_after bigint, p_limit int) returns table (seq bigint, hash bytea)
language sql stable security definer rows 1000 set search_path = pg_catalog, pg_temp as $$
  select c.seq, c.hash from priv.chain c where c.seq > p_after order by c.seq limit least(p_limit, 10000) $$;

-- When a row was made is the database's to say.
create or replace function api._stamp() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin new.created_at := clock_timestamp(); return new; end $$;
