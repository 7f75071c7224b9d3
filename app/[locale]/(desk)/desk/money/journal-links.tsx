import { getLocale, getTranslations } from "next-intl/server";
import type { DeskPerson } from "@/app/[locale]/(desk)/enter-desk";
import { CsvLinks } from "@/app/[locale]/csv-links";
import { partRows } from "@/lib/csv";
import { entryCount } from "@/lib/ledger/journal-csv";
import { monthQuery } from "@/lib/period";

/** The journal of this month and of the last, in as many files as it takes. */
export async function JournalLinks({ me }: { me: DeskPerson }) {
  const t = await getTranslations("csv");
  const locale = await getLocale();
  const now = new Date();
  const files = await Promise.all(
    [0, 1].map(async (ago) => {
      const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago));
      const month = day.toISOString().slice(0, 7);
      const entries = await entryCount(me, monthQuery.parse({ month }).month);
      const name = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(day);
      return {
        label: t("downloadMonth", { month: name }),
        query: { month },
        parts: Math.max(1, Math.ceil(entries / partRows)),
      };
    }),
  );
  return <CsvLinks path="/desk/money/journal.csv" files={files} />;
}
