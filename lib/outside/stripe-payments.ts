import Stripe from "stripe";
import { idOf, orNull } from "./stripe.ts";

export interface Payment {
  chargeId: string;
  amountCents: number;
  refundedCents: number;
  /** What Stripe kept of it. */
  feeCents: number;
  isDisputed: boolean;
  /** When the money can be paid out. */
  availableAt: Date;
}

/** What became of a payment intent; null when there is none, or nothing was charged. Takes the key that reads payments. */
export async function readPayment(stripe: Stripe, paymentIntentId: string): Promise<Payment | null> {
  const expand = ["latest_charge.balance_transaction"];
  const intent = await orNull(stripe.paymentIntents.retrieve(paymentIntentId, { expand }));
  const charge = intent?.latest_charge;
  if (!charge || typeof charge === "string" || !charge.paid) return null;
  const movement = charge.balance_transaction;
  if (!movement || typeof movement === "string") throw new Error(`${charge.id} came without its balance transaction`);
  return {
    chargeId: charge.id,
    amountCents: charge.amount,
    refundedCents: charge.amount_refunded,
    feeCents: movement.fee,
    isDisputed: charge.disputed,
    availableAt: new Date(movement.available_on * 1000),
  };
}

export interface RefundInput {
  /** Ours: the idempotency key, so that one refund of ours is one at Stripe. */
  refundId: string;
  paymentIntentId: string;
  amountCents: number;
}

export type RefundOutcome =
  | { outcome: "refunded"; stripeRefundId: string }
  | { outcome: "refused"; code: string; message: string }
  | { outcome: "unknown"; reason: string };

/** Gives a buyer money back. As with transfers, `refused` is certain, and `unknown` may be asked again with the same id. */
export async function refundPayment(stripe: Stripe, input: RefundInput): Promise<RefundOutcome> {
  try {
    const refund = await stripe.refunds.create(
      {
        payment_intent: input.paymentIntentId,
        amount: input.amountCents,
        metadata: { refundId: input.refundId },
      },
      { idempotencyKey: `refund:${input.refundId}` },
    );
    return { outcome: "refunded", stripeRefundId: refund.id };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    if (error instanceof Stripe.errors.StripeInvalidRequestError) {
      return { outcome: "refused", code: error.code ?? "invalid_request", message: error.message };
    }
    return { outcome: "unknown", reason: error.code ?? error.type };
  }
}

export interface Movement {
  id: string;
  /** Stripe's word: charge, refund, transfer, adjustment, topup… */
  type: string;
  amountCents: number;
  feeCents: number;
  /** What it changed the balance by. */
  netCents: number;
  /** The charge, refund or transfer behind it. */
  sourceId: string | null;
  createdAt: Date;
}

const PAGE = 100;

/** Every movement of the platform's balance since a time, newest first, to reconcile our ledger with. */
export async function* readMovements(stripe: Stripe, since: Date): AsyncGenerator<Movement> {
  const created = { gte: Math.floor(since.getTime() / 1000) };
  for await (const movement of stripe.balanceTransactions.list({ created, limit: PAGE })) {
    yield {
      id: movement.id,
      type: movement.type,
      amountCents: movement.amount,
      feeCents: movement.fee,
      netCents: movement.net,
      sourceId: idOf(movement.source),
      createdAt: new Date(movement.created * 1000),
    };
  }
}

/** The platform's balance in US cents. */
export async function readBalance(stripe: Stripe): Promise<{ availableCents: number; pendingCents: number }> {
  const { available, pending } = await stripe.balance.retrieve();
  const cents = (amounts: { amount: number; currency: string }[]) =>
    amounts.find(({ currency }) => currency === "usd")?.amount ?? 0;
  return { availableCents: cents(available), pendingCents: cents(pending) };
}
