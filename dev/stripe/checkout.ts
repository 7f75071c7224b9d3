import type Stripe from "stripe";
import { z } from "zod";
import { createSession, type LineItem, type StoredSession, sessionInput } from "./checkout-session.ts";
import { createCustomer } from "./customers.ts";
import { invalidRequest } from "./errors.ts";
import { page, retrieval, text } from "./input.ts";
import { type List, listPage } from "./lists.ts";
import { createIntent } from "./payment-intents.ts";
import { type Route, route } from "./route.ts";
import { find, idOf, type World } from "./world.ts";

/** The payment intent that a person's attempts to pay belong to: one per session, made at the first attempt. */
export function intentOf(world: World, stored: StoredSession, email: string): Stripe.PaymentIntent {
  const { session } = stored;
  const known = world.tables.paymentIntents.get(idOf(session.payment_intent) ?? "");
  if (known) return known;
  if (session.customer_creation === "always" && !session.customer)
    session.customer = createCustomer(world, { email }).id;
  const intent = createIntent(world, {
    ...stored.intent,
    amount: session.amount_total ?? 0,
    currency: session.currency ?? "usd",
    customer: idOf(session.customer),
  });
  session.payment_intent = intent.id;
  return intent;
}

export function completeSession(world: World, session: Stripe.Checkout.Session, email: string, name: string): void {
  session.status = "complete";
  session.payment_status = "paid";
  session.url = null;
  session.customer_details = {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name,
    phone: null,
    tax_exempt: "none",
    tax_ids: [],
  };
  world.emit("checkout.session.completed", session);
}

function expireSession(world: World, session: Stripe.Checkout.Session): Stripe.Checkout.Session {
  session.status = "expired";
  session.url = null;
  world.emit("checkout.session.expired", session);
  return session;
}

/** Closes the sessions whose time is up by the virtual clock. */
export function expireDueSessions(world: World): void {
  for (const { session } of world.tables.sessions.values()) {
    if (session.status === "open" && session.expires_at <= world.nowSeconds()) expireSession(world, session);
  }
}

function* sessionsOf(world: World): Generator<Stripe.Checkout.Session> {
  for (const { session } of world.tables.sessions.values()) yield session;
}

export const checkoutRoutes: Route[] = [
  route({
    method: "POST",
    path: "/v1/checkout/sessions",
    permission: "Checkout Sessions Write",
    input: sessionInput,
    run: (world, { input }) => createSession(world, input),
  }),
  route({
    method: "GET",
    path: "/v1/checkout/sessions",
    permission: "Checkout Sessions Read",
    input: z.strictObject({
      ...page,
      customer: text.optional(),
      payment_intent: text.optional(),
      status: z.enum(["open", "complete", "expired"]).optional(),
    }),
    run: (world, { input }) =>
      listPage("/v1/checkout/sessions", sessionsOf(world), input, {
        customer: input.customer,
        payment_intent: input.payment_intent,
        status: input.status,
      }),
  }),
  route({
    method: "GET",
    path: "/v1/checkout/sessions/:id",
    permission: "Checkout Sessions Read",
    input: retrieval,
    run: (world, { ids: [id = ""] }) => find(world.tables.sessions, id, "checkout.session", "session").session,
  }),
  route({
    method: "GET",
    path: "/v1/checkout/sessions/:id/line_items",
    permission: "Checkout Sessions Read",
    input: z.strictObject({ ...page }),
    run: (world, { ids: [id = ""] }) => lineItemsOf(world, id),
  }),
  route({
    method: "POST",
    path: "/v1/checkout/sessions/:id/expire",
    permission: "Checkout Sessions Write",
    input: retrieval,
    run: (world, { ids: [id = ""] }) => {
      const { session } = find(world.tables.sessions, id, "checkout.session", "session");
      if (session.status === "open") return expireSession(world, session);
      const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`;
      throw invalidRequest(null, message);
    },
  }),
];

export function lineItemsOf(world: World, sessionId: string): List<LineItem> {
  const { lineItems } = find(world.tables.sessions, sessionId, "checkout.session", "session");
  const url = `/v1/checkout/sessions/${sessionId}/line_items`;
  return { object: "list", data: lineItems, has_more: false, url };
}
