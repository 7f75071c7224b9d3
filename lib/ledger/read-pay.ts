import { and, desc, eq, gte, sql } from "drizzle-orm";
import { datasets, earnings, recordings, royalties, versions } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

const mineIn = (viewer: Viewer, column: Parameters<typeof eq>[0]) =>
  viewer.via === "session" ? eq(column, viewer.id) : sql`false`;

/** All base pay by the rate that it was worked out with, highest first: seconds, micro-USD a second, micro-USD. */
export async function myPayByRate(viewer: Viewer) {
  const rows = await theDoor().look(viewer, (tx) =>
    tx
      .select({
        rateMicrosPerSecond: earnings.rateMicrosPerSecond,
        seconds: sql<string>`sum(${earnings.durationSeconds})`,
        micros: sql<string>`sum(${earnings.amountMicros})`,
      })
      .from(earnings)
      .where(mineIn(viewer, earnings.contributorId))
      .groupBy(earnings.rateMicrosPerSecond)
      .orderBy(desc(earnings.rateMicrosPerSecond))
      .limit(20),
  );
  return rows.map((row) => ({
    rateMicrosPerSecond: row.rateMicrosPerSecond,
    durationSeconds: Number(row.seconds),
    amountMicros: BigInt(row.micros),
  }));
}

/** Base pay and royalties of the last `weeks` weeks, oldest first and none left out: for the chart. Micro-USD; a week begins on Monday, UTC. */
export async function myWeeks(viewer: Viewer, weeks = 26, now = new Date()): Promise<{ week: Date; micros: bigint }[]> {
  const first = mondayOf(now);
  first.setUTCDate(first.getUTCDate() - 7 * (weeks - 1));
  const door = theDoor();
  const [base, shared] = await Promise.all(
    [earnings, royalties].map((table) =>
      door.look(viewer, (tx) =>
        tx
          .select({
            week: sql<string>`to_char(date_trunc('week', ${table.createdAt} at time zone 'UTC'), 'YYYY-MM-DD')`,
            micros: sql<string>`sum(${table.amountMicros})`,
          })
          .from(table)
          .where(and(mineIn(viewer, table.contributorId), gte(table.createdAt, first)))
          .groupBy(sql`1`)
          .limit(weeks + 1),
      ),
    ),
  );
  const sums = new Map<string, bigint>();
  for (const row of [...(base ?? []), ...(shared ?? [])])
    sums.set(row.week, (sums.get(row.week) ?? 0n) + BigInt(row.micros));
  return Array.from({ length: weeks }, (_, place) => {
    const week = new Date(first);
    week.setUTCDate(first.getUTCDate() + 7 * place);
    return { week, micros: sums.get(week.toISOString().slice(0, 10)) ?? 0n };
  });
}

/** The lines behind the money, newest first: minutes x rate = amount. */
export const myEarnings = (viewer: Viewer, limit = 50) =>
  theDoor().look(viewer, (tx) =>
    tx
      .select({
        id: earnings.id,
        title: recordings.title,
        durationSeconds: earnings.durationSeconds,
        rateMicrosPerSecond: earnings.rateMicrosPerSecond,
        amountMicros: earnings.amountMicros,
        at: earnings.createdAt,
      })
      .from(earnings)
      .innerJoin(recordings, eq(recordings.id, earnings.id))
      .where(mineIn(viewer, earnings.contributorId))
      .orderBy(desc(earnings.createdAt))
      .limit(limit),
  );

export const myRoyalties = (viewer: Viewer, limit = 50) =>
  theDoor().look(viewer, (tx) =>
    tx
      .select({
        id: royalties.id,
        title: datasets.title,
        number: versions.number,
        milliseconds: royalties.milliseconds,
        amountMicros: royalties.amountMicros,
        at: royalties.createdAt,
      })
      .from(royalties)
      .leftJoin(versions, eq(versions.id, royalties.versionId))
      .leftJoin(datasets, eq(datasets.id, versions.datasetId))
      .where(mineIn(viewer, royalties.contributorId))
      .orderBy(desc(royalties.createdAt))
      .limit(limit),
  );

function mondayOf(day: Date): Date {
  const monday = new Date(day.toISOString().slice(0, 10));
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  return monday;
}
