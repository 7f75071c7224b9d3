import type postgres from "postgres";

/** Who may do what, in lines that can be read and compared: one query a subject, each yielding `line`. */
const queries = {
  columns: `select 'column ' || c.oid::regclass || '.' || string_agg(distinct a.attname, ',' order by a.attname) || ': ' || g.rolname || ' ' || x.privilege_type line
    from rel c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 cross join lateral aclexplode(a.attacl) x left join pg_roles g on g.oid = x.grantee
    group by c.oid, g.rolname, x.privilege_type`,
  tables: `select 'table ' || c.oid::regclass || ': ' || coalesce(g.rolname, 'PUBLIC') || ' ' || string_agg(x.privilege_type, ',' order by x.privilege_type) line
    from rel c cross join lateral aclexplode(c.relacl) x left join pg_roles g on g.oid = x.grantee where x.grantee <> c.relowner group by c.oid, g.rolname`,
  owners: `select 'owner ' || c.oid::regclass || ': ' || g.rolname || ' rls ' || c.relrowsecurity || ' force ' || c.relforcerowsecurity line
    from rel c join pg_roles g on g.oid = c.relowner`,
  schemas: `select 'schema ' || n.nspname || ': ' || coalesce(g.rolname, 'PUBLIC') || ' ' || string_agg(x.privilege_type, ',' order by x.privilege_type) line
    from pg_namespace n cross join lateral aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) x left join pg_roles g on g.oid = x.grantee
    where n.nspname in ('app', 'priv', 'api', 'public', 'graphile_worker', 'drizzle') and (g.rolname is null or g.rolname !~ '^pg_') and x.grantee <> 10
    group by n.nspname, g.rolname`,
  policies: `select 'policy ' || schemaname || '.' || tablename || '.' || policyname || ' ' || permissive || ' ' || cmd || ' ' || roles::text
      || ' using ' || regexp_replace(coalesce(qual, '-'), '\\s+', ' ', 'g') || ' check ' || regexp_replace(coalesce(with_check, '-'), '\\s+', ' ', 'g') line
    from pg_policies where schemaname in ('app', 'priv', 'graphile_worker')`,
  functions: `select 'function ' || p.oid::regprocedure || ' ' || o.rolname || ' definer ' || p.prosecdef || ' ' || coalesce(array_to_string(p.proconfig, ' '), 'no search_path')
      || ' md5 ' || md5(p.prosrc) || ': ' || coalesce((select string_agg(coalesce(g.rolname, 'PUBLIC'), ',' order by g.rolname)
         from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x left join pg_roles g on g.oid = x.grantee where x.grantee <> p.proowner), '-') line
    from fn p join pg_roles o on o.oid = p.proowner`,
  triggers: `select 'trigger ' || t.tgrelid::regclass || '.' || t.tgname || ' ' || t.tgenabled::text || ' ' || t.tgfoid::regprocedure || ' ' || t.tgtype || ' deferred ' || t.tginitdeferred line
    from pg_trigger t join rel on rel.oid = t.tgrelid where not t.tgisinternal`,
  constraints: `select 'constraint ' || k.conrelid::regclass || '.' || k.conname || ' ' || pg_get_constraintdef(k.oid) line
    from pg_constraint k join rel on rel.oid = k.conrelid where k.contype in ('c', 'u', 'p', 'f')`,
  indexes: `select 'index ' || i.indexrelid::regclass || ' unique ' || i.indisunique || coalesce(' where ' || pg_get_expr(i.indpred, i.indrelid), '') line
    from pg_index i join rel on rel.oid = i.indrelid`,
  classes: `select 'class ' || c.oid::regclass || '.' || a.attname || ' ' || coalesce(col_description(c.oid, a.attnum), 'UNCLASSIFIED') line
    from rel c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped where c.relkind <> 'S'`,
  roles: `select 'role ' || rolname || concat(case when rolsuper then ' SUPER' end, case when rolbypassrls then ' BYPASSRLS' end, case when rolcreaterole then ' CREATEROLE' end,
      case when rolcreatedb then ' CREATEDB' end, case when rolreplication then ' REPLICATION' end, case when rolinherit then ' INHERIT' end, case when rolcanlogin then ' login' end)
      || coalesce(' ' || array_to_string(rolconfig, ' '), '') line
    from pg_roles where rolname like 'consonant\\_%'`,
  members: `select 'member ' || m.rolname || ' of ' || g.rolname || ' inherit ' || a.inherit_option || ' set ' || a.set_option line
    from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles g on g.oid = a.roleid where m.rolname like 'consonant\\_%'`,
  database: `select 'database: ' || coalesce(g.rolname, 'PUBLIC') || ' ' || string_agg(x.privilege_type, ',' order by x.privilege_type) line
    from pg_database d cross join lateral aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) x left join pg_roles g on g.oid = x.grantee
    where d.datname = current_database() and x.grantee <> d.datdba group by g.rolname`,
  jobs: `select 'jobs: ' || g.rolname || ' ' || c.relname || ' ' || string_agg(x.privilege_type, ',' order by x.privilege_type) line
    from pg_class c cross join lateral aclexplode(c.relacl) x join pg_roles g on g.oid = x.grantee
    where c.relnamespace = 'graphile_worker'::regnamespace and x.grantee <> c.relowner group by g.rolname, c.relname`,
  languages: `select 'language ' || l.lanname || ': ' || coalesce(g.rolname, 'PUBLIC') line
    from pg_language l cross join lateral aclexplode(coalesce(l.lanacl, acldefault('l', l.lanowner))) x left join pg_roles g on g.oid = x.grantee
    where l.lanname = 'plpgsql' and x.grantee <> 10`,
};

/** Our relations and functions, for the queries here and in laws.ts. */
export const ours = `with rel as (select c.* from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('app', 'priv', 'api') and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')),
  fn as (select p.* from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('app', 'priv', 'api'))`;

/** Every grant, policy, function, trigger, constraint, index, class and role of a database, sorted. */
export async function accessList(root: postgres.Sql): Promise<string[]> {
  const rows = await root.unsafe<{ line: string }[]>(`${ours} ${Object.values(queries).join("\nunion all ")}`);
  return rows.map((row) => row.line).sort();
}
