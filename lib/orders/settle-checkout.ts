import { and, asc, eq } from "drizzle-orm";
import type { Door, Tx } from "../../db/door.ts";
import { entitlements, orders, royalties, versionShares } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { payableOf, postJournal } from "../ledger/post-journal.ts";
import { rateAt } from "../ledger/rates.ts";
import { microsPerCent, shareMicros, splitByWeight } from "../ledger/rules.ts";
import { readCheckoutSession, type StripeClient } from "../outside/stripe.ts";

/**
 * Stripe hinted at a Checkout session: ask for it, and settle its order. Paid: the licence, the sale in the ledger and the
 * contributors' royalties, all in one act; twice or in any order, once. Expired: the order is closed.
 * Throws where the amount is not the order's: then somebody has to look.
 */
export async function settleCheckout(
  door: Door,
  stripe: StripeClient,
  job: Viewer,
  eventRow: string,
  sessionId: string,
): Promise<void> {
  const session = await readCheckoutSession(stripe, sessionId);
  if (!session?.orderId) return;
  const { orderId } = session;
  const columns = {
    id: orders.id,
    state: orders.state,
    priceCents: orders.priceCents,
    organisationId: orders.organisationId,
    versionId: orders.versionId,
  };
  const [order] = await door.look(job, (tx) => tx.select(columns).from(orders).where(eq(orders.id, orderId)));
  if (!order || order.state === "paid" || order.state === "refunded") return;
  if (!session.isPaid) {
    if (session.status === "expired" && order.state === "open") {
      await door.act(job, "orders.settle", eventRow, (tx) =>
        tx.update(orders).set({ state: "expired" }).where(eq(orders.id, orderId)),
      );
    }
    return;
  }
  if (session.amountCents !== order.priceCents || session.currency !== "usd")
    throw new Error(`order ${orderId} was paid with another amount`);
  await door.act(job, "orders.settle", eventRow, (tx) => settle(tx, order));
}

async function settle(
  tx: Tx,
  order: { id: string; priceCents: number; organisationId: string; versionId: string },
): Promise<void> {
  const { id: orderId, organisationId, versionId } = order;
  const unpaid = and(eq(orders.id, orderId), eq(orders.state, "open"));
  const moved = await tx.update(orders).set({ state: "paid" }).where(unpaid).returning({ id: orders.id });
  if (moved.length === 0) {
    const late = and(eq(orders.id, orderId), eq(orders.state, "expired")); // paid at the last moment, the expiry came first
    if ((await tx.update(orders).set({ state: "paid" }).where(late).returning({ id: orders.id })).length === 0) return;
  }
  await tx.insert(entitlements).values({ organisationId, versionId, orderId });
  const priceMicros = BigInt(order.priceCents) * microsPerCent;
  await postJournal(tx, {
    key: `sale:${orderId}`,
    kind: "sale",
    subject: orderId,
    lines: [
      { account: "stripe:platform", amountMicros: priceMicros },
      { account: "income:sales", amountMicros: -priceMicros },
    ],
  });
  await shareRoyalties(tx, orderId, versionId, priceMicros);
}

/** The contributors' part of a sale, in proportion to how much of each the version holds. */
async function shareRoyalties(tx: Tx, orderId: string, versionId: string, priceMicros: bigint): Promise<void> {
  const held = await tx
    .select({ id: versionShares.contributorId, milliseconds: versionShares.milliseconds })
    .from(versionShares)
    .where(eq(versionShares.versionId, versionId))
    .orderBy(asc(versionShares.contributorId));
  const weighed = held
    .map((share) => ({ ...share, weight: BigInt(share.milliseconds) }))
    .filter((share) => share.weight > 0n);
  const pool = shareMicros(priceMicros, await rateAt(tx, "royalty_ppm", new Date()));
  if (weighed.length === 0 || pool === 0n) return;
  const parts = splitByWeight(pool, weighed).filter((part) => part.amountMicros > 0n);
  const largest = 5_000; // lines a journal
  for (let i = 0; i < parts.length; i += largest) {
    const some = parts.slice(i, i + largest);
    const sum = some.reduce((total, part) => total + part.amountMicros, 0n);
    const journalId = await postJournal(tx, {
      key: `royalty:${orderId}:${i / largest}`,
      kind: "royalty",
      subject: orderId,
      lines: [
        { account: "expense:royalties", amountMicros: sum },
        ...some.map((part) => ({ account: payableOf(part.id), amountMicros: -part.amountMicros })),
      ],
    });
    await tx.insert(royalties).values(
      some.map((part) => ({
        orderId,
        versionId,
        contributorId: part.id,
        milliseconds: part.milliseconds,
        amountMicros: part.amountMicros,
        journalId,
      })),
    );
  }
}
