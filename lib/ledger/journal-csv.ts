import { and, asc, count, eq, gte, lt } from "drizzle-orm";
import { entries, journals, ledgerAccounts } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { type CsvFile, csvFile, partRows } from "../csv.ts";
import { decimal } from "../format.ts";
import type { Period } from "../period.ts";
import { theDoor } from "../the-door.ts";

export type JournalColumns = Record<
  "at" | "journal" | "entry" | "reference" | "line" | "account" | "accountKind" | "debit" | "credit",
  string
>;

/** The ledger's entries of a period as they were posted, debits and credits in USD. Row policies give them to finance alone. */
export async function journalCsv(
  viewer: Viewer,
  asked: { period: Period; part: number },
  titles: JournalColumns,
): Promise<CsvFile> {
  const { period, part } = asked;
  const [rows, total] = await Promise.all([entriesOf(viewer, period, part), entryCount(viewer, period)]);
  type Entry = (typeof rows)[number];
  return csvFile<Entry>(
    { name: `journal-${period.name}`, part, total },
    [
      { title: titles.at, at: (entry) => entry.at },
      { title: titles.journal, text: (entry) => entry.journalId },
      { title: titles.entry, text: (entry) => entry.kind },
      { title: titles.reference, text: (entry) => entry.subject },
      { title: titles.line, figure: (entry) => entry.line },
      { title: titles.account, text: (entry) => entry.account },
      { title: titles.accountKind, text: (entry) => entry.accountKind },
      { title: titles.debit, figure: ({ amountMicros }) => (amountMicros > 0n ? decimal(amountMicros, 6) : null) },
      { title: titles.credit, figure: ({ amountMicros }) => (amountMicros < 0n ? decimal(-amountMicros, 6) : null) },
    ],
    rows,
  );
}

const within = ({ from, to }: Period) => and(gte(journals.postedAt, from), lt(journals.postedAt, to));

const entriesOf = (viewer: Viewer, period: Period, part: number) =>
  theDoor().look(viewer, (tx) =>
    tx
      .select({
        at: journals.postedAt,
        journalId: journals.id,
        kind: journals.kind,
        subject: journals.subject,
        line: entries.line,
        account: ledgerAccounts.code,
        accountKind: ledgerAccounts.kind,
        amountMicros: entries.amountMicros,
      })
      .from(entries)
      .innerJoin(journals, eq(journals.id, entries.journalId))
      .innerJoin(ledgerAccounts, eq(ledgerAccounts.id, entries.accountId))
      .where(within(period))
      .orderBy(asc(journals.postedAt), asc(journals.id), asc(entries.line))
      .limit(partRows)
      .offset((part - 1) * partRows),
  );

/** How many entries a period holds: how many files it takes. */
export async function entryCount(viewer: Viewer, period: Period): Promise<number> {
  const [row] = await theDoor().look(viewer, (tx) =>
    tx
      .select({ entries: count() })
      .from(entries)
      .innerJoin(journals, eq(journals.id, entries.journalId))
      .where(within(period)),
  );
  return row!.entries;
}
