import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Door } from "../../db/door.ts";
import { dueNow } from "../../lib/ledger/due-now.ts";
import { myMoney, myPayouts, payoutRun } from "../../lib/ledger/read.ts";
import { reservePayouts } from "../../lib/ledger/reserve-payouts.ts";
import { runPayouts } from "../../lib/ledger/run-payouts.ts";
import { startOnboarding } from "../../lib/ledger/start-onboarding.ts";
import { receiveEvent } from "../../lib/orders/receive-event.ts";
import { moneyJobs } from "../../worker/jobs.ts";
import { submit } from "../outside/stripe-desk.ts";
import type { Contributor } from "../people.ts";
import { only, runningJob } from "../world.ts";
import { booksOf, expectConserved, openRoom, type Room, settleEvents, workOff } from "./room.ts";

let room: Room;
beforeAll(async () => {
  room = await openRoom();
  // nobody has an account at this Stripe yet
  await room.plant((t) => t`truncate app.payouts, app.payout_accounts, priv.payout_rails`);
  await room.desk.control("fund", { amountCents: 1_000_000 });
});
afterAll(() => room.close());

const viewer = (name: Contributor) => room.people[name].viewer;
async function deliver(): Promise<void> {
  await room.desk.webhooksIdle();
  for (const { body, signature } of room.receiver.received.splice(0)) await receiveEvent(Buffer.from(body), signature);
  await settleEvents(room);
}
async function onboard(name: Contributor): Promise<void> {
  await startOnboarding(viewer(name), "US");
  await workOff(room, "payouts.open-account", room.people[name].id);
  const { account } = await myMoney(viewer(name));
  await submit(account!.onboardingUrl!, {
    country: "us",
    legalName: name,
    idNumber: "000000000",
    bankAccount: "000123456789",
  });
  await deliver();
}
async function owe(name: Contributor, micros: bigint): Promise<void> {
  const { id } = room.people[name];
  const subject = randomUUID();
  const job = await runningJob(room, "earnings.accrue", subject);
  await room.doors.money.act(job, "earnings.accrue", subject, (tx) =>
    tx.verb(
      "post_journal",
      `owe:${subject}`,
      "base-pay",
      subject,
      ["expense:base-pay", `payable:${id}`],
      [String(micros), String(-micros)],
    ),
  );
}
const startRun = async () => {
  const run = await runPayouts(room.people.fiona.viewer);
  await workOff(room, "payouts.reserve", run);
  return run;
};
const payoutOf = async (run: string, name: Contributor) =>
  (
    await room.root`select id, state, reason, amount_cents, transfer_id from app.payouts where run_id = ${run} and contributor_id = ${room.people[name].id}`
  )[0];
const transfersOf = async (payout: string) => (await room.desk.payout.transfers.list({ transfer_group: payout })).data;
const stateOf = (payout: string) => only<string>(room.root`select state from app.payouts where id = ${payout}`);
const railOf = (name: Contributor) =>
  only<string>(room.root`select stripe_account from priv.payout_rails where user_id = ${room.people[name].id}`);
const conserved = () => expectConserved(room);
/** The jobs of a worker that dies at its second act. */
function dyingWorker() {
  let acts = 0;
  const { money } = room.doors;
  const dying: Door = {
    ...money,
    act: (...given) => (++acts === 2 ? Promise.reject(new Error("killed")) : money.act(...given)),
  };
  return moneyJobs({ door: dying, stripe: room.desk.payout, siteUrl: "http://localhost:3000" });
}

describe("onboarding", () => {
  it("opens one account at Stripe, and follows what Stripe decides", async () => {
    await startOnboarding(viewer("dana"), "US");
    await workOff(room, "payouts.open-account", room.people.dana.id);
    const account = await railOf("dana");
    expect((await myMoney(viewer("dana"))).account).toMatchObject({ state: "onboarding", country: "US" });
    await onboard("dana");
    expect(await railOf("dana")).toBe(account);
    expect((await myMoney(viewer("dana"))).account).toMatchObject({ state: "active", onboardingUrl: null });
    await expect(startOnboarding(viewer("dana"), "PT")).rejects.toMatchObject({ code: "not_found" }); // an active account is Stripe's to change
  });
});

describe("a payout run", () => {
  it("sets whole cents aside for who can be paid, and holds the rest for a reason", async () => {
    await onboard("tomas");
    await room.desk.control("accounts", { id: await railOf("tomas"), status: "rejected" });
    await deliver();
    await owe("dana", 1_234n);
    const forecast = await dueNow(room.people.fiona.viewer, 2_500);
    const run = await startRun();
    expect(await payoutOf(run, "dana")).toMatchObject({ state: "reserved", reason: null, amount_cents: 3_000 });
    expect(await payoutOf(run, "priya")).toMatchObject({ state: "held", reason: "not_onboarded", amount_cents: 3_000 });
    expect(await payoutOf(run, "tomas")).toMatchObject({ state: "held", reason: "restricted", amount_cents: 3_000 });
    expect(await payoutRun(room.people.fiona.viewer, run)).toMatchObject({ state: "reserved" });
    expect(forecast.find((one) => one.reason === null)).toEqual({ reason: null, people: 1, cents: 3_000n });
    expect((await myMoney(viewer("dana"))).availableMicros).toBe(1_234n); // the rest waits for the next run
    await conserved();

    const { id } = (await payoutOf(run, "dana"))!;
    await workOff(room, "payouts.send", id);
    expect(await payoutOf(run, "dana")).toMatchObject({ state: "sent" });
    await deliver();
    expect(await payoutOf(run, "dana")).toMatchObject({ state: "paid" });
    expect(await transfersOf(id)).toMatchObject([{ amount: 3_000 }]);
    expect((await myPayouts(viewer("dana")))[0]).toMatchObject({ id, state: "paid" });
    await conserved();

    await owe("dana", 10_000n);
    expect(await payoutOf(await startRun(), "dana")).toMatchObject({
      state: "held",
      reason: "below_threshold",
      amount_cents: 1,
    });
    await conserved();
  });

  it("is finance's to start, and posts nothing when run again", async () => {
    for (const name of ["rhea", "cyrus", "piet", "ines", "dana"] as const)
      await expect(runPayouts(room.people[name].viewer)).rejects.toMatchObject({ code: "forbidden" });
    await owe("dana", 30_000_000n);
    const run = await startRun();
    const books = await booksOf(room);
    const job = await runningJob(room, "payouts.reserve", run);
    await reservePayouts(room.doors.money, job, run);
    expect(await booksOf(room)).toEqual(books);
    await workOff(room, "payouts.send", (await payoutOf(run, "dana"))!.id);
    await conserved();
  });

  it("twenty at once set the money aside once", async () => {
    await owe("dana", 40_000_000n);
    const runs: string[] = [];
    for (let i = 0; i < 20; i++) runs.push(await runPayouts(room.people.fiona.viewer));
    const settle = () => Promise.allSettled(runs.map((run) => workOff(room, "payouts.reserve", run)));
    await settle();
    await settle(); // those that lost the race are tried again, as the worker would
    const reserved =
      await room.root`select id, amount_cents from app.payouts where run_id = any(${runs}) and state = 'reserved'`;
    expect(reserved).toMatchObject([{ amount_cents: 4_000 }]);
    await conserved();
    await workOff(room, "payouts.send", reserved[0]!.id);
    await conserved();
  });
});

describe("an answer that is lost", () => {
  it.each(["reset_after", "500_after", "429", "reset_before", "500_before"])(
    "%s: one transfer, and the books say so",
    async (mode) => {
      await owe("dana", 50_000_000n);
      const { id } = (await payoutOf(await startRun(), "dana"))!;
      await room.desk.control("faults", { match: "POST /v1/transfers", mode, times: 10 });
      const isSent = mode === "reset_after" || mode === "500_after";
      await expect(workOff(room, "payouts.send", id)).rejects.toThrow("unknown");
      expect(await stateOf(id)).toBe("unknown");
      expect(await transfersOf(id)).toHaveLength(isSent ? 1 : 0);
      await conserved();
      await room.desk.control("faults", { clear: true });
      await workOff(room, "payouts.send", id);
      expect(await transfersOf(id)).toHaveLength(1);
      expect(await stateOf(id)).toBe("sent");
      await conserved();
      await deliver();
      expect(await stateOf(id)).toBe("paid");
      await conserved();
    },
  );

  it("a worker that dies after Stripe's yes finds the transfer again, a day later too", async () => {
    await owe("dana", 50_000_000n);
    const { id } = (await payoutOf(await startRun(), "dana"))!;
    await expect(workOff(room, "payouts.send", id, dyingWorker())).rejects.toThrow("killed");
    expect(await transfersOf(id)).toHaveLength(1);
    await room.desk.control("clock", { advanceSeconds: 90_000 });
    await expect(deliver()).rejects.toThrow("not sent yet"); // the webhook overtakes the worker: it is tried again
    await workOff(room, "payouts.send", id);
    expect(await transfersOf(id)).toHaveLength(1);
    await deliver();
    expect(await stateOf(id)).toBe("paid");
    await conserved();
  });

  it("a certain no gives the money back, with its reason", async () => {
    await owe("dana", 50_000_000n);
    const before = (await myMoney(viewer("dana"))).availableMicros;
    const { id } = (await payoutOf(await startRun(), "dana"))!;
    await room.desk.control("accounts", { id: await railOf("dana"), status: "rejected" });
    await workOff(room, "payouts.send", id);
    expect(await stateOf(id)).toBe("refused");
    expect((await myPayouts(viewer("dana")))[0]!.reason).toBe("insufficient_capabilities_for_transfer");
    expect(await transfersOf(id)).toHaveLength(0);
    expect((await myMoney(viewer("dana"))).availableMicros).toBe(before);
    await conserved();
  });
});

describe("a run of many that is killed half-way", () => {
  it("goes on where it stopped: everybody once, nothing lost", async () => {
    const people = Array.from({ length: 120 }, () => randomUUID());
    await room.plant(async (t) => {
      for (const id of people) {
        await t`insert into app.users (id, handle, role) values (${id}, ${`many-${id}`}, 'contributor')`;
        await t`insert into app.payout_accounts (id, state, country) values (${id}, 'active', 'US')`;
        await t`insert into priv.payout_rails (user_id, stripe_account) values (${id}, ${`acct_${id}`})`;
      }
    });
    const subject = randomUUID();
    const owed = 27_123_456n;
    const job = await runningJob(room, "earnings.accrue", subject);
    const sum = owed * BigInt(people.length);
    await room.doors.money.act(job, "earnings.accrue", subject, (tx) =>
      tx.verb(
        "post_journal",
        `many:${subject}`,
        "base-pay",
        subject,
        ["expense:base-pay", ...people.map((id) => `payable:${id}`)],
        [String(sum), ...people.map(() => String(-owed))],
      ),
    );
    const run = await runPayouts(room.people.fiona.viewer);
    await expect(workOff(room, "payouts.reserve", run, dyingWorker())).rejects.toThrow("killed");
    const reserved = () =>
      only<number>(
        room.root`select count(*)::int from app.payouts where run_id = ${run} and contributor_id = any(${people}) and state = 'reserved'`,
      );
    expect(await reserved()).toBeGreaterThan(0);
    expect(await reserved()).toBeLessThan(people.length);
    await conserved();
    await workOff(room, "payouts.reserve", run);
    expect(await reserved()).toBe(people.length);
    const left =
      await room.root`select distinct payable_micros::text as micros from app.balances where owner_id = any(${people})`;
    expect(left).toEqual([{ micros: "3456" }]);
    await conserved();
  });
});
