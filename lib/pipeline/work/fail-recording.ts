import { eq } from "drizzle-orm";
import type { Door } from "../../../db/door.ts";
import { recordings } from "../../../db/tables.ts";
import type { Viewer } from "../../../db/viewer.ts";

/** The last try failed: its contributor is told. The sealed upload is kept, and can be worked on again. */
export async function failRecording(door: Door, job: Viewer, recordingId: string): Promise<void> {
  await door.act(job, "recordings.process", recordingId, (tx) =>
    tx.update(recordings).set({ state: "failed", reason: "failed", step: null }).where(eq(recordings.id, recordingId)),
  );
}
