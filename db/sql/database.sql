-- Once per database, as superuser. CREATE DATABASE … TEMPLATE copies schemas and grants inside, but NOT the database's own
-- grants: a clone is open to PUBLIC (CONNECT, TEMP) until this file has run on it.
revoke all on database :database from public;
grant create on database :database to consonant_owner;     -- schemas app, priv, api, drizzle, graphile_worker
grant connect on database :database to consonant_migrate, consonant_look, consonant_web, consonant_delivery, consonant_media, consonant_money, consonant_mailer, consonant_passkeys, consonant_notary;
revoke all on schema public from public;
revoke usage on language plpgsql from public;         -- no DO blocks for web
grant usage on language plpgsql to consonant_owner, consonant_identity, consonant_chain, consonant_books, consonant_definer;
do $$ declare f regprocedure; begin                   -- large objects live outside every policy
  for f in select oid from pg_proc where pronamespace = 'pg_catalog'::regnamespace and proname ~ '^(lo_|loread|lowrite)' loop
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
