import { readFile, writeFile } from "node:fs/promises";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { jobs, powers, switches } from "../../db/powers.ts";
import { clusterAt } from "../../dev/cluster.ts";
import { only, openWorld, type World } from "../world.ts";
import { accessList } from "./access-list.ts";
import { laws } from "./laws.ts";

const listed = new URL("./access.txt", import.meta.url);
let world: World;
let root: postgres.Sql;

beforeAll(async () => {
  world = await openWorld();
  root = world.root;
});
afterAll(() => world.close());

describe("what no list may accept", () => {
  it.each(laws)("$name", async ({ query, broken }) => {
    expect((await root.unsafe(query)).map((row) => row.line)).toEqual([]);
    const seen = await inVain(root, async (t) => {
      await t.unsafe(broken);
      return t.unsafe(query);
    });
    expect(seen, "the law must see its own counterexample").not.toHaveLength(0);
  });
});

it("who may do what is exactly what access.txt says (ACCEPT=1 rewrites it: review the difference)", async () => {
  const now = `${(await accessList(root)).join("\n")}\n`;
  if (process.env.ACCEPT === "1") await writeFile(listed, now);
  expect(now).toBe(await readFile(listed, "utf8"));
});

it("the database's powers, jobs and switches are the source's", async () => {
  const rules = await root`select power, role, min_aal, stop from app.powers`;
  expect(rules.map((row) => `${row.power} ${row.role} ${row.min_aal} ${row.stop}`).sort()).toEqual(
    Object.entries(powers)
      .flatMap(([power, rule]) => rule.roles.map((role) => `${power} ${role} ${rule.minAal} ${rule.stop}`))
      .sort(),
  );
  const kinds = await root`select task, family, about, asked_under, acts_under from app.job_kinds order by task`;
  expect(
    Object.fromEntries(kinds.map((row) => [row.task, [row.family, row.about, row.asked_under, row.acts_under]])),
  ).toEqual(
    Object.fromEntries(
      Object.entries(jobs).map(([task, job]) => [task, [job.family, job.about, job.askedUnder, job.actsUnder]]),
    ),
  );
  expect((await root`select id from app.service_state`).map((row) => row.id).sort()).toEqual([...switches].sort());
});

it("migrating again changes nothing of it", async () => {
  const before = await accessList(root);
  const { migrate } = await import("../../db/migrate.ts");
  await migrate(world.url("consonant_migrate"));
  expect(await accessList(root)).toEqual(before);
});

it("functions that one role owned, as they once were, are handed to their owners", async () => {
  const before = await accessList(root);
  const database = await only<string>(root`select current_database()`);
  await root.unsafe(`do $$ declare f regprocedure; begin
    for f in select oid from pg_proc where pronamespace = 'api'::regnamespace loop
      execute format('alter function %s owner to consonant_definer', f);
    end loop;
  end $$`);
  const { admitLogins } = await import("../../db/provision.ts");
  const { migrate } = await import("../../db/migrate.ts");
  await expect(migrate(world.url("consonant_migrate"))).rejects.toThrow("DATABASE_SUPERUSER_URL");
  await admitLogins(clusterAt(inject("cluster") as Parameters<typeof clusterAt>[0]).superuser, database);
  await migrate(world.url("consonant_migrate"));
  expect(await accessList(root)).toEqual(before);
});

/** Does the work in a transaction that is always rolled back. */
async function inVain<T>(sql: postgres.Sql, work: (t: postgres.TransactionSql) => Promise<T>): Promise<T> {
  const back = Symbol("rolled back");
  let result!: T;
  await sql
    .begin(async (t) => {
      result = await work(t);
      throw back;
    })
    .catch((error) => {
      if (error !== back) throw error;
    });
  return result;
}
