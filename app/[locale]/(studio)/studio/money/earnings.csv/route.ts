import { csvAnswer } from "@/app/csv-answer";
import { csvColumns } from "@/app/csv-columns";
import { earningsCsv } from "@/lib/ledger/earnings-csv";
import { yearQuery } from "@/lib/period";

/** A contributor's account of one year: calls, shares of sales, payouts. */
export const GET = csvAnswer("contributor", yearQuery, async (me, { year, part }, { locale }) =>
  earningsCsv(me, { period: year, part }, csvColumns(locale)),
);
