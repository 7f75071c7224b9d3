import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Power } from "../../db/powers.ts";
import type { Name } from "../people.ts";
import { openWorld, refused, type Tx, type World } from "../world.ts";
import { statementsOf } from "./statements.ts";

// A web process that was taken over fills in more than it was asked for.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const uuid = randomUUID();
const { add, buy, sql, newRecording } = statementsOf(() => w);

describe("mass assignment", () => {
  it("not another's row, however the statement is written", async () => {
    const { recordings } = w.market;
    const renamed = await w.as("dana", sql("update app.users set handle = 'dana-was-here'"), "account.rename");
    expect(renamed.count).toBe(1);
    const taken = (t: Tx) => t`update app.recordings set state = 'withdrawn' where id = ${recordings.priya}`;
    expect((await w.as("dana", taken, "recordings.withdraw", recordings.priya)).count).toBe(0);
    await refused(w.as("dana", add({ contributor_id: w.people.priya.id }), "recordings.add"));
    await refused(w.as("dana", add({ detail: { seconds: 1 } }), "recordings.add"));
    await refused(w.as("dana", add({ duplicate_of: recordings.dana }), "recordings.add"));
    await refused(w.as("ola", buy({ buyer_id: w.people.ines.id }), "orders.checkout"));
    await refused(w.as("ola", buy({ organisation_id: w.market.organisations.ines }), "orders.checkout"));
  });

  // PostgreSQL asks the policies of reading only where a statement reads something: these read nothing
  const whole: [Name, Power, string, own: number][] = [
    ["tomas", "recordings.add", "update app.recordings set state = 'received'", 1],
    ["priya", "recordings.add", "update app.recordings set state = 'received'", 0],
    ["dana", "recordings.keep-own-side", "update app.recordings set state = 'received', other_party = 'left_out'", 1],
    ["tomas", "recordings.keep-own-side", "update app.recordings set state = 'received', other_party = 'left_out'", 0],
    ["priya", "recordings.withdraw", "update app.recordings set state = 'withdrawn'", 2],
    ["ines", "orders.attach-session", "update app.orders set checkout_url = 'https://evil.example'", 1],
    ["dana", "payouts.onboard", "update app.payout_accounts set state = 'asked', country = 'FR'", 1],
    ["dana", "account.rename", "update app.users set handle = 'all-of-us'", 1],
  ];
  it.each(whole)("%s under %s, naming no row: %s", async (name, power, query, own) => {
    const [dataset, undone] = [randomUUID(), new Error("undone")];
    const of = (person: Name) => ({ contributor_id: w.people[person].id });
    await w.plant(async (t) => {
      await t`delete from app.recordings where title = 'of another'`;
      await t`delete from app.orders where checkout_session like 'cs_other%'`;
      for (const [person, state] of [
        ["dana", "announced"],
        ["dana", "waiting"],
        ["priya", "waiting"],
      ] as const)
        await t`insert into app.recordings ${t({ ...newRecording(of(person)), title: "of another", state })}`;
      for (const person of ["ines", "ola"] as const) {
        const open = {
          organisation_id: w.market.organisations[person],
          buyer_id: w.people[person].id,
          price_cents: 900,
        };
        await t`insert into app.orders ${t({ ...open, version_id: dataset, checkout_session: `cs_other_${person}` })}`;
      }
    });
    let changed: number | undefined;
    const act = w.as(
      name,
      async (t) => {
        changed = (await t.unsafe(query)).count;
        throw undone;
      },
      power,
      uuid,
    );
    await expect(act).rejects.toBe(undone);
    expect(changed).toBe(own);
  });

  it.each([
    { state: "accepted" },
    { state: "received" },
    { other_party: "given" },
    { other_party: "asked" },
    { duration_seconds: 3_600 },
    { channels: "[]" },
    { redactions: "[]" },
    { reason: "x" },
    { progress_percent: 100 },
  ])("a new recording has no %o", async (o) => {
    await refused(w.as("dana", add(o), "recordings.add"), "42501", "CN403");
  });

  it.each([
    { price_cents: 1 },
    { price_cents: 0 },
    { price_cents: -900 },
    { state: "paid" },
    { state: "refunded" },
    { checkout_session: "cs_mine" },
  ])("a new order has no %o", async (o) => {
    await refused(w.as("ola", buy(o), "orders.checkout"));
  });

  it("an order is placed for what is for sale, at its price, in the buyer's own name", async () => {
    await refused(w.as("ola", buy({ version_id: w.market.draft }), "orders.checkout"));
    await refused(w.as("dana", buy({}), "orders.checkout"), "CN403");
    const id = randomUUID();
    await w.as("ola", buy({ id }), "orders.checkout", id);
    await refused(
      w.as("ola", sql(`update app.orders set price_cents = 1 where id = '${id}'`), "orders.attach-session"),
    );
    await refused(w.as("ola", sql(`update app.orders set state = 'paid' where id = '${id}'`), "orders.attach-session"));
    const hers = (t: Tx) => t`update app.orders set checkout_session = 'cs_mine' where id = ${id}`;
    expect((await w.as("ines", hers, "orders.attach-session", id)).count).toBe(0);
  });

  const columns: [Name, Power, string][] = [
    ["dana", "account.rename", "update app.users set role = 'finance'"],
    ["dana", "account.rename", "update app.users set status = 'active'"],
    ["dana", "recordings.withdraw", "update app.recordings set contributor_id = api.person()"],
    ["dana", "recordings.add", "update app.recordings set duration_seconds = 3600"],
    ["dana", "recordings.add", "update app.clips set usable = true"],
    ["dana", "payouts.onboard", "update app.payout_accounts set state = 'active'"],
    ["dana", "payouts.onboard", "update app.payout_links set url = 'https://evil.example'"],
    ["dana", "payouts.onboard", "update app.balances set payable_micros = 1"],
    ["cyrus", "versions.publish", "update app.versions set state = 'published'"],
    ["cyrus", "versions.publish", "update app.versions set price_cents = 1"],
    ["cyrus", "versions.publish", "update app.versions set commit = 'x'"],
    ["cyrus", "datasets.edit", "update app.datasets set current_version_id = null"],
    ["cyrus", "datasets.edit", "update app.datasets set slug = 'x'"],
    ["cyrus", "versions.compose", "update app.clips set usable = true"],
    ["fiona", "payouts.run", "update app.payouts set state = 'paid'"],
    ["fiona", "payouts.run", "update app.balances set payable_micros = 1"],
    ["fiona", "payouts.run", "update app.payout_runs set state = 'reserved'"],
    ["fiona", "payouts.run", "insert into app.payouts default values"],
    ["fiona", "payouts.run", "insert into app.entries default values"],
    ["fiona", "payouts.run", "insert into app.journals default values"],
    ["ines", "orders.checkout", "insert into app.entitlements default values"],
    ["ines", "orders.checkout", "update app.entitlements set revoked_at = null"],
    ["ines", "organisations.create", "insert into app.members default values"],
    ["ines", "keys.create", "insert into app.api_keys default values"],
    ["rhea", "recordings.accept", "insert into app.earnings default values"],
    ["piet", "incidents.suspend", "update app.service_state set suspended = true"],
    ["piet", "incidents.approve", "insert into app.resume_requests default values"],
  ];
  it.each(columns)("%s under %s: %s", async (name, power, query) => {
    await refused(w.as(name, sql(query), power, uuid));
  });

  it("a payout run is started in one's own name, from its beginning", async () => {
    const start = (o: object) => (t: Tx) => t`insert into app.payout_runs ${t(o)}`;
    await refused(w.as("fiona", start({ started_by: w.people.piet.id }), "payouts.run"));
    await refused(w.as("fiona", start({ started_by: w.people.fiona.id, state: "reserved" }), "payouts.run"));
  });

  it("a draft holds only what was accepted, and a reviewer cannot judge twice", async () => {
    const { draft, clips, recordings } = w.market;
    const hold = (clip: string) => (t: Tx) =>
      t`insert into app.version_clips (version_id, clip_id) values (${draft}, ${clip})`;
    await refused(w.as("cyrus", hold(clips.priya), "versions.compose"));
    await w.as("cyrus", hold(clips.dana), "versions.compose");
    const accept = sql(`update app.recordings set state = 'accepted' where id = '${recordings.dana}'`);
    expect((await w.as("rhea", accept, "recordings.accept")).count).toBe(0);
    const refuse = sql(`update app.recordings set state = 'refused' where id = '${recordings.priya}'`);
    await refused(w.as("rhea", refuse, "recordings.refuse")); // a no has a reason
  });

  it("what a reviewer shared themselves, somebody else judges", async () => {
    await w.plant(
      (t) => t`update app.recordings set contributor_id = ${w.people.rhea.id} where id = ${w.market.recordings.priya}`,
    );
    const accept = sql(`update app.recordings set state = 'accepted' where id = '${w.market.recordings.priya}'`);
    expect((await w.as("rhea", accept, "recordings.accept")).count).toBe(0);
    const refuse = sql(
      `update app.recordings set state = 'refused', reason = 'x' where id = '${w.market.recordings.priya}'`,
    );
    expect((await w.as("rhea", refuse, "recordings.refuse")).count).toBe(0);
    await w.plant(
      (t) => t`update app.recordings set contributor_id = ${w.people.priya.id} where id = ${w.market.recordings.priya}`,
    );
  });
});

it("what a curator shared themselves is composed by nobody before it is accepted", async () => {
  const { draft, clips } = w.market;
  const own = (id: string) => w.plant((t) => t`update app.clips set contributor_id = ${id} where id = ${clips.priya}`);
  await own(w.people.cyrus.id);
  const hold = (t: Tx) => t`insert into app.version_clips (version_id, clip_id) values (${draft}, ${clips.priya})`;
  expect(await w.as("cyrus", (t) => t`select id from app.clips where id = ${clips.priya}`)).toHaveLength(1);
  await refused(w.as("cyrus", hold, "versions.compose"));
  await own(w.people.priya.id);
});

it("one open order a company and version, under a race", async () => {
  await w.plant((t) => t`delete from app.orders where buyer_id = ${w.people.ola.id}`);
  const all = await Promise.allSettled(Array.from({ length: 10 }, () => w.as("ola", buy({}), "orders.checkout")));
  expect(all.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  const codes = all.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
  expect(new Set(codes)).toEqual(new Set(["23505"]));
});
