import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { only, openWorld, refused, runningJob, type Tx, type World } from "../world.ts";

// What the database itself does after a write: cap the day, keep what was sold, say who may hear of it.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

/** In an act, past every policy: what is left are the triggers. */
const inAct = (work: (t: Tx) => PromiseLike<unknown>) =>
  w.root.begin(async (t) => {
    await t`select * from api.begin_request(${w.people.fiona.token}, 'payouts.run', 'x')`;
    return work(t);
  });

const call = (o: object = {}) => ({
  id: randomUUID(),
  contributor_id: w.people.dana.id,
  ...{ title: "x", language: "en", kind: "family", own_channel: "left", state: "accepted" },
  ...o,
});

describe("a day's cap", () => {
  const cap = 30_000_000;
  const earn = async (name: "dana" | "priya", micros: number, before: () => unknown = () => undefined) => {
    const row = call({ contributor_id: w.people[name].id });
    await w.plant((t) => t`insert into app.recordings ${t(row)}`);
    const { job } = await runningJob(w, "earnings.accrue", row.id);
    return w.money.begin(async (t) => {
      await t`select * from api.begin_job(${job}, 'earnings.accrue', ${row.id})`;
      const paid = { duration_seconds: micros, rate_micros_per_second: 1, amount_micros: micros, journal_id: row.id };
      const earned =
        await t`insert into app.earnings ${t({ id: row.id, contributor_id: row.contributor_id, ...paid })}`;
      await before();
      return earned;
    });
  };
  it("counts what the day has brought already, of this contributor and nobody else", async () => {
    await earn("dana", cap - 1);
    await refused(earn("dana", 2), "CN409");
    await earn("priya", cap - 1);
    await earn("dana", 1);
  });
  it("holds at the same moment too", async () => {
    await w.plant((t) => t`delete from app.earnings`);
    const race = await Promise.allSettled(Array.from({ length: 4 }, () => earn("dana", cap / 2)));
    expect(race.filter((one) => one.status === "fulfilled")).toHaveLength(2);
  });
  it("holds against what is not committed yet: who comes second waits for it", async () => {
    await w.plant((t) => t`delete from app.earnings`);
    let commit!: () => void;
    const committing = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let first!: Promise<unknown>;
    await new Promise<void>((inserted, failed) => {
      first = earn("dana", cap, () => {
        inserted();
        return committing;
      });
      first.catch(failed);
    });
    let over = false;
    const second = Promise.allSettled([earn("dana", cap)]).finally(() => {
      over = true;
    });
    const waiting = () =>
      only<boolean>(w.root`
        select count(*) > 0 as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
    await expect.poll(async () => over || (await waiting()), { timeout: 5_000 }).toBe(true);
    commit();
    await first;
    expect(await second).toMatchObject([{ status: "rejected", reason: { code: "CN409" } }]);
  });
});

describe("a yes", () => {
  const notice = "e".repeat(64);
  const answered = (
    name: "tomas" | "priya",
    consent: string,
    verb: string,
    power: "consents.answer" | "consents.withdraw",
  ) => w.as(name, (t) => t.unsafe(`select * from api.${verb}`, [consent]), power, consent);
  it("is taken back by who gave it, and withdraws the call", async () => {
    const { consent, recordings } = w.market;
    const takeBack = (name: "tomas" | "priya") => answered(name, consent, "withdraw_consent($1)", "consents.withdraw");
    await refused(takeBack("priya"), "CN404");
    await takeBack("tomas");
    expect(await only(w.root`select state from app.recordings where id = ${recordings.dana}`)).toBe("withdrawn");
    await refused(takeBack("tomas"), "CN404");
  });
  it("that is only asked for is not taken back, nor given without its notice", async () => {
    const row = call({ state: "announced", other_party: "asked" });
    const id = randomUUID();
    const asked = { recording_id: row.id, user_id: w.people.tomas.id, channel: "right", answer: "asked" };
    await w.plant(async (t) => {
      await t`insert into app.recordings ${t(row)}`;
      await t`insert into app.consents ${t({ id, ...asked, notice_hash: "", call_title: "x" })}`;
    });
    await refused(answered("tomas", id, "withdraw_consent($1)", "consents.withdraw"), "CN404");
    for (const wrong of ["", "x", notice.toUpperCase()])
      await refused(answered("tomas", id, `answer_consent($1, 'given', '${wrong}')`, "consents.answer"), "CN400");
  });
  it("of one's own stands for nobody else, on either side", async () => {
    const row = call({ state: "announced" });
    const given = { recording_id: row.id, answer: "given", notice_hash: notice, call_title: "x" };
    const say = (consent: object) =>
      w.plant(async (t) => {
        await t`delete from app.consents where recording_id = ${row.id}`;
        await t`insert into app.recordings ${t(row)} on conflict do nothing`;
        await t`insert into app.consents ${t({ ...given, ...consent })}`;
      });
    const claim = () =>
      w.as(
        "dana",
        (t) => t`update app.recordings set other_party = 'given', state = 'received' where id = ${row.id}`,
        "recordings.add",
      );
    await say({ user_id: w.people.dana.id, channel: "right" });
    await refused(claim(), "CN403");
    await say({ user_id: w.people.tomas.id, channel: "left" });
    await refused(claim(), "CN403");
  });
});

describe("what was released", () => {
  const asCurator = (query: string) =>
    w.root.begin(async (t) => {
      await t`select * from api.begin_request(${w.people.cyrus.token}, 'versions.compose', 'x')`;
      return t.unsafe(query);
    });
  it("does not change once it is superseded either, nor with its state", async () => {
    const id = randomUUID();
    const released = {
      number: "0.1.0",
      commit: "c".repeat(40),
      price_cents: 900,
      published_at: new Date(),
      clip_count: 1,
    };
    await w.plant(
      (t) => t`insert into app.versions ${t({ id, dataset_id: w.market.dataset, state: "superseded", ...released })}`,
    );
    await refused(asCurator(`update app.versions set price_cents = 1 where id = '${id}'`), "CN409");
    await refused(
      asCurator(`update app.versions set price_cents = 1, state = 'withdrawn' where id = '${id}'`),
      "CN409",
    );
  });
  it("takes no part from a draft", async () => {
    const { draft, version, clips } = w.market;
    await w.plant((t) => t`insert into app.version_clips (version_id, clip_id) values (${draft}, ${clips.priya})`);
    await refused(
      asCurator(`update app.version_clips set version_id = '${version}' where version_id = '${draft}'`),
      "CN409",
    );
  });
  it("holds no voice that a reviewer refused", async () => {
    const { recordings, clips } = w.market;
    const refuse = (t: Tx) =>
      t`update app.recordings set state = 'refused', reason = 'too-quiet' where id = ${recordings.priya}`;
    await w.as("rhea", refuse, "recordings.refuse", recordings.priya);
    expect(await only(w.root`select usable from app.clips where id = ${clips.priya}`)).toBe(false);
  });
});

describe("a change of state", () => {
  it.each([
    ["recordings", "failed", () => w.market.recordings.tomas],
    ["versions", "failed", () => w.market.draft],
    ["orders", "refunded", () => w.market.order],
    ["payouts", "unknown", () => w.market.payouts.dana],
  ])("of %s leaves a row", async (table, state, idOf) => {
    const id = idOf();
    const rowsOf = () => w.root`select to_state from app.transitions where table_name = ${table} and subject = ${id}`;
    const before = (await rowsOf()).length;
    const [row] = await w.root`select state from ${w.root(`app.${table}`)} where id = ${id}`;
    const change = (to: string) => inAct((t) => t`update ${t(`app.${table}`)} set state = ${to} where id = ${id}`);
    await change(state);
    await change(row!.state);
    expect((await rowsOf()).slice(before)).toEqual([{ to_state: state }, { to_state: row!.state }]);
  });
  it("is a row with its who, told to its owner alone", async () => {
    const { recordings } = w.market;
    const before = await only<number>(w.root`select count(*)::int from priv.mail_outbox`);
    await w.plant((t) => t`update app.recordings set state = 'in_review' where id = ${recordings.priya}`);
    const accept = (t: Tx) => t`update app.recordings set state = 'accepted' where id = ${recordings.priya}`;
    await w.as("rhea", accept, "recordings.accept", recordings.priya);
    const rows = await w.root`
      select from_state, to_state, owner_id, actor from app.transitions where subject = ${recordings.priya} and to_state = 'accepted'`;
    expect(rows).toEqual([
      { from_state: "in_review", to_state: "accepted", owner_id: w.people.priya.id, actor: w.people.rhea.id },
    ]);
    expect(await only<number>(w.root`select count(*)::int from priv.mail_outbox`)).toBe(before + 1);
    const told = await w.root`select address from priv.mail_outbox where kind = 'recording-accepted'`;
    expect(told).toEqual([{ address: w.people.priya.email }]);
  });
});

it.each([
  ["a version's", (t: Tx) => t`update app.versions set state = 'failed' where id = ${w.market.draft}`],
  ["a stop's", (t: Tx) => t`update app.service_state set reason = 'x' where id = 'uploads'`],
  ["a dataset's", (t: Tx) => t`update app.datasets set current_version_id = null where id = ${w.market.draftDataset}`],
])("%s change makes every cached page old", async (_what, change) => {
  const version = async () => BigInt(await only<string>(w.root`select version::text from app.catalogue_version`));
  const before = await version();
  await inAct(change);
  expect(await version()).toBeGreaterThan(before);
});

it("an order's payment page is its buyer's to attach, not a colleague's", async () => {
  const { ines, ola } = w.people;
  const id = randomUUID();
  await w.plant(async (t) => {
    await t`update app.members set organisation_id = ${w.market.organisations.ola} where user_id = ${ines.id}`;
    const order = { organisation_id: w.market.organisations.ola, buyer_id: ola.id, version_id: w.market.draft };
    await t`insert into app.orders ${t({ id, ...order, price_cents: 900 })}`;
  });
  const attach = (t: Tx) => t`update app.orders set checkout_session = 'cs_mine' where id = ${id}`;
  expect(await w.as("ines", (t) => t`select id from app.orders where id = ${id}`)).toHaveLength(1);
  expect((await w.as("ines", attach, "orders.attach-session", id)).count).toBe(0);
  expect((await w.as("ola", attach, "orders.attach-session", id)).count).toBe(1);
});
