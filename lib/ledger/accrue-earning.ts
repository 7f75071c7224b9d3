import { and, eq, gte, sql } from "drizzle-orm";
import { type Door, one, type Tx } from "../../db/door.ts";
import { earnings, recordings, repeats } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { payableOf, postJournal } from "./post-journal.ts";
import { rateAt } from "./rates.ts";
import { basePayMicros, newSides } from "./rules.ts";

/** Job earnings.accrue: an accepted recording's base pay, posted once. Running it again changes nothing. */
export async function accrueEarning(door: Door, job: Viewer, recordingId: string): Promise<void> {
  await door.act(job, "earnings.accrue", recordingId, async (tx) => {
    const done = await tx.select({ id: earnings.id }).from(earnings).where(eq(earnings.id, recordingId));
    if (done.length > 0) return;
    const found = await tx
      .select({
        contributorId: recordings.contributorId,
        otherParty: recordings.otherParty,
        ownChannel: recordings.ownChannel,
        state: recordings.state,
        durationSeconds: recordings.durationSeconds,
      })
      .from(recordings)
      .where(eq(recordings.id, recordingId));
    const recording = one(found);
    if (recording.state !== "accepted" || recording.durationSeconds === null) return; // withdrawn meanwhile: nothing is due
    const { contributorId, durationSeconds } = recording;
    const now = new Date();
    const sides = await unpaidSides(tx, recordingId, recording);
    if (sides === 0) return;
    const rateMicrosPerSecond = await rateAt(tx, sides === 2 ? "both_sides" : "own_side", now);
    const midnight = new Date(now.toISOString().slice(0, 10));
    const [today] = await tx
      .select({ micros: sql<string>`coalesce(sum(${earnings.amountMicros}), 0)` })
      .from(earnings)
      .where(and(eq(earnings.contributorId, contributorId), gte(earnings.createdAt, midnight)));
    const amountMicros = basePayMicros({
      durationSeconds,
      rateMicrosPerSecond,
      earnedTodayMicros: BigInt(today!.micros),
      dailyCapMicros: await rateAt(tx, "daily_cap_micros", now),
    });
    if (amountMicros === 0n) return;
    const journalId = await postJournal(tx, {
      key: `earning:${recordingId}`,
      kind: "base-pay",
      subject: recordingId,
      lines: [
        { account: "expense:base-pay", amountMicros },
        { account: payableOf(contributorId), amountMicros: -amountMicros },
      ],
    });
    await tx
      .insert(earnings)
      .values({ id: recordingId, contributorId, durationSeconds, rateMicrosPerSecond, amountMicros, journalId });
  });
}

async function unpaidSides(
  tx: Tx,
  recordingId: string,
  { ownChannel, otherParty }: { ownChannel: "left" | "right"; otherParty: string },
): Promise<number> {
  const rows = await tx
    .select({ channels: repeats.channels })
    .from(repeats)
    .where(eq(repeats.recordingId, recordingId));
  return newSides(
    ownChannel,
    otherParty,
    rows.flatMap(({ channels }) => channels),
  ).length;
}
