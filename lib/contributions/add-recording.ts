import { randomUUID } from "node:crypto";
import { Refusal } from "../../db/refusal.ts";
import { consents, recordings } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { phoneMac } from "../identity/phone-number.ts";
import { theDoor } from "../the-door.ts";
import type { RecordingInput } from "./input.ts";
import { noticeHash } from "./rules.ts";

/**
 * Announces a recording together with its contributor's consent, and asks the other party, by e-mail address or telephone
 * number, where the contributor wants so. The answer is the same whether that is a member's or not.
 * `notice` is the text that was agreed to. Answers with the recording's id; its bytes follow (receive-upload.ts).
 */
export async function addRecording(viewer: Viewer, input: RecordingInput, notice: string): Promise<string> {
  if (viewer.via !== "session") throw new Refusal("signed_out");
  const id = randomUUID();
  const { title, language, kind, ownChannel, hasTranscript } = input;
  await theDoor().act(viewer, "recordings.add", id, async (tx) => {
    await tx
      .insert(recordings)
      .values({ id, contributorId: viewer.id, title, language, kind, ownChannel, hasTranscript });
    await tx.insert(consents).values({
      recordingId: id,
      userId: viewer.id,
      channel: ownChannel,
      answer: "given",
      noticeHash: noticeHash(notice),
      callTitle: title,
    });
    if (input.otherParty === "asked") await tx.verb("ask_consent", id, ...reachedBy(input));
  });
  return id;
}

/** One of the two. Of a number the database learns a keyed hash. */
const reachedBy = ({ otherEmail, otherPhone }: RecordingInput): [email: string | null, mac: string | null] =>
  otherPhone === undefined ? [otherEmail, null] : [null, phoneMac(otherPhone)];
