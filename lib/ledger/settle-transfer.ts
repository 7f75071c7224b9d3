import { and, eq } from "drizzle-orm";
import type { Door } from "../../db/door.ts";
import { payouts } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { readTransfer } from "../outside/read-transfer.ts";
import type { StripeClient } from "../outside/stripe.ts";

/** Stripe hinted at a transfer: ask for it, and mark its payout paid. Unknown transfers are not ours. */
export async function settleTransfer(
  door: Door,
  stripe: StripeClient,
  job: Viewer,
  eventRow: string,
  transferId: string,
): Promise<void> {
  const transfer = await readTransfer(stripe, transferId);
  if (!transfer?.payoutId || transfer.reversed) return;
  const { payoutId } = transfer;
  const [known] = await door.look(job, (tx) =>
    tx.select({ state: payouts.state }).from(payouts).where(eq(payouts.id, payoutId)),
  );
  if (!known || known.state === "paid") return;
  // the webhook may overtake the answer to our own call: then the sender has not written "sent" yet, and the event is retried
  if (known.state !== "sent") throw new Error(`payout ${payoutId} is ${known.state}, not sent yet`);
  await door.act(job, "payouts.settle", eventRow, (tx) =>
    tx
      .update(payouts)
      .set({ state: "paid" })
      .where(and(eq(payouts.id, payoutId), eq(payouts.state, "sent"))),
  );
}
