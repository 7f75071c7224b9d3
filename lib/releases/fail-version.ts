import { eq } from "drizzle-orm";
import type { Door } from "../../db/door.ts";
import { versions } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";

/** The last try failed: the draft is open again, for its curator to mend and publish anew. */
export async function failVersion(door: Door, job: Viewer, versionId: string): Promise<void> {
  await door.act(job, "versions.build", versionId, (tx) =>
    tx.update(versions).set({ state: "failed" }).where(eq(versions.id, versionId)),
  );
}
