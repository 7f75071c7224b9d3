-- The one way into the ledger. Debits are positive, credits negative; an account is named by its code.

-- Checked at COMMIT for every line: whoever wrote it, however.
create or replace function api._balanced() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (select sum(amount_micros) <> 0 or count(*) < 2 from app.entries where journal_id = new.journal_id) then
    raise exception 'journal % does not balance', new.journal_id using errcode = 'CN409';
  end if;
  return null;
end $$;

-- A contributor's payable is opened by the first posting to it.
create or replace function api._ledger_account(p_code text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_id uuid; v_owner uuid;
begin
  select id into v_id from app.ledger_accounts where code = p_code;
  if found then return v_id; end if;
  if p_code !~ '^payable:[0-9a-f-]{36}$' then raise exception 'no such account: %', p_code using errcode = 'CN404'; end if;
  v_owner := substr(p_code, 9)::uuid;
  if not exists (select from app.users where id = v_owner and role = 'contributor') then raise exception 'no such contributor' using errcode = 'CN404'; end if;
  insert into app.ledger_accounts (code, kind, owner_id) values (p_code, 'liability', v_owner) on conflict (code) do nothing;
  select id into v_id from app.ledger_accounts where code = p_code;
  insert into app.balances (id, owner_id, payable_micros) values (v_id, v_owner, 0) on conflict do nothing;
  return v_id;
end $$;

-- Posts a journal once: the same key with the same content answers with the first journal's id, with other content is refused.
create or replace function api.post_journal(p_key text, p_kind text, p_subject uuid, p_accounts text[], p_micros bigint[]) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_id uuid; v_hash bytea; v_old bytea; v_line record;
begin
  if coalesce(api.power(), '') not in ('earnings.accrue', 'orders.settle', 'payouts.reserve', 'payouts.send', 'payouts.settle') then
    raise exception 'forbidden' using errcode = 'CN403';
  end if;
  if cardinality(p_accounts) is distinct from cardinality(p_micros) or coalesce(cardinality(p_accounts), 0) not between 2 and 10000 or length(p_key) > 200 then
    raise exception 'bad journal' using errcode = 'CN400';
  end if;
  if (select sum(m) from unnest(p_micros) m) <> 0 or 0 = any(p_micros) then raise exception 'unbalanced' using errcode = 'CN409'; end if;
  v_hash := sha256(convert_to(jsonb_build_array(p_kind, p_subject, p_accounts, p_micros)::text, 'utf8'));
  insert into app.journals (key, kind, subject, content_hash) values (p_key, p_kind, p_subject, v_hash) on conflict (key) do nothing returning id into v_id;
  if v_id is null then
    select id, content_hash into v_id, v_old from app.journals where key = p_key;
    if v_old is distinct from v_hash then raise exception 'key % was used for another journal', p_key using errcode = 'CN409'; end if;
    return v_id;
  end if;
  insert into app.entries (journal_id, line, account_id, amount_micros)
  select v_id, o, api._ledger_account(a), m from unnest(p_accounts, p_micros) with ordinality t(a, m, o);
  for v_line in   -- in account order, so that two postings never wait for each other in a ring
    select e.account_id, sum(e.amount_micros) moved from app.entries e where e.journal_id = v_id group by e.account_id order by e.account_id
  loop
    update app.balances set payable_micros = payable_micros - v_line.moved where id = v_line.account_id;
  end loop;
  return v_id;
end $$;

-- The day's cap holds for what is accepted at the same moment too: each waits here for the contributor's balance, and then
-- sees what the others were paid. Who comes too late is refused, and works it out again at its next try.
create or replace function api._within_cap() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_cap bigint;
begin
  perform from app.balances where owner_id = new.contributor_id for update;
  select value into strict v_cap from app.rates where kind = 'daily_cap_micros' and valid_from <= clock_timestamp() order by valid_from desc limit 1;
  if new.amount_micros + (select coalesce(sum(amount_micros), 0) from app.earnings where contributor_id = new.contributor_id
       and created_at >= date_trunc('day', clock_timestamp(), 'UTC')) > v_cap then
    raise exception 'more than a day''s cap' using errcode = 'CN409';
  end if;
  return new;
end $$;

-- Nothing in the ledger is changed or taken away.
create or replace function api._frozen() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin raise exception 'the ledger is append-only' using errcode = 'CN409'; end $$;
