import { and, count, eq, isNull } from "drizzle-orm";
import { one } from "../../db/door.ts";
import { Refusal } from "../../db/refusal.ts";
import { versionClips, versions } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

/** Closes a draft and has it built; from then on it does not change. Refused with "bad_request" while it is empty. */
export async function publishVersion(viewer: Viewer, versionId: string, notes: string): Promise<void> {
  await theDoor().act(viewer, "versions.publish", versionId, async (tx) => {
    const held = and(eq(versionClips.versionId, versionId), isNull(versionClips.removedAt));
    const [{ n }] = (await tx.select({ n: count() }).from(versionClips).where(held)) as [{ n: number }];
    if (n === 0) throw new Refusal("bad_request");
    const building = { state: "building", notes, progressPercent: 0, publishedAt: new Date() } as const;
    one(await tx.update(versions).set(building).where(eq(versions.id, versionId)).returning({ id: versions.id }));
    await tx.enqueue("versions.build", versionId);
  });
}
