import type Stripe from "stripe";
import { z } from "zod";
import { book } from "./balance.ts";
import type { TestCard } from "./cards.ts";
import { openDispute } from "./disputes.ts";
import { newId } from "./ids.ts";
import { page, retrieval, text } from "./input.ts";
import { listPage } from "./lists.ts";
import { type Route, route } from "./route.ts";
import { find, idOf, type World } from "./world.ts";

const DAY_SECONDS = 86_400;

/** Stripe's United States price for a card: 2.9 % and 30 cents. */
function cardFee(amount: number): number {
  return Math.round(amount * 0.029) + 30;
}

/** Charges a card that does not decline, books the money, and opens the dispute that some test cards bring. */
export function chargeCard(
  world: World,
  intent: Stripe.PaymentIntent,
  card: TestCard,
  payer: { email: string | null; name: string | null },
): Stripe.Charge {
  const charge = newCharge(world, intent, card, payer);
  const settlesOn = world.nowSeconds() + (card.bypassesPending ? 0 : world.settings.settleDays * DAY_SECONDS);
  charge.balance_transaction = book(world, {
    type: "charge",
    amount: charge.amount,
    fee: cardFee(charge.amount),
    currency: charge.currency,
    source: charge.id,
    description: charge.description,
    availableOn: settlesOn,
  }).id;
  world.tables.charges.set(charge.id, charge);
  world.emit("charge.succeeded", charge);
  if (card.disputes) openDispute(world, charge);
  return charge;
}

/** Records a declined attempt: a failed charge, which moves no money. */
export function failCharge(
  world: World,
  intent: Stripe.PaymentIntent,
  card: TestCard,
  decline: { code: string; message: string },
): Stripe.Charge {
  const charge = newCharge(world, intent, card, { email: null, name: null });
  Object.assign(charge, { status: "failed", paid: false, captured: false, amount_captured: 0 });
  charge.failure_code = decline.code;
  charge.failure_message = decline.message;
  world.tables.charges.set(charge.id, charge);
  world.emit("charge.failed", charge);
  return charge;
}

function newCharge(
  world: World,
  intent: Stripe.PaymentIntent,
  card: TestCard,
  payer: { email: string | null; name: string | null },
): Stripe.Charge {
  return {
    id: newId("ch_"),
    object: "charge",
    amount: intent.amount,
    amount_captured: intent.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { address: null, email: payer.email, name: payer.name, phone: null, tax_id: null },
    calculated_statement_descriptor: "CONSONANT",
    captured: true,
    created: world.nowSeconds(),
    currency: intent.currency,
    customer: idOf(intent.customer),
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: null,
    paid: true,
    payment_intent: intent.id,
    payment_method: `pm_card_${card.last4}`,
    payment_method_details: null,
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "succeeded",
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
}

export const chargeRoutes: Route[] = [
  route({
    method: "GET",
    path: "/v1/charges",
    permission: "Charges Read",
    input: z.strictObject({
      ...page,
      customer: text.optional(),
      payment_intent: text.optional(),
      transfer_group: text.optional(),
    }),
    run: (world, { input }) =>
      listPage("/v1/charges", world.tables.charges.values(), input, {
        customer: input.customer,
        payment_intent: input.payment_intent,
        transfer_group: input.transfer_group,
      }),
  }),
  route({
    method: "GET",
    path: "/v1/charges/:id",
    permission: "Charges Read",
    input: retrieval,
    run: (world, { ids: [id = ""] }) => find(world.tables.charges, id, "charge"),
  }),
];
