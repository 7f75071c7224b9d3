import { csvAnswer } from "@/app/csv-answer";
import { csvColumns } from "@/app/csv-columns";
import { journalCsv } from "@/lib/ledger/journal-csv";
import { monthQuery } from "@/lib/period";

/** The ledger's entries of one month. */
export const GET = csvAnswer("finance", monthQuery, async (me, { month, part }, { locale }) =>
  journalCsv(me, { period: month, part }, csvColumns(locale)),
);
