import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, refused, type Tx, type World } from "../world.ts";

// What holds for every table, those that nobody has thought of yet included.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const tablesOf = async (schemas: string[]) =>
  (
    await w.root<{ place: string }[]>`
      select c.oid::regclass::text as place from pg_class c where c.relnamespace::regnamespace::text = any(${schemas}) and c.relkind in ('r', 'p') order by 1`
  ).map(({ place }) => place);

/** What is seeded when the house is migrated, and read and written by nobody's act. */
const seeded = ["catalogue_version", "job_kinds", "ledger_accounts", "powers", "rates", "service_state"].map(
  (name) => `app.${name}`,
);

describe("a row that has an owner", () => {
  const owners = ["contributor_id", "user_id", "owner_id", "buyer_id"];
  it("is seen by no other contributor or buyer", async () => {
    const { dana, ines } = w.people;
    const id = randomUUID();
    await w.plant(async (t) => {
      const paid = { contributor_id: dana.id, duration_seconds: 1, rate_micros_per_second: 1, amount_micros: 1 };
      await t`insert into app.earnings ${t({ id, ...paid, journal_id: id })}`;
      await t`insert into app.api_keys ${t({ user_id: ines.id, label: "x", scopes: [] })}`;
      const change = { table_name: "recordings", subject: id, owner_id: dana.id, to_state: "x" };
      await t`insert into app.transitions ${t({ ...change, actor: dana.id, act: id })}`;
    });
    const tables = await w.root<{ place: string; owner: string }[]>`
      select c.oid::regclass::text as place, a.attname as owner from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = any(${owners})
       where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'`;
    expect(tables.length).toBeGreaterThan(12);
    for (const { place, owner } of tables) {
      const [row] = await w.root.unsafe(`select count(*)::int as n from ${place}`);
      for (const name of ["priya", "ola", null] as const) {
        const seen = await w.as(name, (t) => t.unsafe(`select ${owner} as owner from ${place}`));
        const others = seen.filter((one) => one.owner !== (name && w.people[name].id) && one.owner !== null);
        expect(others, `${name} sees ${place}, of ${row!.n} rows`).toEqual([]);
      }
    }
  });
});

describe("whoever owns the tables", () => {
  it("sees no row of anybody's", async () => {
    const places = (await tablesOf(["app", "priv"])).filter((place) => !seeded.includes(place));
    const filled = await Promise.all(
      places.map(async (place) => ((await w.root.unsafe(`select 1 from ${place} limit 1`)).length > 0 ? [place] : [])),
    );
    expect(filled.flat().length).toBeGreaterThan(25);
    const seen = await w.migrate.begin(async (t) => {
      await t`set local role consonant_owner`;
      const open: string[] = [];
      for (const place of filled.flat()) if ((await t.unsafe(`select 1 from ${place}`)).length > 0) open.push(place);
      return open;
    });
    expect(
      seen.filter((place) => !["priv.context_key", "priv.chain_head", "priv.rate_limits"].includes(place)),
    ).toEqual([]);
  });
});

describe("outside an act, a superuser too", () => {
  const unaudited = ["audit", "checkpoints", "transitions", "powers", "job_kinds", "catalogue_version", "rates"].map(
    (name) => `app.${name}`,
  );
  it.each([
    ["adds", (place: string) => `insert into ${place} select * from ${place} where false`],
    ["changes", (place: string) => `update ${place} set id = id where false`],
    ["removes", (place: string) => `delete from ${place} where false`],
  ] as const)("%s no row", async (_what, write) => {
    const places = (await tablesOf(["app"])).filter((place) => !unaudited.includes(place));
    expect(places.length).toBeGreaterThan(30);
    const generated = new Set(["app.datasets"]); // a generated column cannot be copied
    for (const place of places) {
      const query =
        write(place).startsWith("insert") && generated.has(place)
          ? `insert into ${place} (id) select id from ${place} where false`
          : write(place);
      await refused(w.root.unsafe(query), "CN403").catch((error: Error) => {
        throw new Error(`${query}: ${error.message}`);
      });
    }
  });
});

describe("when a row was made", () => {
  it("is the clock's to say, not the writer's", async () => {
    const stamped = await w.root<{ place: string }[]>`
      select c.oid::regclass::text as place from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'created_at'
       where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' order by 1`;
    expect(stamped.length).toBeGreaterThan(12);
    for (const { place } of stamped) {
      const years = await inVain(async (t) => {
        const asked = await t<{ query: string }[]>`
          select format('alter table %s drop constraint %I', ${place}::text, conname) as query from pg_constraint where conrelid = ${place}::regclass and contype = 'f'
          union all select format('alter table %s alter %I drop not null', ${place}::text, attname) from pg_attribute
           where attrelid = ${place}::regclass and attnum > 0 and attnotnull and attname <> 'id'
          union all select format('alter table %s disable trigger %I', ${place}::text, tgname) from pg_trigger
           where tgrelid = ${place}::regclass and not tgisinternal and tgname <> 'stamp'`;
        for (const { query } of asked) await t.unsafe(query); // nothing else is in the way of a made-up row
        return t.unsafe(
          `insert into ${place} (id, created_at) values (gen_random_uuid(), '2001-01-01') returning extract(year from created_at)::int as year`,
        );
      });
      expect(years[0]!.year, place).toBeGreaterThan(2020);
    }
  });
});

/** Does the work in a transaction that is always rolled back. */
async function inVain<T>(work: (t: Tx) => Promise<T>): Promise<T> {
  const back = Symbol("rolled back");
  let result!: T;
  await w.root
    .begin(async (t) => {
      result = await work(t);
      throw back;
    })
    .catch((error) => {
      if (error !== back) throw error;
    });
  return result;
}
