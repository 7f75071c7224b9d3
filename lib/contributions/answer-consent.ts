import { one } from "../../db/door.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";
import { noticeHash } from "./rules.ts";

/** The other party's yes or no to the sale and to training. `notice` is the text that was agreed to. */
export async function answerConsent(
  viewer: Viewer,
  consentId: string,
  answer: "given" | "refused",
  notice: string,
): Promise<void> {
  await theDoor().act(viewer, "consents.answer", consentId, async (tx) => {
    const asked = await tx.verb<{ recording: string; ready: boolean }>(
      "answer_consent",
      consentId,
      answer,
      noticeHash(notice),
    );
    const { recording, ready } = one(asked);
    if (ready) await tx.enqueue("recordings.process", recording);
  });
}
