import { eq } from "drizzle-orm";
import { stripeEvents } from "../../db/backstage.ts";
import { type Door, one } from "../../db/door.ts";
import type { Viewer } from "../../db/viewer.ts";
import { refreshPayoutAccount } from "../ledger/refresh-payout-account.ts";
import { settleTransfer } from "../ledger/settle-transfer.ts";
import type { StripeClient } from "../outside/stripe.ts";
import { settleCheckout } from "./settle-checkout.ts";

/** Job stripe.event: an event is a hint at an object; each kind of object has one verb that asks Stripe what is true now. */
export async function settleEvent(door: Door, stripe: StripeClient, job: Viewer, eventRow: string): Promise<void> {
  const { type, objectId } = one(
    await door.look(job, (tx) =>
      tx
        .select({ type: stripeEvents.type, objectId: stripeEvents.objectId })
        .from(stripeEvents)
        .where(eq(stripeEvents.id, eventRow)),
    ),
  );
  if (type.startsWith("checkout.session.")) await settleCheckout(door, stripe, job, eventRow, objectId);
  else if (type.startsWith("transfer.")) await settleTransfer(door, stripe, job, eventRow, objectId);
  else if (objectId.startsWith("acct_")) await refreshPayoutAccount(door, stripe, job, eventRow, objectId);
  // every other event is kept and has nothing to settle yet
  await door.act(job, "orders.settle", eventRow, (tx) =>
    tx.update(stripeEvents).set({ settledAt: new Date() }).where(eq(stripeEvents.id, eventRow)),
  );
}
