import { eq } from "drizzle-orm";
import { one } from "../../db/door.ts";
import { recordings } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

/**
 * Takes consent back. The sale and the delivery of every version with this voice stop with the commit (a trigger does it);
 * the worker then erases the raw recording and the clips. Money already earned stays.
 */
export async function withdrawRecording(viewer: Viewer, recordingId: string): Promise<void> {
  await theDoor().act(viewer, "recordings.withdraw", recordingId, async (tx) => {
    const gone = { state: "withdrawn" } as const;
    one(await tx.update(recordings).set(gone).where(eq(recordings.id, recordingId)).returning({ id: recordings.id }));
    await tx.enqueue("recordings.erase", recordingId);
  });
}
