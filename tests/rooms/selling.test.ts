import { randomUUID } from "node:crypto";
import Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { issueLink } from "../../lib/downloads/issue-link.ts";
import { createOrganisation } from "../../lib/identity/create-organisation.ts";
import { myLicences, orderList, orderState } from "../../lib/orders/read.ts";
import { receiveEvent } from "../../lib/orders/receive-event.ts";
import { startCheckout } from "../../lib/orders/start-checkout.ts";
import { createCheckoutSession } from "../../lib/outside/stripe.ts";
import { filePath, priceCents } from "../market.ts";
import { GOOD_CARD, order as orderOf, submit, WEBHOOK_SECRET } from "../outside/stripe-desk.ts";
import { type SignedIn, signIn } from "../people.ts";
import { only } from "../world.ts";
import { booksOf, openRoom, type Room, settleEvents, workOff } from "./room.ts";

let room: Room;
let buyer: SignedIn;
let company = 0;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.close());
beforeEach(async () => {
  const { id, token } = await signIn(room, `buyer${++company}@company.example`, "buyer");
  buyer = { via: "session", token, id, role: "buyer", aal: 1 };
  await createOrganisation(buyer, { name: `Company ${company}`, country: "PT", vatNumber: "" });
});

const buy = () => startCheckout(buyer, { versionId: room.market.version, poNumber: "PO-1", locale: "en" });
async function pay(): Promise<string> {
  const outcome = await buy();
  if (outcome.kind !== "pay") throw new Error(outcome.kind);
  const paid = await submit(outcome.url, GOOD_CARD);
  expect(paid.status).toBe(303);
  return (await orderList(buyer))[0]!.id;
}
/** Brings what Stripe has sent since the last time to the webhook route, and works the events off. */
async function deliver(o: { order?: "reversed"; twice?: boolean } = {}): Promise<void> {
  await room.desk.webhooksIdle();
  const sent = room.receiver.received.splice(0);
  const posts = o.order === "reversed" ? sent.toReversed() : sent;
  for (const { body, signature } of o.twice ? [...posts, ...posts] : posts)
    expect(await receiveEvent(Buffer.from(body), signature)).toBe(true);
  await settleAll();
}
const settleAll = () => settleEvents(room);
const royaltiesOf = (orderId: string) =>
  room.root`select contributor_id, amount_micros::text as micros from app.royalties where order_id = ${orderId} order by amount_micros desc`;

describe("buying a licence", () => {
  it("pays Stripe, and owns it when the event is settled: not when the page says so", async () => {
    const before = await booksOf(room);
    const order = await pay();
    expect(await orderState(buyer, order)).toMatchObject({ state: "open", priceCents, poNumber: "PO-1" });
    expect(await myLicences(buyer)).toEqual([]);
    expect(await issueLink(buyer, room.market.version, filePath)).toBeNull();
    await deliver();
    expect(await orderState(buyer, order)).toMatchObject({ state: "paid" });
    expect(await myLicences(buyer)).toMatchObject([
      { versionId: room.market.version, orderId: order, revokedAt: null },
    ]);
    expect((await issueLink(buyer, room.market.version, filePath))!.url).toContain("http://localhost:3001/d/");
    const after = await booksOf(room);
    expect(after.sum).toBe("0");
    expect(BigInt(after.platform) - BigInt(before.platform)).toBe(BigInt(priceCents) * 10_000n);
    expect(await buy()).toEqual({ kind: "owned" });
  });

  it("shares a fifth among the voices by their milliseconds, to the last micro-dollar", async () => {
    const order = await pay();
    const owedBefore = BigInt((await booksOf(room)).owed);
    await deliver();
    const pool = (BigInt(priceCents) * 10_000n) / 5n;
    expect(await royaltiesOf(order)).toEqual([
      { contributor_id: room.people.dana.id, micros: String((pool * 7n) / 10n) },
      { contributor_id: room.people.tomas.id, micros: String((pool * 3n) / 10n) },
    ]);
    const books = await booksOf(room);
    expect(BigInt(books.owed) - owedBefore).toBe(pool);
    expect(books.balances).toBe(books.owed);
  });

  it("asked for twice is one order and one page, also at the same time", async () => {
    const [first, ...others] = await Promise.all([buy(), buy(), buy()]);
    const later = await buy();
    for (const one of [...others, later]) expect(one).toEqual(first);
    expect(await orderList(buyer)).toHaveLength(1);
  });

  it("needs a company, and something that is for sale", async () => {
    const { id, token } = await signIn(room, "alone@company.example", "buyer");
    const alone = { via: "session", token, id, role: "buyer", aal: 1 } as const;
    const input = { versionId: room.market.version, poNumber: "", locale: "en" };
    expect(await startCheckout(alone, input)).toEqual({ kind: "no_organisation" });
    expect(await startCheckout(buyer, { ...input, versionId: room.market.draft })).toEqual({ kind: "not_for_sale" });
    await expect(startCheckout({ via: "nobody" }, input)).rejects.toMatchObject({ code: "signed_out" });
  });
});

describe("Stripe's events", () => {
  it("settle once: twice each, in reverse, and worked off again", async () => {
    const order = await pay();
    await deliver({ order: "reversed", twice: true });
    const books = await booksOf(room);
    const royalties = await royaltiesOf(order);
    for (const { id } of await room.root`select id from priv.stripe_events`) {
      await room.root`select graphile_worker.add_job('stripe.event', json_build_object('subject', ${id}::uuid))`;
    }
    await settleAll();
    expect(await booksOf(room)).toEqual(books);
    expect(await royaltiesOf(order)).toEqual(royalties);
    expect(royalties).toHaveLength(2);
    expect(await myLicences(buyer)).toHaveLength(1);
  });

  it("two workers with two events of one payment make one licence", async () => {
    const order = await pay();
    await room.desk.webhooksIdle();
    const bodies = room.receiver.received
      .splice(0)
      .map(({ body }) => JSON.parse(body) as { type: string; data: { object: { id: string } } });
    const session = bodies.find(({ type }) => type === "checkout.session.completed")!.data.object.id;
    const events = ["evt_race_1", "evt_race_2", "evt_race_3"];
    for (const event of events)
      await room.web`select api.receive_stripe_event(${event}, 'checkout.session.completed', ${session})`;
    const rows = await room.root`select id from priv.stripe_events where event_id like 'evt_race%'`;
    await Promise.allSettled(rows.map(({ id }) => workOff(room, "stripe.event", id)));
    await settleAll();
    expect(
      await only<number>(room.root`select count(*)::int from app.journals where subject = ${order} and kind = 'sale'`),
    ).toBe(1);
    expect(await royaltiesOf(order)).toHaveLength(2);
    expect(await myLicences(buyer)).toHaveLength(1);
  });

  it("of another amount settle nothing, and are tried again until somebody looks", async () => {
    const outcome = await buy();
    expect(outcome.kind).toBe("pay");
    const { id: order } = (await orderList(buyer))[0]!;
    const cheap = await room.desk.payout.checkout.sessions.create({
      mode: "payment",
      ui_mode: "hosted_page",
      client_reference_id: order,
      line_items: [{ quantity: 1, price_data: { currency: "usd", unit_amount: 100, product_data: { name: "cheap" } } }],
      success_url: "http://localhost:3000/",
    });
    await submit(cheap.url!, GOOD_CARD);
    await expect(deliver()).rejects.toThrow("another amount");
    expect(await orderState(buyer, order)).toMatchObject({ state: "open" });
    expect(await myLicences(buyer)).toEqual([]);
    await room.root`delete from graphile_worker._private_jobs`;
  });

  it("of an unpaid page close the order when it expires, and a later payment still counts", async () => {
    await buy();
    const { id: order } = (await orderList(buyer))[0]!;
    await room.desk.control("clock", { advanceSeconds: 25 * 3600 });
    await deliver();
    expect(await orderState(buyer, order)).toMatchObject({ state: "expired" });
    expect(await myLicences(buyer)).toEqual([]);
    const again = await buy();
    expect(again.kind).toBe("pay");
    expect(await orderList(buyer)).toHaveLength(2);
  });

  it("about things that are not ours change nothing", async () => {
    const before = await booksOf(room);
    const session = await createCheckoutSession(room.desk.web, orderOf(randomUUID()));
    for (const [type, id] of [
      ["checkout.session.completed", session.id],
      ["checkout.session.completed", "cs_test_nobody"],
      ["transfer.created", "tr_nobody"],
      ["v2.core.account.updated", "acct_nobody"],
      ["charge.refunded", "ch_nobody"],
    ] as const)
      await room.web`select api.receive_stripe_event(${`evt_${id}_${type}`}, ${type}, ${id})`;
    await settleAll();
    expect(await booksOf(room)).toEqual(before);
  });
});

describe("the webhook", () => {
  const payload = JSON.stringify({
    id: "evt_signed",
    object: "event",
    type: "charge.refunded",
    created: 1_790_000_000,
    data: { object: { id: "ch_1" } },
  });
  const signed = (secondsFromNow: number, secret = WEBHOOK_SECRET) =>
    Stripe.webhooks.generateTestHeaderString({
      payload,
      secret,
      timestamp: Math.floor(Date.now() / 1000) + secondsFromNow,
    });
  const kept = () =>
    only<number>(room.root`select count(*)::int from priv.stripe_events where event_id = 'evt_signed'`);

  it("takes what Stripe signed lately, once; not what is forged, stale, from the future or changed", async () => {
    const body = Buffer.from(payload);
    for (const signature of [undefined, "", signed(0, "whsec_another"), signed(-360), signed(3600)])
      expect(await receiveEvent(body, signature)).toBe(false);
    expect(await receiveEvent(Buffer.from(payload.replace("ch_1", "ch_2")), signed(0))).toBe(false);
    expect(await kept()).toBe(0);
    for (const signature of [signed(0), signed(0), signed(-10)]) expect(await receiveEvent(body, signature)).toBe(true);
    expect(await kept()).toBe(1);
  });
});
