import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { users } from "../../db/tables.ts";
import { canariesIn, contributors } from "../people.ts";
import { only, openWorld, refused, type Tx, type World } from "../world.ts";

// Somebody wants that it was never written down.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const rename = (name: (typeof contributors)[number], handle: string) =>
  w.doors.web.act(w.people[name].viewer, "account.rename", w.people[name].id, (tx) =>
    tx.update(users).set({ handle }).where(eq(users.id, w.people[name].id)),
  );
const verify = (sql: World["money"] | Tx = w.money) => only<string | null>(sql`select api.audit_verify()::text`);
const entries = () => only<number>(w.root`select count(*)::int from app.audit`);

describe("an act leaves a trace", () => {
  it("of who, how, under which power, about what, and which rows: ids, never values", async () => {
    const { dana } = w.people;
    await rename("dana", "canary-handle-dana");
    const [last] =
      await w.root`select actor, via, power, subject, table_name, op, rows, ids from app.audit order by id desc limit 1`;
    expect(last).toEqual({
      actor: dana.id,
      via: "session",
      power: "account.rename",
      subject: dana.id,
      table_name: "users",
      op: "UPDATE",
      rows: 1,
      ids: [dana.id],
    });
    expect(canariesIn(await w.root`select * from app.audit`)).toEqual([]);
  });

  it("of the power that each act was under, for every row that followed from it", async () => {
    const { priya } = w.market.recordings;
    const take = (t: Tx) => t`update app.recordings set state = 'withdrawn' where id = ${priya}`;
    await w.as("priya", take, "recordings.withdraw", priya);
    const written = await w.root`
      select table_name, power, subject from app.audit where act = (select act from app.audit order by id desc limit 1)`;
    expect(written.length).toBeGreaterThan(1);
    for (const entry of written) expect(entry).toMatchObject({ power: "recordings.withdraw", subject: priya });
  });

  it("or none, when nothing happened", async () => {
    const before = await entries();
    const failing = w.doors.web.act(w.people.dana.viewer, "account.rename", "x", async (tx) => {
      await tx.update(users).set({ handle: "second-thoughts" });
      throw new Error("second thoughts");
    });
    await expect(failing).rejects.toThrow("second thoughts");
    await w.doors.web.act(w.people.dana.viewer, "account.rename", "x", (tx) =>
      tx.update(users).set({ handle: "x" }).where(eq(users.id, w.people.priya.id)),
    );
    expect(await entries()).toBe(before);
  });

  it("that only the privacy desk reads, and nobody writes", async () => {
    for (const name of Object.keys(w.people) as (keyof typeof w.people)[]) {
      const seen = await w.as(name, (t) => t`select id from app.audit`);
      expect(seen.length > 0, name).toBe(["piet", "petra"].includes(name));
    }
    for (const sql of [w.web, w.media, w.money, w.migrate]) {
      await refused(
        sql`insert into app.audit (act, via, power, subject, table_name, op, rows, ids) values (${randomUUID()}, 'x', 'x', 'x', 'x', 'x', 1, '{}')`,
      );
      await refused(sql`update app.audit set subject = 'x'`);
      await refused(sql`delete from app.audit`);
    }
  });
});

describe("the chain", () => {
  it("is whole after forty acts at once", async () => {
    const before = await entries();
    await Promise.all(Array.from({ length: 40 }, (_, i) => rename(contributors[i % 3]!, `handle-${i}`)));
    expect(await entries()).toBe(before + 40);
    expect(await verify()).toBeNull();
  });

  const forgeries: [string, (t: Tx) => Promise<unknown>][] = [
    ["an edit", (t) => t`update app.audit set subject = 'x' where id = (select entry from priv.chain where seq = 3)`],
    [
      "an actor swapped",
      (t) => t`update app.audit set actor = gen_random_uuid() where id = (select entry from priv.chain where seq = 9)`,
    ],
    ["a removal", (t) => t`delete from app.audit where id = (select entry from priv.chain where seq = 4)`],
    [
      "a removal with its link",
      async (t) => {
        const entry = await only<string>(t`delete from priv.chain where seq = 5 returning entry`);
        await t`delete from app.audit where id = ${entry}`;
      },
    ],
    [
      "an insertion",
      (t) =>
        t`insert into app.audit (act, via, power, subject, table_name, op, rows, ids) values (gen_random_uuid(), 'x', 'x', 'x', 'x', 'x', 1, '{}')`,
    ],
    [
      "two swapped",
      (t) =>
        t`update priv.chain set entry = case seq when 6 then (select entry from priv.chain where seq = 7) else (select entry from priv.chain where seq = 6) end where seq in (6, 7)`,
    ],
    [
      "an edit whose own link was made anew",
      async (t) => {
        await t`update app.audit set subject = 'x' where id = (select entry from priv.chain where seq = 3)`;
        await t`update priv.chain c set hash = api._link(c.seq, a, c.prev) from app.audit a where a.id = c.entry and c.seq = 3`;
      },
    ],
    [
      "a removal under a last link and a head that were made anew",
      async (t) => {
        const last = await only<number>(t`select max(seq)::int from priv.chain`);
        const entry = await only<string>(t`delete from priv.chain where seq = ${last - 1} returning entry`);
        await t`delete from app.audit where id = ${entry}`;
        await t`update priv.chain c set prev = b.hash, hash = api._link(c.seq, a, b.hash) from app.audit a, priv.chain b where a.id = c.entry and c.seq = ${last} and b.seq = ${last - 2}`;
        await t`update priv.chain_head set seq = ${last - 1}`;
      },
    ],
    [
      "a cut tail",
      async (t) => {
        await t`delete from priv.chain where seq > 8`;
        await t`delete from app.audit a where not exists (select from priv.chain where entry = a.id)`;
      },
    ],
  ];
  it.each(forgeries)("shows %s", async (_what, forge) => {
    const seen = w.plant(async (t) => {
      await t`alter table priv.chain drop constraint chain_entry_unique`;
      await forge(t);
      throw new Error(`first wrong: ${await verify(t)}`);
    });
    await expect(seen).rejects.toThrow(/first wrong: \d/);
    expect(await verify()).toBeNull();
  });

  it("is read by the notary from where it stopped, ten thousand links at a time", async () => {
    const first = async (after: number, limit: number) =>
      (await w.root`select seq::int from api.audit_leaves(${after}, ${limit})`).map(({ seq }) => seq);
    expect(await first(5, 2)).toEqual([6, 7]);
    await w.plant(async (t) => {
      await t`insert into priv.chain (seq, entry, prev, hash) select 1000000 + i, gen_random_uuid(), 'x', 'x' from generate_series(1, 10001) i`;
      expect(await t`select 1 from api.audit_leaves(0, 20000)`).toHaveLength(10_000);
      await t`delete from priv.chain where seq > 1000000`;
    });
  });

  it("is not held up by a lock that anybody may take", async () => {
    const [held, taken] = [w.at(w.url("consonant_web"), 1), randomUUID()];
    await held`select pg_advisory_lock(1), pg_advisory_lock(0)`;
    await rename("dana", `free-${taken.slice(0, 8)}`);
    await held.end();
  });
});
