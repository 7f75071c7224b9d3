import { randomUUID } from "node:crypto";
import { consents, recordings } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";
import type { RecordingInput } from "./input.ts";
import { noticeHash } from "./rules.ts";

/**
 * Announces a recording together with its contributor's consent, and asks the other party where the contributor wants so.
 * `notice` is the text that was agreed to. Answers with the recording's id; its bytes follow (receive-upload.ts).
 */
export async function addRecording(viewer: Viewer, input: RecordingInput, notice: string): Promise<string> {
  if (viewer.via !== "session") throw new Error("a recording is added by a person");
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
    if (input.otherParty === "asked") await tx.verb("ask_consent", id, input.otherEmail);
  });
  return id;
}
