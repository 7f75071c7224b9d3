import { eq } from "drizzle-orm";
import { payoutRails } from "../../db/backstage.ts";
import { type Door, one, type Tx } from "../../db/door.ts";
import { payouts } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import type { StripeClient } from "../outside/stripe.ts";
import { findTransfers, sendTransfer } from "../outside/stripe-transfers.ts";
import { payableOf, postJournal } from "./post-journal.ts";
import { microsPerCent } from "./rules.ts";

type Payout = { contributorId: string; amountCents: number; state: string; attempt: number };

/**
 * Job payouts.send: one transfer for one payout. The intent is committed before Stripe is called; what Stripe did is looked
 * up by the payout's transfer group before anything is sent again, so an answer that was lost never pays twice.
 * Throws where the outcome is unknown: the job is then retried.
 */
export async function sendPayout(door: Door, stripe: StripeClient, job: Viewer, payoutId: string): Promise<void> {
  const payout = await begin(door, job, payoutId);
  if (!payout) return;
  const destination = one(
    await door.look(job, (tx) =>
      tx
        .select({ account: payoutRails.stripeAccount })
        .from(payoutRails)
        .where(eq(payoutRails.userId, payout.contributorId)),
    ),
  ).account;
  const [earlier] = payout.state === "reserved" ? [] : await findTransfers(stripe, payoutId);
  const { amountCents, attempt } = payout;
  const result = earlier
    ? { outcome: "sent" as const, transferId: earlier.transferId }
    : await sendTransfer(stripe, { payoutId, attempt, amountCents, destination });
  if (result.outcome === "unknown") {
    await door.act(job, "payouts.send", payoutId, (tx) =>
      tx.update(payouts).set({ state: "unknown" }).where(eq(payouts.id, payoutId)),
    );
    throw new Error(`what became of payout ${payoutId} is unknown: ${result.reason}`);
  }
  await door.act(job, "payouts.send", payoutId, (tx) =>
    result.outcome === "sent"
      ? sent(tx, payoutId, payout, result.transferId)
      : refused(tx, payoutId, payout, result.code),
  );
}

/** Commits the intent. Undefined: nothing is left to do. */
const begin = (door: Door, job: Viewer, payoutId: string): Promise<Payout | undefined> =>
  door.act(job, "payouts.send", payoutId, async (tx) => {
    const { contributorId, amountCents, state, attempt } = payouts;
    const payout = one(
      await tx.select({ contributorId, amountCents, state, attempt }).from(payouts).where(eq(payouts.id, payoutId)),
    );
    if (!["reserved", "sending", "unknown"].includes(payout.state)) return undefined;
    if (payout.state === "reserved") await tx.update(payouts).set({ state: "sending" }).where(eq(payouts.id, payoutId));
    return payout;
  });

async function sent(tx: Tx, payoutId: string, payout: Payout, transferId: string): Promise<void> {
  const amountMicros = BigInt(payout.amountCents) * microsPerCent;
  await postJournal(tx, {
    key: `payout:${payoutId}:sent`,
    kind: "payout-sent",
    subject: payoutId,
    lines: [
      { account: "payouts:in-transit", amountMicros },
      { account: "stripe:platform", amountMicros: -amountMicros },
    ],
  });
  one(
    await tx
      .update(payouts)
      .set({ state: "sent", transferId })
      .where(eq(payouts.id, payoutId))
      .returning({ id: payouts.id }),
  );
}

/** Stripe said no, and no transfer exists: the money goes back to what is owed. */
async function refused(tx: Tx, payoutId: string, payout: Payout, code: string): Promise<void> {
  const amountMicros = BigInt(payout.amountCents) * microsPerCent;
  await postJournal(tx, {
    key: `payout:${payoutId}:returned`,
    kind: "payout-returned",
    subject: payoutId,
    lines: [
      { account: "payouts:in-transit", amountMicros },
      { account: payableOf(payout.contributorId), amountMicros: -amountMicros },
    ],
  });
  one(
    await tx
      .update(payouts)
      .set({ state: "refused", reason: code })
      .where(eq(payouts.id, payoutId))
      .returning({ id: payouts.id }),
  );
}
