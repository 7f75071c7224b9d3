import type Stripe from "stripe";
import { z } from "zod";
import { book } from "./balance.ts";
import { invalidRequest } from "./errors.ts";
import { newId } from "./ids.ts";
import { expand, metadata, type Only, page, positive, retrieval, text } from "./input.ts";
import { listPage } from "./lists.ts";
import { type Route, route } from "./route.ts";
import { find, idOf, type World } from "./world.ts";

interface RefundInput {
  amount?: number | undefined;
  charge?: string | undefined;
  payment_intent?: string | undefined;
  metadata?: Record<string, string> | undefined;
  reason?: Stripe.Refund.Reason | undefined;
}

function chargeToRefund(world: World, input: RefundInput): Stripe.Charge {
  if (input.charge) return find(world.tables.charges, input.charge, "charge", "charge");
  if (!input.payment_intent) throw invalidRequest("parameter_missing", "Pass either charge or payment_intent.");
  const intent = find(world.tables.paymentIntents, input.payment_intent, "payment_intent", "payment_intent");
  const charge = world.tables.charges.get(idOf(intent.latest_charge) ?? "");
  if (!charge?.paid) throw invalidRequest(null, `This PaymentIntent (${intent.id}) does not have a successful charge.`);
  return charge;
}

/** Gives money back to the payer. Stripe keeps its fee. */
function createRefund(world: World, input: RefundInput): Stripe.Refund {
  const charge = chargeToRefund(world, input);
  const left = charge.amount - charge.amount_refunded;
  const amount = input.amount ?? left;
  if (charge.disputed) {
    throw invalidRequest("charge_disputed", `Charge ${charge.id} has been charged back; cannot issue a refund.`);
  }
  if (left === 0) {
    throw invalidRequest("charge_already_refunded", `Charge ${charge.id} has already been refunded.`);
  }
  if (amount > left) {
    const message = `Refund amount (${amount}) is greater than unrefunded amount on charge (${left}).`;
    throw invalidRequest("amount_too_large", message, "amount");
  }
  const refund: Stripe.Refund = {
    id: newId("re_"),
    object: "refund",
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: world.nowSeconds(),
    currency: charge.currency,
    customer: idOf(charge.customer),
    customer_account: null,
    metadata: input.metadata ?? {},
    payment_intent: idOf(charge.payment_intent),
    payment_method: charge.payment_method,
    reason: input.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  };
  refund.balance_transaction = book(world, {
    type: "refund",
    amount: -amount,
    currency: charge.currency,
    source: refund.id,
    description: "REFUND FOR CHARGE",
  }).id;
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  world.tables.refunds.set(refund.id, refund);
  world.emit("refund.created", refund);
  world.emit("charge.refunded", charge);
  return refund;
}

export const refundRoutes: Route[] = [
  route({
    method: "POST",
    path: "/v1/refunds",
    permission: "Refunds Write",
    input: z.strictObject({
      amount: positive.optional(),
      charge: text.optional(),
      payment_intent: text.optional(),
      metadata: metadata.optional(),
      reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
      expand,
    } satisfies Only<Stripe.RefundCreateParams>),
    run: (world, { input }) => createRefund(world, input),
  }),
  route({
    method: "GET",
    path: "/v1/refunds",
    permission: "Refunds Read",
    input: z.strictObject({ ...page, charge: text.optional(), payment_intent: text.optional() }),
    run: (world, { input }) =>
      listPage("/v1/refunds", world.tables.refunds.values(), input, {
        charge: input.charge,
        payment_intent: input.payment_intent,
      }),
  }),
  route({
    method: "GET",
    path: "/v1/refunds/:id",
    permission: "Refunds Read",
    input: retrieval,
    run: (world, { ids: [id = ""] }) => find(world.tables.refunds, id, "refund"),
  }),
];
