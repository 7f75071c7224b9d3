import { eq } from "drizzle-orm";
import { payoutRails } from "../../db/backstage.ts";
import { type Door, one } from "../../db/door.ts";
import { payoutAccounts, payoutLinks } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import type { StripeClient } from "../outside/stripe.ts";
import { readRecipientStatus } from "../outside/stripe-recipients.ts";

/** Stripe hinted that an account changed: ask what it is now, and write that down. Unknown accounts are not ours. */
export async function refreshPayoutAccount(
  door: Door,
  stripe: StripeClient,
  job: Viewer,
  eventRow: string,
  account: string,
): Promise<void> {
  const [rail] = await door.look(job, (tx) =>
    tx.select({ userId: payoutRails.userId }).from(payoutRails).where(eq(payoutRails.stripeAccount, account)),
  );
  if (!rail) return;
  const status = await readRecipientStatus(stripe, account);
  if (status === "pending") return;
  await door.act(job, "payouts.refresh-account", eventRow, async (tx) => {
    if (status === "active") await tx.delete(payoutLinks).where(eq(payoutLinks.id, rail.userId));
    const now = { state: status };
    one(
      await tx
        .update(payoutAccounts)
        .set(now)
        .where(eq(payoutAccounts.id, rail.userId))
        .returning({ id: payoutAccounts.id }),
    );
  });
}
