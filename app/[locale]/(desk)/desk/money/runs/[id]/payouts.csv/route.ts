import { csvAnswer } from "@/app/csv-answer";
import { csvColumns } from "@/app/csv-columns";
import { payoutRunCsv } from "@/lib/ledger/payout-run-csv";
import { partQuery } from "@/lib/period";

/** One run's payouts. */
export const GET = csvAnswer("finance", partQuery, async (me, { part }, { locale, id }) =>
  id === undefined ? undefined : payoutRunCsv(me, { runId: id, part }, csvColumns(locale)),
);
