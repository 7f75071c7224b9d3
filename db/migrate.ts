import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runDrizzle } from "drizzle-orm/postgres-js/migrator";
import { runMigrations as runGraphile } from "graphile-worker";
import pg from "pg";
import postgres from "postgres";
import { functionFiles, ownedFunctions, readCallers, readFunctions } from "./functions.ts";
import { classifiedGrants } from "./grants.ts";
import { limitRows } from "./limits.ts";
import { jobs, powers, switches } from "./powers.ts";
import { type FunctionOwner, functionOwners } from "./schema/access.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const as = (url: string, role: string) => postgres(url, { max: 1, onnotice() {}, connection: { role } });
const functionRoles = functionOwners.map((owner) => `consonant_${owner}`);

/** Brings a database to this source tree. Needs consonant_migrate only; safe to run again. Three steps, closed in between. */
export async function migrate(url: string): Promise<void> {
  const owner = as(url, "consonant_owner");
  const pool = new pg.Pool({ connectionString: url, options: "-c role=consonant_owner", max: 1 }).on(
    "error",
    console.error,
  );
  pool.on("connect", (client) => {
    client.on("error", console.error);
  });
  try {
    await checkOwners(owner);
    await owner`create schema if not exists api`;
    for (const role of functionRoles) await owner`grant usage, create on schema api to ${owner(role)}`;
    await functions(url, ["0-gone", "1-context"]); // before the tables: policies call them
    await runDrizzle(drizzle(owner), { migrationsFolder: here("migrations") });
    await runGraphile({ pgPool: pool, logger: quiet });
    for (const role of functionRoles) await owner`grant usage on schema app, priv, graphile_worker to ${owner(role)}`;
    await functions(url);
    for (const role of functionOwners) await asOwner(url, role, async () => [await readCallers(role)]);
    await owner.begin(async (tx) => {
      for (const file of ["1-tables", "3-jobs"])
        await tx.unsafe(await readFile(here(`sql/grants/${file}.sql`), "utf8"));
      await tx.unsafe(classifiedGrants());
      await seed(tx);
    });
    for (const role of functionRoles) await owner`revoke create on schema api from ${owner(role)}`;
  } finally {
    await Promise.all([owner.end(), pool.end()]);
  }
}

/** A release may add owners of functions, which only a superuser can make and hand functions to: says so before anything is changed. */
async function checkOwners(owner: postgres.Sql): Promise<void> {
  const known = await owner<
    { role: string }[]
  >`select rolname as role from pg_roles where rolname = any (${functionRoles})`;
  const expected = new Map((await ownedFunctions()).map(({ name, role }) => [name, role]));
  const functions = await owner<{ name: string; role: string }[]>`
    select proname as name, proowner::regrole::text as role from pg_proc where pronamespace = to_regnamespace('api')`;
  const strays = functions.filter(({ name, role }) => expected.has(name) && expected.get(name) !== role);
  if (known.length < functionRoles.length || strays.length > 0)
    throw new Error("this release changes who owns functions: migrate once with DATABASE_SUPERUSER_URL (README.md)");
}

/** Functions are kept whole in sql/functions and replaced each time: their history is git's, not a pile of diffs. */
async function functions(url: string, only?: readonly string[]): Promise<void> {
  for (const role of functionOwners) {
    const files = functionFiles.filter(([file, owner]) => owner === role && (only?.includes(file) ?? true));
    await asOwner(url, role, () => Promise.all(files.map(([file]) => readFunctions(file))));
  }
}

async function asOwner(url: string, owner: FunctionOwner, read: () => Promise<string[]>): Promise<void> {
  const sql = as(url, `consonant_${owner}`);
  try {
    await sql.begin(async (tx) => {
      await tx`set local check_function_bodies = off`; // on the first run there are no tables yet
      await tx`alter default privileges revoke execute on functions from public`;
      for (const text of await read()) await tx.unsafe(text);
    });
  } finally {
    await sql.end();
  }
}

/** What the house cannot run without: keys, the chain's first link, powers, jobs, switches, accounts, today's rates. */
async function seed(tx: postgres.TransactionSql): Promise<void> {
  await tx`insert into priv.context_key ${tx({ inner: randomBytes(64), outer: randomBytes(64) })} on conflict do nothing`;
  await tx`insert into priv.chain_head (seq, hash) values (0, '') on conflict do nothing`;
  await tx`insert into app.catalogue_version (version) values (1) on conflict do nothing`;
  await tx`delete from app.powers`;
  await tx`delete from app.job_kinds`;
  await born(
    tx,
    "service_state",
    switches.map((id) => ({ id })),
  );
  const rules = Object.entries(powers).flatMap(([power, rule]) =>
    rule.roles.map((role) => ({
      power,
      role,
      min_aal: rule.minAal,
      stop: rule.stop,
      fresh_seconds: "freshSeconds" in rule ? rule.freshSeconds : null,
    })),
  );
  await tx`insert into app.powers ${tx(rules)}`;
  await tx`delete from priv.rate_limits`;
  await tx`insert into priv.rate_limits ${tx(limitRows)}`;
  for (const [task, job] of Object.entries(jobs)) {
    await tx`insert into app.job_kinds (task, family, about, asked_under, acts_under) values (${task}, ${job.family}, ${job.about}, ${[...job.askedUnder]}, ${[...job.actsUnder]})`;
  }
  await born(tx, "ledger_accounts", [
    { code: "stripe:platform", kind: "asset" },
    { code: "payouts:in-transit", kind: "liability" },
    { code: "income:sales", kind: "income" },
    { code: "expense:base-pay", kind: "expense" },
    { code: "expense:royalties", kind: "expense" },
    { code: "expense:stripe-fees", kind: "expense" },
  ]);
  const validFrom = "2026-01-01T00:00:00Z";
  const rates = {
    both_sides: 5_000,
    own_side: 2_500,
    royalty_ppm: 200_000,
    payout_threshold_cents: 2_500,
    daily_cap_micros: 30_000_000,
  };
  await tx`insert into app.rates ${tx(Object.entries(rates).map(([kind, value]) => ({ kind, value, valid_from: validFrom })))} on conflict do nothing`;
}

/** Rows that are there before any act: the audit's trigger is set aside for them. */
async function born(
  tx: postgres.TransactionSql,
  table: "service_state" | "ledger_accounts",
  rows: Record<string, string>[],
): Promise<void> {
  await tx`alter table app.${tx(table)} disable trigger record_insert`;
  await tx`insert into app.${tx(table)} ${tx(rows)} on conflict do nothing`;
  await tx`alter table app.${tx(table)} enable trigger record_insert`;
}

const nothing = () => {};
const quiet = {
  scope: () => quiet,
  log: nothing,
  error: console.error,
  warn: nothing,
  info: nothing,
  debug: nothing,
} as never;
