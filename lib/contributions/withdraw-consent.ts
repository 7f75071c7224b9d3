import { one } from "../../db/door.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

/** The other party of a call takes their yes back: the whole call is withdrawn, sold or not. */
export async function withdrawConsent(viewer: Viewer, consentId: string): Promise<void> {
  await theDoor().act(viewer, "consents.withdraw", consentId, async (tx) => {
    const { withdraw_consent: recording } = one(
      await tx.verb<{ withdraw_consent: string }>("withdraw_consent", consentId),
    );
    await tx.enqueue("recordings.erase", recording);
  });
}
