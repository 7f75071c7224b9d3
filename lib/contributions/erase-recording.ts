import { eq, sql } from "drizzle-orm";
import { storedClips } from "../../db/backstage.ts";
import type { Door } from "../../db/door.ts";
import { clips, reports } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { type MediaStores, rawPlaces, removeWork } from "./raw-upload.ts";

/**
 * Job recordings.erase: a withdrawn recording's sealed originals, half-done work, clips, words and report. A clip that a published version
 * names keeps its row, without sound: the version's history stays readable.
 */
export async function eraseRecording(door: Door, stores: MediaStores, job: Viewer, recordingId: string): Promise<void> {
  const places = await rawPlaces(door, job, recordingId);
  await stores.intake.remove(places.intakeKey);
  await stores.intake.remove(places.transcriptIntakeKey);
  await stores.vault.remove(places.rawKey);
  await stores.vault.remove(places.rawTranscriptKey);
  await removeWork(stores, places);
  const pieces = await door.look(job, (tx) =>
    tx.select({ shelfKey: storedClips.shelfKey }).from(storedClips).where(eq(storedClips.recordingId, recordingId)),
  );
  for (const { shelfKey } of pieces) await stores.shelf.remove(shelfKey);
  await door.act(job, "recordings.erase", recordingId, async (tx) => {
    await tx.delete(reports).where(eq(reports.id, recordingId));
    const unnamed = sql`${clips.recordingId} = ${recordingId} and not exists (select from app.version_clips vc where vc.clip_id = ${clips.id})`;
    await tx.delete(clips).where(unnamed);
  });
}
