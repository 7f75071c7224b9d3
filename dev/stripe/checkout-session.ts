import type Stripe from "stripe";
import { z } from "zod";
import { invalidRequest } from "./errors.ts";
import { newId } from "./ids.ts";
import { currency, expand, flag, integer, metadata, type Only, positive, text, webUrl } from "./input.ts";
import { MINIMUM_AMOUNT } from "./payment-intents.ts";
import { find, type World } from "./world.ts";

export interface LineItem extends Omit<Stripe.LineItem, "price"> {
  price: null;
}

/** A session, and what Stripe knows about it without saying so in the object. */
export interface StoredSession {
  session: Stripe.Checkout.Session;
  lineItems: LineItem[];
  intent: z.infer<typeof intentData>;
}

const DAY_SECONDS = 86_400;

const intentData = z.strictObject({
  description: text.optional(),
  metadata: metadata.optional(),
  receipt_email: z.email().optional(),
  transfer_group: text.optional(),
});

const lineItem = z.strictObject({
  price_data: z.strictObject({
    currency,
    product_data: z.strictObject({
      name: text,
      description: text.optional(),
      metadata: metadata.optional(),
      tax_code: text.optional(),
    }),
    tax_behavior: z.enum(["exclusive", "inclusive", "unspecified"]).optional(),
    unit_amount: integer.refine((value) => value >= 0, "Invalid non-negative integer"),
  }),
  quantity: positive.default(1),
});

export const sessionInput = z.strictObject({
  mode: z.literal("payment"),
  ui_mode: z.literal("hosted_page").default("hosted_page"),
  line_items: z.array(lineItem).min(1).max(100),
  success_url: webUrl,
  cancel_url: webUrl.optional(),
  client_reference_id: z.string().max(200).optional(),
  customer: text.optional(),
  customer_creation: z.enum(["always", "if_required"]).optional(),
  customer_email: z.email().max(800).optional(),
  expires_at: integer.optional(),
  locale: text.optional(),
  metadata: metadata.optional(),
  payment_intent_data: intentData.optional(),
  submit_type: z.enum(["auto", "pay", "book", "donate"]).optional(),
  automatic_tax: z.strictObject({ enabled: flag }).optional(),
  billing_address_collection: z.enum(["auto", "required"]).optional(),
  expand,
} satisfies Only<Stripe.Checkout.SessionCreateParams>);

type SessionInput = z.infer<typeof sessionInput>;

/** Opens a session for what is bought, or refuses what Stripe refuses. */
export function createSession(world: World, input: SessionInput): Stripe.Checkout.Session {
  if (input.customer && input.customer_email) {
    throw invalidRequest(null, "You may only specify one of these parameters: customer, customer_email.");
  }
  if (input.customer) find(world.tables.customers, input.customer, "customer", "customer");
  const currencies = new Set(input.line_items.map((item) => item.price_data.currency));
  if (currencies.size > 1) throw invalidRequest(null, "All line items must have the same currency.", "line_items");
  const lineItems = input.line_items.map(newLineItem);
  const total = lineItems.reduce((sum, item) => sum + item.amount_total, 0);
  if (total < MINIMUM_AMOUNT) {
    throw invalidRequest("amount_too_small", "The Checkout Session's total amount must be at least 50 cents.");
  }
  const expiresAt = input.expires_at ?? world.nowSeconds() + DAY_SECONDS;
  if (expiresAt < world.nowSeconds() + 1800 || expiresAt > world.nowSeconds() + DAY_SECONDS) {
    const message = "The `expires_at` timestamp must be between 30 minutes and 24 hours from now.";
    throw invalidRequest(null, message, "expires_at");
  }
  const session = newSession(world, input, total, expiresAt);
  world.tables.sessions.set(session.id, { session, lineItems, intent: input.payment_intent_data ?? {} });
  return session;
}

function newLineItem(item: SessionInput["line_items"][number]): LineItem {
  const amount = item.price_data.unit_amount * item.quantity;
  return {
    id: newId("li_"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: item.price_data.currency,
    description: item.price_data.product_data.name,
    metadata: {},
    price: null,
    quantity: item.quantity,
  };
}

function newSession(world: World, input: SessionInput, total: number, expiresAt: number): Stripe.Checkout.Session {
  const id = newId("cs_test_", 40);
  const taxed = input.automatic_tax?.enabled ?? false;
  return {
    id,
    object: "checkout.session",
    adaptive_pricing: null,
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: null,
    amount_subtotal: total,
    amount_total: total,
    automatic_tax: { enabled: taxed, liability: null, provider: null, status: taxed ? "complete" : null },
    billing_address_collection: input.billing_address_collection ?? null,
    cancel_url: input.cancel_url ?? null,
    client_reference_id: input.client_reference_id ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: world.nowSeconds(),
    currency: input.line_items[0]!.price_data.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: input.customer ?? null,
    customer_account: null,
    customer_creation: input.customer ? null : (input.customer_creation ?? "if_required"),
    customer_details: null,
    customer_email: input.customer_email ?? null,
    discounts: [],
    expires_at: expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: (input.locale ?? null) as Stripe.Checkout.Session.Locale | null,
    managed_payments: null,
    metadata: input.metadata ?? {},
    mode: "payment",
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: "if_required",
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ["card"],
    payment_status: "unpaid",
    permissions: null,
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open",
    submit_type: input.submit_type ?? null,
    subscription: null,
    success_url: input.success_url,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: `${world.pageOrigin}/c/pay/${id}`,
    wallet_options: null,
  };
}
