-- As each owner of functions, before its own file. Default privileges already deny PUBLIC; this starts from nothing again.
do $$ declare f regprocedure; begin
  for f in select oid from pg_proc where pronamespace = 'api'::regnamespace and proowner = current_user::regrole loop
    execute format('revoke all on function %s from public, ', f) || (select string_agg(quote_ident(rolname), ', ') from pg_roles where rolname ~ '^consonant_' and rolname <> current_user);
  end loop;
end $$;
