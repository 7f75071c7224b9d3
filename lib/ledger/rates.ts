import { and, desc, eq, lte } from "drizzle-orm";
import type { ReadTx } from "../../db/door.ts";
import { rates } from "../../db/tables.ts";
import { nobody } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

export type RateKind = typeof rates.$inferSelect.kind;

/** The rate in force at that time: micro-USD a second, parts per million, cents or micros, by its kind. */
export async function rateAt(tx: ReadTx, kind: RateKind, at: Date): Promise<bigint> {
  const [row] = await tx
    .select({ value: rates.value })
    .from(rates)
    .where(and(eq(rates.kind, kind), lte(rates.validFrom, at)))
    .orderBy(desc(rates.validFrom))
    .limit(1);
  if (!row) throw new Error(`no rate of kind ${kind} at ${at.toISOString()}`);
  return row.value;
}

/** Today's rates, for pages: what a minute is worth is never written in a page. */
export const ratesToday = () =>
  theDoor().look(nobody, async (tx) => {
    const now = new Date();
    const [bothSides, ownSide, royaltyPpm, thresholdCents] = await Promise.all([
      rateAt(tx, "both_sides", now),
      rateAt(tx, "own_side", now),
      rateAt(tx, "royalty_ppm", now),
      rateAt(tx, "payout_threshold_cents", now),
    ]);
    return { bothSides, ownSide, royaltyPpm, thresholdCents: Number(thresholdCents) };
  });
