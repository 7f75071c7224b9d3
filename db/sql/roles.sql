-- Once per cluster, as its superuser (or a managed Postgres' CREATEROLE administrator). Safe to run again.
-- Passwords are set by provision.ts, never written here.
do $$ declare r text; begin
  foreach r in array array['owner', 'definer', 'identity', 'chain', 'books', 'migrate', 'look', 'web', 'delivery', 'media', 'money', 'mailer', 'passkeys', 'notary'] loop
    r := 'consonant_' || r;
    if not exists (select from pg_roles where rolname = r) then execute format('create role %I', r); end if;
    execute format('alter role %I reset all', r);   -- settings outlive the file that made them
    execute format('alter role %I noinherit nobypassrls nosuperuser nocreatedb nocreaterole noreplication', r);
  end loop;
end $$;
alter role consonant_owner nologin;      -- owns tables
-- Own the functions, each its own (db/functions.ts); no table owner, so FORCE and grants bind them too.
alter role consonant_identity nologin;   -- who is asking: the context's key, sessions, secrets, passkeys, counters
alter role consonant_chain nologin;      -- the audit and its chain
alter role consonant_books nologin;      -- the ledger
alter role consonant_definer nologin;    -- every other verb, and what follows from a change of state
alter role consonant_migrate login;
alter role consonant_look login connection limit 60;   -- web's reads: no write, no verb, no act, whatever is injected
alter role consonant_web login connection limit 60;    -- web's acts and verbs
alter role consonant_delivery login;                   -- redeems links
alter role consonant_media login;                      -- raw recordings, clips, releases
alter role consonant_money login;                      -- the ledger, orders, payouts
alter role consonant_mailer login;                     -- the outbox
alter role consonant_notary login connection limit 4;  -- the audit's leaves and the checkpoints, no row of anybody's
alter role consonant_passkeys login;                   -- checks signatures, raises sessions
grant consonant_owner, consonant_identity, consonant_chain, consonant_books, consonant_definer to consonant_migrate with inherit false, set true;
alter role consonant_look set statement_timeout = '5s';
alter role consonant_web set statement_timeout = '5s';                      -- a seat belt: web can lift it
alter role consonant_web set idle_in_transaction_session_timeout = '10s';
alter role consonant_delivery set statement_timeout = '5s';
alter role consonant_passkeys set statement_timeout = '5s';
alter role consonant_notary set statement_timeout = '60s';
