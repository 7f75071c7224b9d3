-- How often anything may be asked for. The limits are db/limits.ts; here they are counted, and nowhere else.

-- Keyed: the addresses of the world are few enough to hash them all. 'limit|' is no MAC of _mac(): that begins with a number.
create or replace function api._counter(p_kind text, p_who text) returns bytea
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare k priv.context_key;
begin
  select * into strict k from priv.context_key;
  return sha256(k.outer || sha256(k.inner || convert_to('limit|' || p_kind || '|' || p_who, 'utf8')));
end $$;

-- 0, and counted; or the seconds until the window ends, and nothing counted: a flood that is refused writes nothing.
create or replace function api._wait(p_kind text, p_key bytea, p_weight int default 1) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_limit priv.rate_limits; v_now timestamptz := clock_timestamp(); v_begins timestamptz; v_ends timestamptz;
begin
  select * into strict v_limit from priv.rate_limits where kind = p_kind;
  v_begins := v_now - make_interval(secs => v_limit.window_seconds);
  insert into priv.rate_counters as c (key, count, since) values (p_key, p_weight, v_now)
  on conflict (key) do update set
    count = case when c.since <= v_begins then p_weight else c.count + p_weight end,
    since = case when c.since <= v_begins then v_now else c.since end
  where c.count < v_limit.most or c.since <= v_begins;
  if found then
    if random() < 0.01 then perform api._sweep_counters(); end if;
    return 0;
  end if;
  select c.since + make_interval(secs => v_limit.window_seconds) into v_ends from priv.rate_counters c where c.key = p_key;
  return greatest(ceil(extract(epoch from v_ends - v_now)), 1);
end $$;

-- No window is longer than a day. A hundred asks add a hundred rows at most and take five hundred away.
create or replace function api._sweep_counters() returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from priv.rate_counters where key in (
    select key from priv.rate_counters where since < clock_timestamp() - interval '1 day' order by since limit 500 for update skip locked) $$;

-- The same as a no: CN429, with the seconds as its hint.
create or replace function api._limit(p_kind text, p_who text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_seconds int := api._wait(p_kind, api._counter(p_kind, p_who));
begin
  if v_seconds > 0 then raise exception 'too many' using errcode = 'CN429', hint = v_seconds; end if;
end $$;

-- An address as it is counted: whoever has one IPv6 address has a /64 of them.
create or replace function api._network(p_address text) returns text
language sql immutable security definer set search_path = pg_catalog, pg_temp as $$
  select case family(a) when 6 then network(set_masklen(a, 64))::text else host(a) end from (select p_address::inet) t (a) $$;

-- For web: how long this visitor waits, 0 when not at all. The kinds are the table's, so web cannot make up counters.
create or replace function api.visitor_wait(p_kind text, p_address text) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from priv.rate_limits where kind = p_kind and per = 'visitor') then raise exception 'no such limit' using errcode = 'CN400'; end if;
  return api._wait(p_kind, api._counter(p_kind, api._network(p_address)));
end $$;

-- Recordings are announced by web's own INSERT, so a trigger counts them.
create or replace function api._limit_recordings() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform api._limit('recordings', new.contributor_id::text);
  return new;
end $$;
