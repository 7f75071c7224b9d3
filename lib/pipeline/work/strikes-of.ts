import { asc, eq } from "drizzle-orm";
import { strikes } from "../../../db/backstage.ts";
import type { Door } from "../../../db/door.ts";
import type { Viewer } from "../../../db/viewer.ts";
import { redactionKinds } from "../../contributions/redaction-kinds.ts";
import type { Strike } from "../redact/strikes.ts";

const mostStrikes = 5_000;

/** What reviewers had struck out of this recording so far. */
export async function strikesOf(door: Door, job: Viewer, recordingId: string): Promise<Strike[]> {
  const rows = await door.look(job, (tx) =>
    tx
      .select({ party: strikes.party, startMs: strikes.startMs, endMs: strikes.endMs, kind: strikes.kind })
      .from(strikes)
      .where(eq(strikes.recordingId, recordingId))
      .orderBy(asc(strikes.startMs), asc(strikes.id))
      .limit(mostStrikes),
  );
  return rows.map(({ party, startMs, endMs, kind }) => ({
    party,
    startSeconds: startMs / 1_000,
    endSeconds: endMs / 1_000,
    // A kind that is no longer known is struck out all the same.
    kind: redactionKinds.find((known) => known === kind) ?? "NAME",
  }));
}
