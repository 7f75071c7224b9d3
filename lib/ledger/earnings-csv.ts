import { and, asc, count, eq, gte, lt, sql } from "drizzle-orm";
import {
  datasets,
  earnings,
  entries,
  journals,
  ledgerAccounts,
  payouts,
  recordings,
  royalties,
  versions,
} from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { type CsvFile, csvFile, partRows } from "../csv.ts";
import { decimal } from "../format.ts";
import type { Period } from "../period.ts";
import { theDoor } from "../the-door.ts";

/** The titles of the columns, in the reader's language. */
export type EarningsColumns = Record<
  "at" | "entry" | "what" | "seconds" | "minutes" | "rate" | "amount" | "state" | "reference",
  string
>;

/** What moved a contributor's balance in a period, oldest first: calls, shares of sales, payouts. The amounts sum to it. */
export async function earningsCsv(
  viewer: Viewer,
  asked: { period: Period; part: number },
  titles: EarningsColumns,
): Promise<CsvFile> {
  const { period, part } = asked;
  const [rows, total] = await Promise.all([linesOf(viewer, period, part), countOf(viewer, period)]);
  type Line = (typeof rows)[number];
  return csvFile<Line>(
    { name: `earnings-${period.name}`, part, total },
    [
      { title: titles.at, at: (line) => line.at },
      { title: titles.entry, text: (line) => line.kind },
      { title: titles.what, text: (line) => line.title ?? (line.dataset && `${line.dataset} v${line.number}`) },
      { title: titles.seconds, figure: (line) => inSeconds(lengthOf(line)) },
      { title: titles.minutes, figure: (line) => inMinutes(lengthOf(line)) },
      { title: titles.rate, figure: ({ rate }) => (rate === null ? null : decimal(rate * 60n, 6)) },
      { title: titles.amount, figure: (line) => decimal(-line.amountMicros, 6) }, // credits are what is owed
      { title: titles.state, text: (line) => line.state },
      { title: titles.reference, text: (line) => line.subject },
    ],
    rows,
  );
}

/** A call's length is whole seconds, what is heard of somebody in a dataset is milliseconds. */
const lengthOf = (line: { seconds: number | null; milliseconds: number | null }) =>
  line.seconds !== null ? BigInt(line.seconds) * 1_000n : line.milliseconds === null ? null : BigInt(line.milliseconds);
const inSeconds = (milliseconds: bigint | null) => (milliseconds === null ? null : decimal(milliseconds, 3));
/** To the hundredth, for reading: seconds are what is paid. */
const inMinutes = (milliseconds: bigint | null) =>
  milliseconds === null ? null : decimal((milliseconds * 100n + 30_000n) / 60_000n, 2);

const mine = (viewer: Viewer, column: Parameters<typeof eq>[0]) =>
  viewer.via === "session" ? eq(column, viewer.id) : sql`false`;
const within = ({ from, to }: Period) => and(gte(journals.postedAt, from), lt(journals.postedAt, to));
const ownAccount = (viewer: Viewer) =>
  and(eq(ledgerAccounts.id, entries.accountId), mine(viewer, ledgerAccounts.ownerId));

const linesOf = (viewer: Viewer, period: Period, part: number) =>
  theDoor().look(viewer, (tx) =>
    tx
      .select({
        at: journals.postedAt,
        kind: journals.kind,
        subject: journals.subject,
        amountMicros: entries.amountMicros,
        title: recordings.title,
        seconds: earnings.durationSeconds,
        rate: earnings.rateMicrosPerSecond,
        milliseconds: royalties.milliseconds,
        dataset: datasets.title,
        number: versions.number,
        state: payouts.state,
      })
      .from(entries)
      .innerJoin(ledgerAccounts, ownAccount(viewer))
      .innerJoin(journals, eq(journals.id, entries.journalId))
      .leftJoin(earnings, eq(earnings.id, journals.subject))
      .leftJoin(recordings, eq(recordings.id, earnings.id))
      .leftJoin(royalties, and(eq(royalties.journalId, journals.id), mine(viewer, royalties.contributorId)))
      .leftJoin(versions, eq(versions.id, royalties.versionId))
      .leftJoin(datasets, eq(datasets.id, versions.datasetId))
      .leftJoin(payouts, eq(payouts.id, journals.subject))
      .where(within(period))
      .orderBy(asc(journals.postedAt), asc(entries.id))
      .limit(partRows)
      .offset((part - 1) * partRows),
  );

async function countOf(viewer: Viewer, period: Period): Promise<number> {
  const [row] = await theDoor().look(viewer, (tx) =>
    tx
      .select({ lines: count() })
      .from(entries)
      .innerJoin(ledgerAccounts, ownAccount(viewer))
      .innerJoin(journals, eq(journals.id, entries.journalId))
      .where(within(period)),
  );
  return row!.lines;
}
