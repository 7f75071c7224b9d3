import { eq } from "drizzle-orm";
import { payoutRails } from "../../db/backstage.ts";
import { type Door, one } from "../../db/door.ts";
import { payoutAccounts, payoutLinks } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import type { StripeClient } from "../outside/stripe.ts";
import { createOnboardingLink, createRecipientAccount } from "../outside/stripe-recipients.ts";

/** Job payouts.open-account: an account at Stripe (once) and a fresh onboarding link for its owner. */
export async function openPayoutAccount(
  door: Door,
  stripe: StripeClient,
  siteUrl: string,
  job: Viewer,
  contributorId: string,
): Promise<void> {
  const mine = eq(payoutAccounts.id, contributorId);
  const { country } = one(
    await door.look(job, (tx) => tx.select({ country: payoutAccounts.country }).from(payoutAccounts).where(mine)),
  );
  const [known] = await door.look(job, (tx) =>
    tx.select({ account: payoutRails.stripeAccount }).from(payoutRails).where(eq(payoutRails.userId, contributorId)),
  );
  // the idempotency key is the contributor's id: a crash before the row below finds the same account again
  const account = known?.account ?? (await createRecipientAccount(stripe, { contributorId, country })).accountId;
  const money = `${siteUrl}/en/studio/money`;
  const link = await createOnboardingLink(stripe, { accountId: account, returnUrl: money, refreshUrl: money });
  await door.act(job, "payouts.open-account", contributorId, async (tx) => {
    if (!known) await tx.insert(payoutRails).values({ userId: contributorId, stripeAccount: account });
    await tx.delete(payoutLinks).where(eq(payoutLinks.id, contributorId));
    await tx.insert(payoutLinks).values({ id: contributorId, url: link.url, expiresAt: link.expiresAt });
    const ready = { state: "onboarding" } as const;
    one(await tx.update(payoutAccounts).set(ready).where(mine).returning({ id: payoutAccounts.id }));
  });
}
