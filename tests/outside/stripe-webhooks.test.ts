import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCheckoutSession, verifyEvent } from "../../lib/outside/stripe.ts";
import {
  GOOD_CARD,
  onboard,
  openDesk,
  openReceiver,
  order,
  type StripeDesk,
  submit,
  WEBHOOK_SECRET,
} from "./stripe-desk.ts";

describe("verifying an event", () => {
  const payload = JSON.stringify({
    id: "evt_1",
    object: "event",
    type: "charge.refunded",
    created: 1_790_000_000,
    data: { object: { id: "ch_1" } },
  });

  function signedAt(secondsFromNow: number, secret = WEBHOOK_SECRET): string {
    const timestamp = Math.floor(Date.now() / 1000) + secondsFromNow;
    return Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  }

  it("gives the hint of an authentic one", () => {
    const hint = { id: "evt_1", type: "charge.refunded", objectId: "ch_1", createdAt: new Date(1_790_000_000_000) };
    expect(verifyEvent(payload, signedAt(0), WEBHOOK_SECRET)).toEqual(hint);
    expect(verifyEvent(Buffer.from(payload), signedAt(-290), WEBHOOK_SECRET)).toEqual(hint);
  });

  it.each([
    ["another secret", () => signedAt(0, "whsec_another")],
    ["six minutes ago", () => signedAt(-360)],
    ["two minutes ahead", () => signedAt(120)],
    ["a year ahead", () => signedAt(31_536_000)],
    ["no signature", () => ""],
    ["no time", () => signedAt(0).replace(/^t=\d+,/, "")],
    ["a time that is not signed", () => signedAt(0).replace(/t=\d+/, `t=${Math.floor(Date.now() / 1000) - 1}`)],
    ["two times", () => `${signedAt(0)},t=${Math.floor(Date.now() / 1000) + 9000}`],
    ["a time of now before one ahead", () => `t=${Math.floor(Date.now() / 1000)},${signedAt(9000)}`],
    [
      "a time of now before a signed +time ahead",
      () => `t=${Math.floor(Date.now() / 1000)},${signedAt(9000).replace("t=", "t=+")}`,
    ],
    ["a +time", () => signedAt(0).replace("t=", "t=+")],
    ["nonsense", () => "t=x,v1=y"],
  ])("is null for %s", (_name, signature) => {
    expect(verifyEvent(payload, signature(), WEBHOOK_SECRET)).toBeNull();
  });

  it("is null when one byte of the payload changed", () => {
    expect(verifyEvent(payload.replace("ch_1", "ch_2"), signedAt(0), WEBHOOK_SECRET)).toBeNull();
  });
});

describe("delivering events", () => {
  let desk: StripeDesk;
  let receiver: Awaited<ReturnType<typeof openReceiver>>;

  async function openBoth(answers: number[] = []): Promise<void> {
    receiver = await openReceiver(answers);
    desk = await openDesk({ webhooks: [{ url: receiver.url, secret: WEBHOOK_SECRET }] });
  }

  async function payAnOrder(): Promise<void> {
    const session = await createCheckoutSession(desk.web, order("ord_1"));
    await submit(session.url ?? "", GOOD_CARD);
    await desk.webhooksIdle();
  }

  beforeEach(() => openBoth());

  afterEach(async () => {
    await desk.close();
    await receiver.close();
  });

  const PAID = ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"];

  it("holds them, then delivers them all", async () => {
    await desk.control("webhooks", { hold: true });
    await payAnOrder();
    expect(receiver.types()).toEqual([]);
    await desk.control("webhooks", { hold: false });
    await desk.webhooksIdle();
    expect(receiver.types()).toEqual(PAID);
  });

  it("shuffles and duplicates what is held", async () => {
    await desk.control("webhooks", { hold: true });
    await payAnOrder();
    await desk.control("webhooks", { shuffle: true, duplicate: true });
    await desk.control("webhooks", { hold: false });
    await desk.webhooksIdle();
    const reversed = [...PAID].reverse();
    expect(receiver.types()).toEqual([...reversed, ...reversed]);
    const ids = receiver.received.map(({ body }) => JSON.parse(body).id as string);
    expect(new Set(ids).size).toBe(4);
  });

  it("tries again after a failure, later each time, signed anew", async () => {
    await desk.close();
    await receiver.close();
    await openBoth([500, 503]);
    await desk.payout.customers.create({ email: "a@b.example" });
    await expect.poll(() => receiver.received.length, { timeout: 5000, interval: 20 }).toBe(3);
    for (const { body, signature } of receiver.received) {
      expect(verifyEvent(body, signature, WEBHOOK_SECRET)?.type).toBe("customer.created");
    }
    type State = { webhooks: { waiting: number; attempts: { attempt: number; status: number }[] } };
    await desk.webhooksIdle();
    const { webhooks } = await desk.control<State>("state");
    expect(webhooks.attempts.map(({ status }) => status)).toEqual([500, 503, 200]);
    expect(webhooks.waiting).toBe(0);
  });

  it("sends an event again on request, and the API still has it", async () => {
    await desk.payout.customers.create({ email: "a@b.example" });
    await desk.webhooksIdle();
    const [event] = (await desk.payout.events.list({ type: "customer.created" })).data;
    await desk.control("webhooks", { resendEventId: event?.id });
    await desk.webhooksIdle();
    expect(receiver.types()).toEqual(["customer.created", "customer.created"]);
    expect((await desk.payout.events.retrieve(event?.id ?? "")).data.object).toMatchObject({ object: "customer" });
  });

  it("sends thin events about recipients, which verify and point at the account", async () => {
    const accountId = await onboard(desk, "ann");
    await desk.webhooksIdle();
    const hints = receiver.received.map(({ body, signature }) => verifyEvent(body, signature, WEBHOOK_SECRET));
    expect(hints.map((hint) => [hint?.type, hint?.objectId])).toEqual([
      ["v2.core.account.created", accountId],
      ["v2.core.account[requirements].updated", accountId],
      ["v2.core.account[configuration.recipient].capability_status_updated", accountId],
    ]);
    const event = await desk.payout.v2.core.events.retrieve(hints[2]?.id ?? "");
    expect(event.type).toBe("v2.core.account[configuration.recipient].capability_status_updated");
  });

  it("delivers to an endpoint made through the API what it asked for, under its own secret", async () => {
    const second = await openReceiver();
    const endpoint = await desk.payout.webhookEndpoints.create({
      url: second.url,
      enabled_events: ["charge.succeeded"],
    });
    await payAnOrder();
    expect(second.types()).toEqual(["charge.succeeded"]);
    const [webhook] = second.received;
    expect(verifyEvent(webhook?.body ?? "", webhook?.signature ?? "", endpoint.secret ?? "")).not.toBeNull();
    await second.close();
  });
});
