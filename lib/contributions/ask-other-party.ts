import type { Door } from "../../db/door.ts";
import type { Viewer } from "../../db/viewer.ts";

/** Job consents.ask: puts the question to the other party of a call, who is a member, or is written to. */
export async function askOtherParty(door: Door, job: Viewer, recordingId: string): Promise<void> {
  await door.act(job, "consents.ask", recordingId, (tx) => tx.verb("ask_other_party", recordingId));
}
