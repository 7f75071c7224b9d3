import { eq } from "drizzle-orm";
import { one } from "../../db/door.ts";
import { Refusal } from "../../db/refusal.ts";
import { payoutAccounts } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

/** Asks for an account to be paid on. The money worker opens it at Stripe and leaves the link for its owner. */
export async function startOnboarding(viewer: Viewer, country: string): Promise<void> {
  if (viewer.via !== "session") throw new Refusal("signed_out");
  const { id } = viewer;
  await theDoor().act(viewer, "payouts.onboard", id, async (tx) => {
    const before = await tx.select({ id: payoutAccounts.id }).from(payoutAccounts).where(eq(payoutAccounts.id, id));
    if (before.length === 0) await tx.insert(payoutAccounts).values({ id, country });
    else {
      const again = { state: "asked" } as const;
      one(
        await tx
          .update(payoutAccounts)
          .set(again)
          .where(eq(payoutAccounts.id, id))
          .returning({ id: payoutAccounts.id }),
      );
    }
    await tx.enqueue("payouts.open-account", id);
  });
}
