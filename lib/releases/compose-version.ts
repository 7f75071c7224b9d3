import { and, eq, inArray, isNull } from "drizzle-orm";
import { one } from "../../db/door.ts";
import { Refusal } from "../../db/refusal.ts";
import { clips, versionClips, versions } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

const largestStep = 1_000;

/** Adds clips to a draft. A published version refuses ("conflict"): the database keeps it as it is. */
export async function addClips(viewer: Viewer, versionId: string, clipIds: string[]): Promise<number> {
  if (clipIds.length === 0 || clipIds.length > largestStep) throw new Refusal("bad_request");
  return theDoor().act(viewer, "versions.compose", versionId, async (tx) => {
    const known = await tx.select({ id: clips.id }).from(clips).where(inArray(clips.id, clipIds));
    const before = await tx
      .select({ id: versionClips.id, clipId: versionClips.clipId, removedAt: versionClips.removedAt })
      .from(versionClips)
      .where(and(eq(versionClips.versionId, versionId), inArray(versionClips.clipId, clipIds)));
    const back = before.filter((row) => row.removedAt !== null).map((row) => row.id);
    if (back.length > 0) await tx.update(versionClips).set({ removedAt: null }).where(inArray(versionClips.id, back));
    const there = new Set(before.map((row) => row.clipId));
    const fresh = known.filter((row) => !there.has(row.id)).map((row) => ({ versionId, clipId: row.id }));
    if (fresh.length > 0) await tx.insert(versionClips).values(fresh);
    return fresh.length + back.length;
  });
}

/** Takes clips out of a draft again. */
export async function removeClips(viewer: Viewer, versionId: string, clipIds: string[]): Promise<void> {
  if (clipIds.length === 0 || clipIds.length > largestStep) throw new Refusal("bad_request");
  await theDoor().act(viewer, "versions.compose", versionId, async (tx) => {
    const chosen = and(
      eq(versionClips.versionId, versionId),
      inArray(versionClips.clipId, clipIds),
      isNull(versionClips.removedAt),
    );
    await tx.update(versionClips).set({ removedAt: new Date() }).where(chosen);
  });
}

/** Opens the next draft of a dataset with what its current version holds, less what was taken back. */
export async function startVersion(
  viewer: Viewer,
  datasetId: string,
  currentVersionId: string | null,
  number: string,
): Promise<string> {
  return theDoor().act(viewer, "versions.compose", datasetId, async (tx) => {
    const { id } = one(await tx.insert(versions).values({ datasetId, number }).returning({ id: versions.id }));
    if (!currentVersionId) return id;
    const kept = await tx
      .select({ clipId: versionClips.clipId })
      .from(versionClips)
      .innerJoin(clips, eq(clips.id, versionClips.clipId))
      .where(and(eq(versionClips.versionId, currentVersionId), isNull(versionClips.removedAt), eq(clips.usable, true)));
    for (let i = 0; i < kept.length; i += largestStep) {
      await tx
        .insert(versionClips)
        .values(kept.slice(i, i + largestStep).map((row) => ({ versionId: id, clipId: row.clipId })));
    }
    return id;
  });
}
