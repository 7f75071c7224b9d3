import { csvAnswer } from "@/app/csv-answer";
import { csvColumns } from "@/app/csv-columns";
import { ordersCsv } from "@/lib/orders/orders-csv";
import { yearQuery } from "@/lib/period";

/** A company's orders of one year, with their licences. */
export const GET = csvAnswer("buyer", yearQuery, async (me, { year, part }, { locale }) =>
  ordersCsv(me, { period: year, part }, csvColumns(locale)),
);
