import { eq } from "drizzle-orm";
import type { Tx } from "../../../db/door.ts";
import { repeats } from "../../../db/tables.ts";
import type { Repeat, Repeats } from "../compare/earlier-recordings.ts";

/** What the contributor is told: an earlier call of their own, or one in which they agreed to this side. Never another's. */
export const refusedAs = ({ recordingId, relation }: NonNullable<Repeats["duplicateOf"]>) =>
  ({
    state: "refused",
    reason: relation === "own" ? "duplicate" : "already_agreed",
    duplicateOf: recordingId,
  }) as const;

/** What is left for a reviewer to judge; a second run leaves the same rows. */
export async function noteRepeats(tx: Tx, recordingId: string, found: readonly Repeat[]): Promise<void> {
  await tx.delete(repeats).where(eq(repeats.recordingId, recordingId));
  if (found.length === 0) return;
  await tx.insert(repeats).values(
    found.map(({ recordingId: earlierId, verdict, score, bitErrors, wholeChannels, matches }) => ({
      recordingId,
      earlierId,
      verdict,
      score,
      bitErrors: bitErrors ?? 1,
      channels: wholeChannels,
      matches,
    })),
  );
}
