import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { one } from "../../db/door.ts";
import { Refusal } from "../../db/refusal.ts";
import { datasets, entitlements, orders, versions } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { env } from "../env.ts";
import { myOrganisation } from "../identity/read.ts";
import { createCheckoutSession, openStripe, type StripeClient } from "../outside/stripe.ts";
import { theDoor } from "../the-door.ts";

const shared = globalThis as { consonantStripe?: StripeClient };
const stripe = () => {
  const { STRIPE_WEB_KEY: secretKey, STRIPE_API_BASE: apiBase } = env();
  shared.consonantStripe ??= openStripe({ secretKey, apiBase });
  return shared.consonantStripe;
};

type SignedIn = Extract<Viewer, { id: string }>;
type Outcome =
  | { kind: "pay"; url: string }
  | { kind: "owned" }
  | { kind: "no_organisation" }
  | { kind: "not_for_sale" };

/**
 * Orders a licence for the viewer's company and opens Stripe's page for it. The price is the version's, never the
 * browser's; the database refuses another. Asked twice, the open order and its page are used again. Nothing is owned until
 * Stripe's event has been settled.
 */
export async function startCheckout(
  viewer: Viewer,
  input: { versionId: string; poNumber: string; locale: string },
): Promise<Outcome> {
  if (viewer.via !== "session") throw new Refusal("signed_out");
  const organisation = await myOrganisation(viewer);
  if (!organisation) return { kind: "no_organisation" };
  const forSale = await theDoor().look(viewer, (tx) =>
    tx
      .select({ priceCents: versions.priceCents, number: versions.number, title: datasets.title, slug: datasets.slug })
      .from(versions)
      .innerJoin(datasets, eq(datasets.id, versions.datasetId))
      .where(and(eq(versions.id, input.versionId), eq(versions.state, "published"))),
  );
  const version = forSale[0];
  if (!version?.priceCents) return { kind: "not_for_sale" };
  const [owned] = await theDoor().look(viewer, (tx) =>
    tx
      .select({ id: entitlements.id })
      .from(entitlements)
      .where(and(eq(entitlements.versionId, input.versionId), eq(entitlements.organisationId, organisation.id))),
  );
  if (owned) return { kind: "owned" };

  const order = await openOrder(viewer, organisation.id, input, version.priceCents);
  if (order.checkoutUrl) return { kind: "pay", url: order.checkoutUrl };
  const base = `${env().SITE_URL}/${input.locale}`;
  const session = await createCheckoutSession(stripe(), {
    orderId: order.id,
    amountCents: order.priceCents,
    currency: "usd",
    title: `${version.title}, v${version.number}`,
    successUrl: `${base}/library?order=${order.id}`,
    cancelUrl: `${base}/datasets/${version.slug}`,
    metadata: { order: order.id, version: input.versionId },
  });
  const { url } = session;
  if (!url) throw new Error(`the payment page of order ${order.id} has no address`);
  await theDoor().act(viewer, "orders.attach-session", order.id, async (tx) => {
    const attached = { checkoutSession: session.id, checkoutUrl: url };
    one(await tx.update(orders).set(attached).where(eq(orders.id, order.id)).returning({ id: orders.id }));
  });
  return { kind: "pay", url };
}

const columns = { id: orders.id, priceCents: orders.priceCents, checkoutUrl: orders.checkoutUrl };

/** The company's open order for this version, made when there is none. Two at once: the second finds the first's. */
async function openOrder(
  viewer: SignedIn,
  organisationId: string,
  input: { versionId: string; poNumber: string },
  priceCents: number,
) {
  const open = and(
    eq(orders.organisationId, organisationId),
    eq(orders.versionId, input.versionId),
    eq(orders.state, "open"),
  );
  const find = () => theDoor().look(viewer, (tx) => tx.select(columns).from(orders).where(open));
  const [before] = await find();
  if (before) return before;
  const id = randomUUID();
  const { versionId, poNumber } = input;
  try {
    await theDoor().act(viewer, "orders.checkout", id, (tx) =>
      tx
        .insert(orders)
        .values({ id, organisationId, buyerId: viewer.id, versionId, priceCents, poNumber: poNumber || null }),
    );
  } catch (error) {
    if (!(error instanceof Error && error.message === "conflict")) throw error;
  }
  return one(await find());
}
