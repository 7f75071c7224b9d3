import Stripe from "stripe";
import { z } from "zod";

const FUTURE_TOLERANCE_SECONDS = 60;
const PAST_TOLERANCE_SECONDS = 300;
const TIMEOUT_MILLISECONDS = 20_000;
const NETWORK_RETRIES = 2;

/** For rooms, which hand a client on and never import the SDK. */
export type StripeClient = Stripe;

/** A Stripe client with a pinned API version. `apiBase` is another origin than Stripe's, such as the local emulator. */
export function openStripe({ secretKey, apiBase }: { secretKey: string; apiBase?: string | undefined }): Stripe {
  const base = apiBase === undefined ? {} : readBase(apiBase, secretKey);
  return new Stripe(secretKey, {
    ...base,
    apiVersion: Stripe.API_VERSION,
    maxNetworkRetries: NETWORK_RETRIES,
    timeout: TIMEOUT_MILLISECONDS,
    telemetry: false,
    appInfo: { name: "Consonant" },
  });
}

/** A live key goes to Stripe and nowhere else; a test key goes unencrypted only within this machine. */
function readBase(apiBase: string, secretKey: string): { host: string; port: string; protocol: "http" | "https" } {
  const { hostname, port, protocol } = new URL(apiBase);
  const scheme = protocol === "http:" ? "http" : "https";
  const isLocal = ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
  if (!secretKey.includes("_test_")) throw new Error("only a test key may be used with another address than Stripe's");
  if (scheme === "http" && !isLocal) throw new Error("the Stripe API address must be https, or on this machine");
  return { host: hostname, port: port || (scheme === "http" ? "80" : "443"), protocol: scheme };
}

/** An event is a hint: whoever acts on it fetches the object again. */
export interface StripeHint {
  id: string;
  type: string;
  objectId: string;
  createdAt: Date;
}

const snapshot = z.object({
  object: z.literal("event"),
  id: z.string(),
  type: z.string(),
  created: z.int(),
  data: z.object({ object: z.object({ id: z.string().optional() }) }),
});
const thin = z.object({
  object: z.literal("v2.core.event"),
  id: z.string(),
  type: z.string(),
  created: z.iso.datetime({ offset: true }),
  related_object: z.object({ id: z.string() }).nullish(),
});

/**
 * The event in a signed webhook, or null when its signature is wrong, older than 5 minutes or from the future.
 * The SDK accepts timestamps from the future, which would let a captured request be replayed until then.
 */
export function verifyEvent(payload: string | Buffer, signature: string, secret: string): StripeHint | null {
  const text = payload.toString();
  if (!isAuthentic(text, signature, secret)) return null;
  const event = z.union([snapshot, thin]).parse(JSON.parse(text));
  const objectId = event.object === "event" ? event.data.object.id : event.related_object?.id;
  const createdAt = event.object === "event" ? new Date(event.created * 1000) : new Date(event.created);
  return { id: event.id, type: event.type, objectId: objectId ?? "", createdAt };
}

function isAuthentic(payload: string, signature: string, secret: string): boolean {
  // Exactly one time, in digits: given several, the SDK would verify the last and this check might read another.
  const times = signature.split(",").filter((item) => item.split("=")[0] === "t");
  const timestamp = Number(/^t=(\d+)$/.exec(times[0] ?? "")?.[1] ?? Number.POSITIVE_INFINITY);
  if (times.length !== 1) return false;
  if (timestamp > Date.now() / 1000 + FUTURE_TOLERANCE_SECONDS) return false;
  const verifier = Stripe.webhooks.signature;
  if (!verifier) throw new Error("this build of the Stripe SDK cannot verify signatures");
  try {
    return verifier.verifyHeader(payload, signature, secret, PAST_TOLERANCE_SECONDS);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
    throw error;
  }
}

export interface CheckoutInput {
  orderId: string;
  amountCents: number;
  /** ISO 4217, lower case. */
  currency: string;
  title: string;
  /** Asked for on Stripe's page when left out. */
  customerEmail?: string;
  /** `{CHECKOUT_SESSION_ID}` in it is replaced by the session's id. */
  successUrl: string;
  cancelUrl: string;
  metadata?: Record<string, string>;
}

export interface CheckoutSession {
  id: string;
  orderId: string | null;
  status: "open" | "complete" | "expired";
  isPaid: boolean;
  amountCents: number;
  currency: string;
  paymentIntentId: string | null;
  customerEmail: string | null;
  /** Where the buyer pays; null once the session is complete or expired. */
  url: string | null;
  expiresAt: Date;
}

/** Opens the hosted payment page for an order. Asking twice for the same order gives the same session. */
export async function createCheckoutSession(stripe: Stripe, input: CheckoutInput): Promise<CheckoutSession> {
  const metadata = { ...input.metadata, orderId: input.orderId };
  const session = await stripe.checkout.sessions.create(
    {
      mode: "payment",
      ui_mode: "hosted_page",
      client_reference_id: input.orderId,
      ...(input.customerEmail === undefined ? {} : { customer_email: input.customerEmail }),
      line_items: [
        {
          quantity: 1,
          price_data: {
            currency: input.currency,
            unit_amount: input.amountCents,
            product_data: { name: input.title },
          },
        },
      ],
      metadata,
      payment_intent_data: { metadata, transfer_group: input.orderId },
      success_url: input.successUrl,
      cancel_url: input.cancelUrl,
    },
    { idempotencyKey: `checkout:${input.orderId}` },
  );
  return readSession(session);
}

/** A session by id, or null when Stripe has none. */
export async function readCheckoutSession(stripe: Stripe, id: string): Promise<CheckoutSession | null> {
  const session = await orNull(stripe.checkout.sessions.retrieve(id));
  return session && readSession(session);
}

/** Closes the payment page of an order that was given up. False when it was no longer open. */
export async function expireCheckoutSession(stripe: Stripe, id: string): Promise<boolean> {
  try {
    await stripe.checkout.sessions.expire(id);
    return true;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 400) return false;
    throw error;
  }
}

function readSession(session: Stripe.Checkout.Session): CheckoutSession {
  if (session.amount_total === null || session.currency === null) throw new Error(`${session.id} has no amount`);
  return {
    id: session.id,
    orderId: session.client_reference_id,
    status: z.enum(["open", "complete", "expired"]).parse(session.status),
    isPaid: session.payment_status === "paid",
    amountCents: session.amount_total,
    currency: session.currency,
    paymentIntentId: idOf(session.payment_intent),
    customerEmail: session.customer_details?.email ?? session.customer_email,
    url: session.url,
    expiresAt: new Date(session.expires_at * 1000),
  };
}

/** The id behind a field that may be expanded. */
export function idOf(field: string | { id: string } | null): string | null {
  return typeof field === "object" && field !== null ? field.id : field;
}

/** Null instead of Stripe's 404; any other error is thrown. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) return null;
    throw error;
  }
}
