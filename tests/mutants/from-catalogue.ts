import type postgres from "postgres";
import { owners } from "../catalogue/law.ts";
import { weakened } from "./conditions.ts";
import type { Mutant } from "./mutant.ts";

// Made from what the database holds, so that what is added to the house is mutated without anybody remembering it.
type Row = Record<string, string>;
const rowsOf = (root: postgres.Sql, query: string) => root.unsafe<Row[]>(query);
const short = (condition: string) =>
  condition
    .replaceAll(/\( SELECT (api\.\w+\(\)) AS \w+\)/g, "$1")
    .replaceAll(/::text/g, "")
    .replaceAll(/\s+/g, " ");

/** Each policy with one of its requirements left out; opened wide where it has but one. */
export async function ofPolicies(root: postgres.Sql): Promise<Mutant[]> {
  const policies = await rowsOf(
    root,
    `select schemaname || '.' || tablename as place, policyname as name, cmd, array_to_string(roles, ',') as roles, qual, with_check as "check"
       from pg_policies where schemaname in ('app', 'priv', 'graphile_worker') order by 1, 2`,
  );
  return policies.flatMap(({ place, name, cmd, roles, qual, check }) => {
    const conditions = [
      ["using", qual],
      ["with check", check],
    ] as const;
    return conditions.flatMap(([clause, condition]): Mutant[] => {
      if (!condition || condition === "true") return [];
      const seenBy = seers(String(cmd), String(roles));
      const alter = (left: string) => ({ sql: `alter policy ${name} on ${place} ${clause} (${left})` });
      const title = `${place}.${name} ${clause}`;
      const weaker = weakened(condition);
      if (weaker.length === 0) return [{ theme: "policies", name: `${title} true`, change: alter("true"), seenBy }];
      return [
        ...weaker.map(
          ({ without, left }): Mutant => ({
            theme: "policies",
            name: `${title} without ${short(without)}`,
            change: alter(left),
            seenBy,
            // outside a job there is no subject either: nothing opens, and a law minds
            ...(/api\.role\(\).*'system'/.test(without) &&
              left.includes("api.subject()") && { lawsOnly: true as const }),
          }),
        ),
      ];
    });
  });
}
const seers = (cmd: string, roles: string): string[] => {
  if (/media|money/.test(roles)) return ["subjects", "workers"];
  return cmd === "SELECT" ? ["reading"] : ["web-writes", "mass-assignment"];
};

/** Row security off on every table; and not forced on one in four: one loop forces them all, and only their owner would see it. */
export async function ofRows(root: postgres.Sql): Promise<Mutant[]> {
  const tables = await rowsOf(
    root,
    `select c.oid::regclass::text as place
       from pg_class c where c.relnamespace in ('app'::regnamespace, 'priv'::regnamespace) and c.relkind in ('r', 'p') order by 1`,
  );
  return tables.flatMap(({ place }, i) => {
    const rows = (name: string, sql: string): Mutant => ({
      theme: "rows",
      name: `${place} ${name}`,
      change: { sql },
      seenBy: ["rows", "reading"],
    });
    return [
      rows("without row security", `alter table ${place} disable row level security`),
      ...(i % 4 === 0 ? [rows("not forced", `alter table ${place} no force row level security`)] : []),
    ];
  });
}

const logins =
  "'{consonant_look,consonant_web,consonant_delivery,consonant_media,consonant_money,consonant_mailer,consonant_passkeys,consonant_notary}'::text[]";

/** Each secret told to web; each table changed or filled in further than its columns allow. */
export async function ofColumns(root: postgres.Sql): Promise<Mutant[]> {
  const columns = `pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped`;
  const secret = await rowsOf(
    root,
    `select c.oid::regclass::text as place, n.nspname as schema, string_agg(quote_ident(a.attname), ', ') as names from ${columns}
      where c.relkind = 'r' and n.nspname in ('app', 'priv') and col_description(c.oid, a.attnum) = 'class:secret'
      group by c.oid, n.nspname, case when n.nspname = 'app' then a.attname end order by 1`,
  );
  const more = await rowsOf(
    root,
    `select c.oid::regclass::text as place, r as role, privilege, string_agg(quote_ident(a.attname), ', ') as names from ${columns}
      cross join unnest(${logins}) r cross join unnest('{insert,update}'::text[]) privilege
      where c.relkind = 'r' and n.nspname = 'app' and a.attgenerated = '' and not has_column_privilege(r, c.oid, a.attnum, privilege)
        and exists (select from pg_policy p where p.polrelid = c.oid and r::regrole = any(p.polroles)
          and p.polcmd = case privilege when 'insert' then 'a' else 'w' end)
      group by c.oid, r, privilege order by 1, 2, 3`,
  );
  const mutant = (name: string, sql: string): Mutant => ({
    theme: "columns",
    name,
    change: { sql },
    seenBy: ["grants"],
  });
  return [
    ...secret.map(({ place, names, schema }) =>
      mutant(
        `web reads ${place} (${names})`,
        `grant usage on schema ${schema} to consonant_web; grant select (${names}) on ${place} to consonant_web`,
      ),
    ),
    ...more.map(({ place, names, role, privilege }) =>
      mutant(`${role} may ${privilege} ${place} (${names})`, `grant ${privilege} (${names}) on ${place} to ${role}`),
    ),
  ];
}

/** Each function called by web that is another's; each of web's called from a look; each table emptied by web. A trigger's function cannot be called. */
export async function ofGrants(root: postgres.Sql): Promise<Mutant[]> {
  const calls = await rowsOf(
    root,
    `select p.oid::regprocedure::text as name, r as role from pg_proc p cross join unnest(${logins}) r
      where p.pronamespace = 'api'::regnamespace and p.prorettype <> 'trigger'::regtype and not has_function_privilege('consonant_look', p.oid, 'execute')
        and r = case when has_function_privilege('consonant_web', p.oid, 'execute') then 'consonant_look' else 'consonant_web' end order by 1, 2`,
  );
  const tables = await rowsOf(
    root,
    `select c.oid::regclass::text as place from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' order by 1`,
  );
  const mutant = (name: string, sql: string): Mutant => ({
    theme: "grants",
    name,
    change: { sql },
    seenBy: ["grants"],
  });
  return [
    ...calls.map(({ name, role }) => mutant(`${role} calls ${name}`, `grant execute on function ${name} to ${role}`)),
    ...tables.map(({ place }) => mutant(`web empties ${place}`, `grant delete, truncate on ${place} to consonant_web`)),
  ];
}

/** Each trigger set aside that somebody's statement would fire, each check dropped. */
export async function ofGuards(root: postgres.Sql): Promise<Mutant[]> {
  const triggers = await rowsOf(
    root,
    `select t.tgrelid::regclass::text as place, t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace in ('app'::regnamespace, 'priv'::regnamespace) and not t.tgisinternal and (t.tgname !~ '^(record_|stamp)' or exists (
        select from unnest(${logins} || ${owners}) r where case t.tgname
          when 'record_update' then has_any_column_privilege(r, c.oid, 'update')
          when 'record_delete' then has_table_privilege(r, c.oid, 'delete') else has_any_column_privilege(r, c.oid, 'insert') end)) order by 1, 2`,
  );
  const checks = await rowsOf(
    root,
    `select k.conrelid::regclass::text as place, k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
      where c.relnamespace in ('app'::regnamespace, 'priv'::regnamespace) and k.contype = 'c' order by 1, 2`,
  );
  return [
    ...triggers.map(
      ({ place, name }): Mutant => ({
        theme: "triggers",
        name: `${place} without ${name}`,
        change: { sql: `alter table ${place} disable trigger ${name}` },
        seenBy: ["rows"],
      }),
    ),
    ...checks.map(
      ({ place, name }): Mutant => ({
        theme: "constraints",
        name: `${place} without ${name}`,
        change: { sql: `alter table ${place} drop constraint ${name}` },
        seenBy: ["guards"],
      }),
    ),
  ];
}

/** Each power given to somebody more, asked for with a weaker sign-in, or not stopped by its switch. */
export async function ofPowers(root: postgres.Sql): Promise<Mutant[]> {
  const powers = await rowsOf(
    root,
    "select power as name, role, min_aal::text as aal, fresh_seconds::text as fresh, stop from app.powers order by 1, 2",
  );
  const roles = [...new Set(powers.map(({ role }) => role!))].sort();
  const names = [...new Set(powers.map(({ name }) => name!))];
  const mutant = (name: string, sql: string): Mutant => ({
    theme: "powers",
    name,
    change: { sql },
    seenBy: ["powers"],
  });
  const given = names.flatMap((name, i) => {
    const holders = powers.filter((power) => power.name === name).map(({ role }) => role!);
    const others = roles.filter((role) => !holders.includes(role) && role !== "system");
    const chosen = new Set([others[i % others.length], others.includes("anonymous") ? "anonymous" : undefined]);
    return [...chosen].flatMap((role) =>
      role === undefined
        ? []
        : mutant(
            `${role} holds ${name}`,
            `insert into app.powers (power, role, min_aal, stop) select power, '${role}', 0, stop from app.powers where power = '${name}' limit 1`,
          ),
    );
  });
  const once = (wanted: (power: Row) => boolean) =>
    names.filter((name) => powers.some((power) => power.name === name && wanted(power)));
  return [
    ...given,
    // everybody who is signed in has assurance 1
    ...once(({ aal }) => Number(aal) > 1).map((name) =>
      mutant(`${name} with a weaker sign-in`, `update app.powers set min_aal = min_aal - 1 where power = '${name}'`),
    ),
    ...once(({ fresh }) => fresh != null).map((name) =>
      mutant(`${name} with a sign-in of any age`, `update app.powers set fresh_seconds = null where power = '${name}'`),
    ),
    ...once(({ stop }) => stop != null).map((name) =>
      mutant(`${name} is not stopped`, `update app.powers set stop = null where power = '${name}'`),
    ),
  ];
}

/** Each kind of job run by the other family, and acting under a power more. */
export async function ofJobs(root: postgres.Sql): Promise<Mutant[]> {
  const kinds = await rowsOf(root, "select task as name, family from app.job_kinds order by 1");
  const powers = await rowsOf(
    root,
    "select k.task as name, p.power from app.job_kinds k join app.powers p on p.role = 'system' and not p.power = any(k.acts_under) order by 1, 2",
  );
  const mutant = (name: string, sql: string): Mutant => ({
    theme: "jobs",
    name,
    change: { sql },
    seenBy: ["powers", "workers"],
  });
  return [
    ...kinds.map(({ name, family }) => {
      const other = family === "media" ? "money" : "media";
      return mutant(`${name} is ${other}'s`, `update app.job_kinds set family = '${other}' where task = '${name}'`);
    }),
    ...powers
      .filter((_, i) => i % 3 === 0)
      .map(({ name, power }) =>
        mutant(
          `${name} acts under ${power}`,
          `update app.job_kinds set acts_under = acts_under || '${power}'::text where task = '${name}'`,
        ),
      ),
  ];
}
