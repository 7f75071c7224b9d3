import type Stripe from "stripe";
import { z } from "zod";
import { cardByPaymentMethod, type TestCard } from "./cards.ts";
import { chargeCard, failCharge } from "./charges.ts";
import { cardDeclined, invalidRequest } from "./errors.ts";
import { newId } from "./ids.ts";
import { currency, expand, flag, metadata, type Only, page, positive, retrieval, text } from "./input.ts";
import { listPage } from "./lists.ts";
import { type Route, route } from "./route.ts";
import { find, idOf, type World } from "./world.ts";

export const MINIMUM_AMOUNT = 50;

export interface IntentInput {
  amount: number;
  currency: string;
  customer?: string | null | undefined;
  description?: string | undefined;
  metadata?: Record<string, string> | undefined;
  payment_method?: string | undefined;
  receipt_email?: string | undefined;
  transfer_group?: string | undefined;
}

export function createIntent(world: World, input: IntentInput): Stripe.PaymentIntent {
  if (input.customer) find(world.tables.customers, input.customer, "customer", "customer");
  const id = newId("pi_");
  const intent: Stripe.PaymentIntent = {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: input.amount,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic",
    client_secret: `${id}_secret_${newId("")}`,
    confirmation_method: "automatic",
    created: world.nowSeconds(),
    currency: input.currency,
    customer: input.customer ?? null,
    customer_account: null,
    description: input.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: input.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: input.payment_method ?? null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: input.receipt_email ?? null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: input.payment_method ? "requires_confirmation" : "requires_payment_method",
    transfer_group: input.transfer_group ?? null,
  };
  world.tables.paymentIntents.set(id, intent);
  world.emit("payment_intent.created", intent);
  return intent;
}

/** Charges the card. Throws Stripe's 402 when it declines, after recording the attempt. */
export function payIntent(
  world: World,
  intent: Stripe.PaymentIntent,
  card: TestCard,
  payer: { email: string | null; name: string | null },
): void {
  if (intent.status === "succeeded" || intent.status === "canceled") {
    const message = `You cannot confirm this PaymentIntent because it has a status of ${intent.status}.`;
    throw invalidRequest("payment_intent_unexpected_state", message);
  }
  if (card.decline) {
    intent.latest_charge = failCharge(world, intent, card, card.decline).id;
    intent.status = "requires_payment_method";
    intent.last_payment_error = { type: "card_error", ...card.decline } as Stripe.PaymentIntent.LastPaymentError;
    world.emit("payment_intent.payment_failed", intent);
    throw cardDeclined(card.decline);
  }
  intent.latest_charge = chargeCard(world, intent, card, payer).id;
  intent.amount_received = intent.amount;
  intent.last_payment_error = null;
  intent.payment_method = `pm_card_${card.last4}`;
  intent.status = "succeeded";
  world.emit("payment_intent.succeeded", intent);
}

function confirmIntent(world: World, intent: Stripe.PaymentIntent, paymentMethod: string | null): Stripe.PaymentIntent {
  const card = cardByPaymentMethod(paymentMethod ?? "");
  if (!card) throw invalidRequest("resource_missing", `No such PaymentMethod: '${paymentMethod}'`, "payment_method");
  payIntent(world, intent, card, { email: intent.receipt_email, name: null });
  return intent;
}

export const paymentIntentRoutes: Route[] = [
  route({
    method: "POST",
    path: "/v1/payment_intents",
    permission: "PaymentIntents Write",
    input: z.strictObject({
      amount: positive,
      currency,
      automatic_payment_methods: z
        .strictObject({ enabled: flag, allow_redirects: z.enum(["always", "never"]).optional() })
        .optional(),
      confirm: flag.optional(),
      customer: text.optional(),
      description: text.optional(),
      metadata: metadata.optional(),
      payment_method: text.optional(),
      receipt_email: z.email().optional(),
      transfer_group: text.optional(),
      expand,
    } satisfies Only<Stripe.PaymentIntentCreateParams>),
    run: (world, { input }) => {
      if (input.amount < MINIMUM_AMOUNT) throw invalidRequest("amount_too_small", "Amount must be at least 50 cents.");
      const intent = createIntent(world, input);
      return input.confirm ? confirmIntent(world, intent, input.payment_method ?? null) : intent;
    },
  }),
  route({
    method: "GET",
    path: "/v1/payment_intents",
    permission: "PaymentIntents Read",
    input: z.strictObject({ ...page, customer: text.optional() }),
    run: (world, { input }) =>
      listPage("/v1/payment_intents", world.tables.paymentIntents.values(), input, { customer: input.customer }),
  }),
  route({
    method: "GET",
    path: "/v1/payment_intents/:id",
    permission: "PaymentIntents Read",
    input: retrieval,
    run: (world, { ids: [id = ""] }) => find(world.tables.paymentIntents, id, "payment_intent", "intent"),
  }),
  route({
    method: "POST",
    path: "/v1/payment_intents/:id/confirm",
    permission: "PaymentIntents Write",
    input: z.strictObject({ payment_method: text.optional(), expand }),
    run: (world, { ids: [id = ""], input }) => {
      const intent = find(world.tables.paymentIntents, id, "payment_intent", "intent");
      return confirmIntent(world, intent, input.payment_method ?? idOf(intent.payment_method));
    },
  }),
  route({
    method: "POST",
    path: "/v1/payment_intents/:id/cancel",
    permission: "PaymentIntents Write",
    input: retrieval,
    run: (world, { ids: [id = ""] }) => {
      const intent = find(world.tables.paymentIntents, id, "payment_intent", "intent");
      if (intent.status === "succeeded" || intent.status === "canceled") {
        const message = `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`;
        throw invalidRequest("payment_intent_unexpected_state", message);
      }
      intent.status = "canceled";
      intent.canceled_at = world.nowSeconds();
      world.emit("payment_intent.canceled", intent);
      return intent;
    },
  }),
];
