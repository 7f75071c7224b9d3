import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Power } from "../../db/powers.ts";
import type { Name } from "../people.ts";
import { only, openWorld, refused, type Tx, type World, waitingJobs } from "../world.ts";

// A web process that was taken over writes, with the token of a person who is there.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const uuid = randomUUID();
const newRecording = (o: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  contributor_id: w.people.dana.id,
  title: "x",
  language: "en",
  kind: "family",
  own_channel: "left",
  ...o,
});
const add = (o: Record<string, unknown>) => (t: Tx) => t`insert into app.recordings ${t(newRecording(o))}`;
const order = (o: Record<string, unknown> = {}) => ({
  organisation_id: w.market.organisations.ola,
  buyer_id: w.people.ola.id,
  version_id: w.market.version,
  price_cents: 900,
  ...o,
});
const buy = (o: Record<string, unknown>) => (t: Tx) => t`insert into app.orders ${t(order(o))}`;
const sql = (query: string) => (t: Tx) => t.unsafe(query);

describe("no write without an act", () => {
  const writes: [Name, (t: Tx) => PromiseLike<unknown>][] = [
    ["dana", sql("update app.recordings set title = 'taken'")],
    ["dana", sql("update app.recordings set state = 'withdrawn'")],
    ["dana", sql("update app.users set handle = 'taken'")],
    ["dana", (t) => add({})(t)],
    ["ola", (t) => buy({})(t)],
    ["rhea", sql("update app.recordings set state = 'accepted'")],
    ["cyrus", sql("update app.datasets set price_per_hour_cents = 100")],
    ["fiona", (t) => t`insert into app.payout_runs (started_by) values (${w.people.fiona.id})`],
  ];
  it.each(writes)("%s, write %#", async (name, write) => {
    await refused(
      w.as(name, async (t) => write(t)),
      "42501",
      "CN403",
    );
    await refused(
      w.as(null, async (t) => write(t)),
      "42501",
      "CN403",
    );
  });

  it("nor for a superuser who leaves the triggers on", async () => {
    await refused(w.root`update app.recordings set title = 'x'`, "CN403");
    await refused(w.root`delete from app.payouts`, "CN403");
  });

  it.each([
    "create_key('x', '{downloads.issue}')",
    `revoke_key('${uuid}')`,
    "create_organisation('Mine', 'PT', '')",
    `enqueue('payouts.reserve', '${uuid}')`,
    `ask_consent('${uuid}', 'x@x.example')`,
    `answer_consent('${uuid}', 'given', '${"a".repeat(64)}')`,
    "suspend('all', 'because')",
    "propose_resume('all')",
    `approve_resume('${uuid}')`,
  ])("api.%s", async (call) => {
    for (const name of ["dana", "ines", "fiona", null] as const)
      await refused(w.as(name, sql(`select * from api.${call}`)), "CN403");
    await refused(w.as("dana", sql(`select * from api.${call}`), "account.rename"), "CN403"); // under another power
  });
});

describe("an act holds only its own power", () => {
  it.each([
    ["dana", "orders.checkout"],
    ["dana", "recordings.accept"],
    ["dana", "account.open"],
    ["dana", "recordings.process"],
    ["dana", "nonsense"],
    ["ines", "orders.settle"],
    ["ines", "recordings.add"],
    ["ines", "incidents.suspend"],
    ["rhea", "versions.publish"],
    ["rhea", "payouts.run"],
    ["cyrus", "recordings.accept"],
    ["fiona", "datasets.create"],
    ["fiona", "payouts.reserve"],
    ["piet", "payouts.run"],
    [null, "recordings.add"],
    [null, "orders.settle"],
  ] as [Name | null, Power][])("%s is refused %s", async (name, power) => {
    await refused(
      w.as(name, async () => 1, power, "x"),
      "CN403",
    );
  });

  it("nobody's one power, to open an account, writes nothing by hand", async () => {
    for (const write of [
      add({}),
      buy({}),
      sql("update app.users set handle = 'x'"),
      sql("update app.recordings set state = 'accepted'"),
    ]) {
      const changed = await w
        .as(null, async (t) => (await write(t)).count, "account.open", uuid)
        .catch((error) => {
          expect(error.code).toBe("42501");
          return 0;
        });
      expect(changed).toBe(0);
    }
  });

  it("one power does not do another's work", async () => {
    const { recordings, version, draftDataset } = w.market;
    const touched = async (name: Name, power: Power, query: string) =>
      (await w.as(name, sql(query), power, uuid)).count;
    const mine = `where id = '${recordings.dana}'`;
    expect(await touched("dana", "recordings.add", `update app.recordings set state = 'withdrawn' ${mine}`)).toBe(0);
    expect(
      await touched("dana", "recordings.keep-own-side", `update app.recordings set state = 'received' ${mine}`),
    ).toBe(0);
    expect(await touched("rhea", "recordings.refuse", `update app.recordings set state = 'accepted' ${mine}`)).toBe(0);
    expect(await touched("cyrus", "versions.publish", `update app.datasets set title = 'taken'`)).toBe(0);
    expect(await touched("cyrus", "datasets.edit", `update app.versions set state = 'building'`)).toBe(0);
    expect(
      await touched("cyrus", "versions.publish", `update app.versions set notes = 'x' where id = '${version}'`),
    ).toBe(0);
    await refused(w.as("dana", add({}), "recordings.withdraw"));
    await refused(w.as("ola", buy({}), "orders.attach-session"));
    await refused(
      w.as(
        "cyrus",
        (t) => t`insert into app.versions (dataset_id, number) values (${draftDataset}, '2.0.0')`,
        "datasets.edit",
      ),
    );
  });
});

describe("mass assignment", () => {
  it("not another's row, however the statement is written", async () => {
    const { recordings } = w.market;
    const renamed = await w.as("dana", sql("update app.users set handle = 'dana-was-here'"), "account.rename");
    expect(renamed.count).toBe(1);
    const taken = (t: Tx) => t`update app.recordings set state = 'withdrawn' where id = ${recordings.priya}`;
    expect((await w.as("dana", taken, "recordings.withdraw", recordings.priya)).count).toBe(0);
    await refused(w.as("dana", add({ contributor_id: w.people.priya.id }), "recordings.add"));
    await refused(w.as("ola", buy({ buyer_id: w.people.ines.id }), "orders.checkout"));
    await refused(w.as("ola", buy({ organisation_id: w.market.organisations.ines }), "orders.checkout"));
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
    { raw_key: "raw/mine" },
    { intake_key: "intake/mine" },
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
    [
      "dana",
      "payouts.onboard",
      "update app.payout_accounts set state = 'asked', onboarding_url = 'https://evil.example'",
    ],
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
    await w.plant(
      (t) => t`update app.recordings set contributor_id = ${w.people.priya.id} where id = ${w.market.recordings.priya}`,
    );
  });
});

describe("a job is asked for by an act that changed its row", () => {
  const enqueue = (task: string, subject: string) => (t: Tx) => t`select api.enqueue(${task}, ${subject})`;

  it("not about a row that it left alone, nor under another power", async () => {
    const { recordings, version } = w.market;
    await refused(w.as("dana", enqueue("recordings.process", recordings.dana), "recordings.add"), "CN403");
    await refused(w.as("dana", enqueue("recordings.erase", recordings.priya), "recordings.withdraw"), "CN403");
    await refused(w.as("cyrus", enqueue("versions.build", version), "versions.publish"), "CN403");
    await refused(w.as("fiona", enqueue("payouts.reserve", w.market.run), "payouts.run"), "CN403");
    const id = randomUUID();
    const both = (task: string) => async (t: Tx) => {
      await t`insert into app.payout_runs (id, started_by) values (${id}, ${w.people.fiona.id})`;
      return enqueue(task, id)(t);
    };
    for (const task of ["payouts.send", "earnings.accrue", "stripe.event", "vaults.open", "nonsense"])
      await refused(w.as("fiona", both(task), "payouts.run", id), "CN403");
    await w.as("fiona", both("payouts.reserve"), "payouts.run", id);
    expect(await waitingJobs(w, id)).toEqual(["payouts.reserve"]);
    await refused(w.as("fiona", enqueue("payouts.reserve", id), "payouts.run", id), "CN403"); // an earlier act's row
  });

  it("not about another table's row that was given the same id", async () => {
    const mine = randomUUID();
    const victim = w.market.recordings.priya;
    const collide = async (t: Tx) => {
      await t`insert into app.recordings ${t(newRecording({ id: mine }))}`;
      await t`insert into app.consents ${t({ id: victim, recording_id: mine, user_id: w.people.dana.id, channel: "left", answer: "given", notice_hash: "a".repeat(64), call_title: "x" })}`;
      return enqueue("recordings.process", victim)(t);
    };
    await refused(w.as("dana", collide, "recordings.add", mine), "CN403");
    expect(await waitingJobs(w, victim)).toEqual([]);
  });

  it("and not when the act comes to nothing", async () => {
    const id = randomUUID();
    const failing = w.as(
      "fiona",
      async (t) => {
        await t`insert into app.payout_runs (id, started_by) values (${id}, ${w.people.fiona.id})`;
        await enqueue("payouts.reserve", id)(t);
        throw new Error("second thoughts");
      },
      "payouts.run",
      id,
    );
    await expect(failing).rejects.toThrow("second thoughts");
    expect(await waitingJobs(w, id)).toEqual([]);
    expect(await only<number>(w.root`select count(*)::int from app.audit where subject = ${id}`)).toBe(0);
  });
});

it("one open order a company and version, under a race", async () => {
  await w.plant((t) => t`delete from app.orders where buyer_id = ${w.people.ola.id}`);
  const all = await Promise.allSettled(Array.from({ length: 10 }, () => w.as("ola", buy({}), "orders.checkout")));
  expect(all.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  const codes = all.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
  expect(new Set(codes)).toEqual(new Set(["23505"]));
});
