import { eq } from "drizzle-orm";
import { one } from "../../db/door.ts";
import { recordings } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

/** A reviewer's yes. The pay is worked out and posted by the money worker. */
export async function acceptRecording(viewer: Viewer, recordingId: string): Promise<void> {
  await theDoor().act(viewer, "recordings.accept", recordingId, async (tx) => {
    const accepted = { state: "accepted" } as const;
    one(
      await tx.update(recordings).set(accepted).where(eq(recordings.id, recordingId)).returning({ id: recordings.id }),
    );
    await tx.enqueue("earnings.accrue", recordingId);
  });
}
