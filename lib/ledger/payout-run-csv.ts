import { asc, count, eq } from "drizzle-orm";
import { payoutRuns, payouts } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { type CsvFile, csvFile, partRows } from "../csv.ts";
import { decimal } from "../format.ts";
import { theDoor } from "../the-door.ts";

export type PayoutRunColumns = Record<
  "at" | "payout" | "contributor" | "state" | "reason" | "attempt" | "transfer" | "amount",
  string
>;

/** A run's payouts, one a contributor. Undefined where the viewer may see no such run. */
export async function payoutRunCsv(
  viewer: Viewer,
  asked: { runId: string; part: number },
  titles: PayoutRunColumns,
): Promise<CsvFile | undefined> {
  const { runId, part } = asked;
  const door = theDoor();
  const [run] = await door.look(viewer, (tx) =>
    tx.select({ id: payoutRuns.id }).from(payoutRuns).where(eq(payoutRuns.id, runId)),
  );
  if (!run) return undefined;
  const [rows, [found]] = await Promise.all([
    linesOf(viewer, runId, part),
    door.look(viewer, (tx) => tx.select({ lines: count() }).from(payouts).where(eq(payouts.runId, runId))),
  ]);
  type Line = (typeof rows)[number];
  return csvFile<Line>(
    { name: `payout-run-${runId}`, part, total: found!.lines },
    [
      { title: titles.at, at: (line) => line.at },
      { title: titles.payout, text: (line) => line.id },
      { title: titles.contributor, text: (line) => line.contributorId },
      { title: titles.state, text: (line) => line.state },
      { title: titles.reason, text: (line) => line.reason },
      { title: titles.attempt, figure: (line) => line.attempt },
      { title: titles.transfer, text: (line) => line.transferId },
      { title: titles.amount, figure: (line) => decimal(BigInt(line.amountCents), 2) },
    ],
    rows,
  );
}

const linesOf = (viewer: Viewer, runId: string, part: number) =>
  theDoor().look(viewer, (tx) =>
    tx
      .select({
        id: payouts.id,
        contributorId: payouts.contributorId,
        amountCents: payouts.amountCents,
        state: payouts.state,
        reason: payouts.reason,
        attempt: payouts.attempt,
        transferId: payouts.transferId,
        at: payouts.createdAt,
      })
      .from(payouts)
      .where(eq(payouts.runId, runId))
      .orderBy(asc(payouts.id))
      .limit(partRows)
      .offset((part - 1) * partRows),
  );
