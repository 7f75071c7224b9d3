import { eq } from "drizzle-orm";
import { one } from "../../db/door.ts";
import { recordings } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

/** The contributor stops waiting for the other party: only their own side is kept, and paid. */
export async function keepOwnSide(viewer: Viewer, recordingId: string): Promise<void> {
  await theDoor().act(viewer, "recordings.keep-own-side", recordingId, async (tx) => {
    const kept = { state: "received", otherParty: "left_out" } as const;
    one(await tx.update(recordings).set(kept).where(eq(recordings.id, recordingId)).returning({ id: recordings.id }));
    await tx.enqueue("recordings.process", recordingId);
  });
}
