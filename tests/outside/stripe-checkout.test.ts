import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createCheckoutSession,
  expireCheckoutSession,
  readCheckoutSession,
  verifyEvent,
} from "../../lib/outside/stripe.ts";
import { GOOD_CARD, openDesk, openReceiver, order, type StripeDesk, submit, WEBHOOK_SECRET } from "./stripe-desk.ts";

let desk: StripeDesk;
let receiver: Awaited<ReturnType<typeof openReceiver>>;

beforeEach(async () => {
  receiver = await openReceiver();
  desk = await openDesk({ webhooks: [{ url: receiver.url, secret: WEBHOOK_SECRET }] });
});

afterEach(async () => {
  await desk.close();
  await receiver.close();
});

async function openOrder(orderId: string) {
  const session = await createCheckoutSession(desk.web, order(orderId));
  return { ...session, url: session.url ?? "" };
}

describe("a buyer pays on the hosted page", () => {
  it("shows the order and says that no money moves", async () => {
    const session = await openOrder("ord_1");
    const page = await fetch(session.url);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain("Emulated Stripe – no money moves");
    expect(html).toContain("Kitchen talk, version 3");
    expect(html).toContain("Pay $500.00");
    expect(html).toContain('href="http://127.0.0.1:3000/orders/cancelled"');
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  it("returns to the shop, and the signed webhook names the session", async () => {
    const session = await openOrder("ord_1");
    const answer = await submit(session.url, GOOD_CARD);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(`http://127.0.0.1:3000/orders/done?session=${session.id}`);

    const paid = await readCheckoutSession(desk.web, session.id);
    expect(paid).toMatchObject({ isPaid: true, status: "complete", orderId: "ord_1", amountCents: 50_000, url: null });

    await desk.webhooksIdle();
    const hints = receiver.received.map(({ body, signature }) => verifyEvent(body, signature, WEBHOOK_SECRET));
    expect(hints.map((hint) => hint?.type)).toEqual([
      "payment_intent.created",
      "charge.succeeded",
      "payment_intent.succeeded",
      "checkout.session.completed",
    ]);
    expect(hints[3]).toMatchObject({ objectId: session.id });
    expect(hints[3]?.createdAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
  });

  it("asks for what is missing, keeps what was typed, but not a number that is no test card", async () => {
    const session = await openOrder("ord_1");
    const answer = await submit(session.url, { ...GOOD_CARD, card: "4111111111111111", name: "" });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain("Nothing was charged");
    expect(html).toContain('value="12 / 40"');
    expect(html).not.toContain("4111111111111111");
  });

  it("escapes what a seller or buyer wrote", async () => {
    const session = await createCheckoutSession(desk.web, { ...order("ord_x"), title: "<script>alert(1)</script>" });
    const answer = await submit(session.url ?? "", { ...GOOD_CARD, name: "", expiry: '"><img src=x>' });
    const html = await answer.text();
    expect(html).not.toContain("<script>alert");
    expect(html).not.toContain("<img");
  });

  it.each([
    ["4000000000000002", "Your card was declined."],
    ["4000000000009995", "Your card has insufficient funds."],
    ["4000000000000069", "Your card has expired."],
    ["4000000000000127", "Your card&#39;s security code is incorrect."],
  ])("card %s: %s; then another card pays the same order", async (card, message) => {
    const session = await openOrder("ord_1");
    const refused = await submit(session.url, { ...GOOD_CARD, card });
    expect(refused.status).toBe(402);
    expect(await refused.text()).toContain(message);
    expect(await readCheckoutSession(desk.web, session.id)).toMatchObject({ isPaid: false, status: "open" });

    const paid = await submit(session.url, GOOD_CARD);
    expect(paid.status).toBe(303);
    const charges = await desk.payout.charges.list();
    expect(charges.data.map(({ status }) => status)).toEqual(["succeeded", "failed"]);
    expect(charges.data[0]?.payment_intent).toBe(charges.data[1]?.payment_intent);
  });

  it("charges once when the form is sent twice", async () => {
    const session = await openOrder("ord_1");
    const answers = await Promise.all([submit(session.url, GOOD_CARD), submit(session.url, GOOD_CARD)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect((await desk.payout.charges.list()).data).toHaveLength(1);
  });

  it("disputes the charge of card …0259, and evidence decides", async () => {
    const session = await openOrder("ord_1");
    await submit(session.url, { ...GOOD_CARD, card: "4000000000000259" });
    const [dispute] = (await desk.payout.disputes.list()).data;
    expect(dispute).toMatchObject({ amount: 50_000, status: "needs_response" });
    await expect(desk.payout.refunds.create({ charge: String(dispute?.charge) })).rejects.toMatchObject({
      code: "charge_disputed",
    });
    const evidence = { uncategorized_text: "winning_evidence" };
    const won = await desk.payout.disputes.update(dispute?.id ?? "", { evidence });
    expect(won.status).toBe("won");
    expect(won.balance_transactions.map(({ net }) => net)).toEqual([-51_500, 51_500]);
  });
});

describe("a session", () => {
  it("is the same one when the shop asks twice, and another order's content under its key is refused", async () => {
    const first = await openOrder("ord_1");
    const again = await openOrder("ord_1");
    expect(again.id).toBe(first.id);
    await expect(createCheckoutSession(desk.web, order("ord_1", 60_000))).rejects.toMatchObject({
      type: "StripeIdempotencyError",
      statusCode: 400,
    });
  });

  it("expires when the shop gives it up, or after a day by the virtual clock", async () => {
    const given = await openOrder("ord_1");
    expect(await expireCheckoutSession(desk.web, given.id)).toBe(true);
    expect(await expireCheckoutSession(desk.web, given.id)).toBe(false);
    expect((await submit(given.url, GOOD_CARD)).status).toBe(410);

    const slow = await openOrder("ord_2");
    await desk.control("clock", { advanceSeconds: 86_400 });
    expect((await fetch(slow.url)).status).toBe(410);
    expect(await readCheckoutSession(desk.web, slow.id)).toMatchObject({ status: "expired", url: null });
    await desk.webhooksIdle();
    expect(receiver.types()).toEqual(["checkout.session.expired", "checkout.session.expired"]);
  });

  it("lists its line items, and expands its payment for the key that may read payments", async () => {
    const { id, url } = await openOrder("ord_1");
    await submit(url, GOOD_CARD);
    const items = await desk.web.checkout.sessions.listLineItems(id);
    expect(items.data).toMatchObject([{ description: "Kitchen talk, version 3", amount_total: 50_000, quantity: 1 }]);

    const expand = ["line_items", "payment_intent.latest_charge.balance_transaction"];
    const session = await desk.payout.checkout.sessions.retrieve(id, { expand });
    expect(session.line_items?.data).toHaveLength(1);
    expect(session.payment_intent).toMatchObject({
      metadata: { orderId: "ord_1" },
      transfer_group: "ord_1",
      latest_charge: { balance_transaction: { amount: 50_000, fee: 1480, net: 48_520, status: "pending" } },
    });
    await expect(desk.web.checkout.sessions.retrieve(id, { expand: ["payment_intent"] })).rejects.toMatchObject({
      statusCode: 403,
    });
  });

  it("is null when Stripe has none", async () => {
    expect(await readCheckoutSession(desk.web, "cs_test_none")).toBeNull();
  });
});
