import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCheckoutSession, readCheckoutSession } from "../../lib/outside/stripe.ts";
import { readBalance, readMovements, readPayment, refundPayment } from "../../lib/outside/stripe-payments.ts";
import { sendTransfer } from "../../lib/outside/stripe-transfers.ts";
import { GOOD_CARD, onboard, openDesk, order, type StripeDesk, submit } from "./stripe-desk.ts";

let desk: StripeDesk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

async function paidOrder(orderId: string, card = GOOD_CARD.card): Promise<string> {
  const session = await createCheckoutSession(desk.web, order(orderId));
  await submit(session.url ?? "", { ...GOOD_CARD, card });
  return (await readCheckoutSession(desk.web, session.id))?.paymentIntentId ?? "";
}

async function movements(since = new Date(0)) {
  const found = [];
  for await (const movement of readMovements(desk.payout, since)) found.push(movement);
  return found;
}

describe("a payment", () => {
  it("tells its fee and the day its money is available", async () => {
    const payment = await readPayment(desk.payout, await paidOrder("ord_1"));
    expect(payment).toMatchObject({ amountCents: 50_000, refundedCents: 0, feeCents: 1480, isDisputed: false });
    const days = ((payment?.availableAt.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(2, 1);
    expect(await readBalance(desk.payout)).toEqual({ availableCents: 0, pendingCents: 48_520 });
    await desk.control("clock", { advanceSeconds: 2 * 86_400 });
    expect(await readBalance(desk.payout)).toEqual({ availableCents: 48_520, pendingCents: 0 });
  });

  it("is null when nothing was charged, or there is none", async () => {
    expect(await readPayment(desk.payout, await paidOrder("ord_1", "4000000000000002"))).toBeNull();
    expect(await readPayment(desk.payout, "pi_none")).toBeNull();
  });

  it("is refunded once, however often it is asked, and never beyond what was paid", async () => {
    const paymentIntentId = await paidOrder("ord_1");
    const part = { refundId: "re_1", paymentIntentId, amountCents: 20_000 };
    const first = await refundPayment(desk.payout, part);
    expect(first.outcome).toBe("refunded");
    expect(await refundPayment(desk.payout, part)).toEqual(first);
    expect((await readPayment(desk.payout, paymentIntentId))?.refundedCents).toBe(20_000);
    const tooMuch = await refundPayment(desk.payout, { ...part, refundId: "re_2", amountCents: 30_001 });
    expect(tooMuch).toMatchObject({ outcome: "refused", code: "amount_too_large" });
    await refundPayment(desk.payout, { ...part, refundId: "re_3", amountCents: 30_000 });
    const again = await refundPayment(desk.payout, { ...part, refundId: "re_4", amountCents: 1 });
    expect(again).toMatchObject({ outcome: "refused", code: "charge_already_refunded" });
  });

  it("is unknown when the answer was lost, and the same refund settles it", async () => {
    const paymentIntentId = await paidOrder("ord_1");
    const refund = { refundId: "re_1", paymentIntentId, amountCents: 20_000 };
    await desk.control("faults", { match: "POST /v1/refunds", mode: "reset_after", times: 10 });
    expect((await refundPayment(desk.payout, refund)).outcome).toBe("unknown");
    await desk.control("faults", { clear: true });
    expect((await refundPayment(desk.payout, refund)).outcome).toBe("refunded");
    expect((await readPayment(desk.payout, paymentIntentId))?.refundedCents).toBe(20_000);
  });

  it("cannot be refunded while the bank disputes it", async () => {
    const paymentIntentId = await paidOrder("ord_1", "4000000000000259");
    expect((await readPayment(desk.payout, paymentIntentId))?.isDisputed).toBe(true);
    const refused = await refundPayment(desk.payout, { refundId: "re_1", paymentIntentId, amountCents: 100 });
    expect(refused).toMatchObject({ outcome: "refused", code: "charge_disputed" });
  });
});

describe("the platform's movements", () => {
  it("name what moved the money, and sum to the balance", async () => {
    const paymentIntentId = await paidOrder("ord_1");
    await desk.control("fund", { amountCents: 10_000 });
    const refund = await refundPayment(desk.payout, { refundId: "re_1", paymentIntentId, amountCents: 1000 });
    const destination = await onboard(desk, "ann");
    const sent = await sendTransfer(desk.payout, { payoutId: "po_1", attempt: 1, amountCents: 2500, destination });

    const found = await movements();
    expect(found.map(({ type, netCents }) => [type, netCents])).toEqual([
      ["transfer", -2500],
      ["refund", -1000],
      ["topup", 10_000],
      ["charge", 48_520],
    ]);
    expect(found[0]?.sourceId).toBe("transferId" in sent && sent.transferId);
    expect(found[1]?.sourceId).toBe("stripeRefundId" in refund && refund.stripeRefundId);
    const { availableCents, pendingCents } = await readBalance(desk.payout);
    expect(found.reduce((sum, { netCents }) => sum + netCents, 0)).toBe(availableCents + pendingCents);
  });

  it("are all there when they need more than one page, and only those since a time", async () => {
    for (let count = 0; count < 130; count += 1) await desk.control("fund", { amountCents: 1 });
    expect(await movements()).toHaveLength(130);
    await desk.control("clock", { advanceSeconds: 100 });
    await desk.control("fund", { amountCents: 7 });
    const late = await movements(new Date(Date.now() + 50_000));
    expect(late.map(({ amountCents }) => amountCents)).toEqual([7]);
  });
});
