import { eq } from "drizzle-orm";
import type { Door } from "../../../db/door.ts";
import { recordings } from "../../../db/tables.ts";
import type { Viewer } from "../../../db/viewer.ts";
import { type MediaStores, rawPlaces, removeWork } from "../../contributions/raw-upload.ts";

/**
 * The last try failed: its contributor is told. The sealed upload is kept, and can be worked on again; half-done work is not.
 */
export async function failRecording(door: Door, stores: MediaStores, job: Viewer, recordingId: string): Promise<void> {
  await removeWork(stores, await rawPlaces(door, job, recordingId));
  await door.act(job, "recordings.process", recordingId, (tx) =>
    tx.update(recordings).set({ state: "failed", reason: "failed", step: null }).where(eq(recordings.id, recordingId)),
  );
}
