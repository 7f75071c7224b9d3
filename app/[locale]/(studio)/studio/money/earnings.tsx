import { getLocale, getTranslations } from "next-intl/server";
import { workingOf } from "@/app/[locale]/(studio)/studio/words";
import { LedgerTable } from "@/components/ui/ledger-table";
import { Link } from "@/i18n/navigation";
import { formatDate, formatMicros, formatMinutes } from "@/lib/format";
import type { myEarnings, myRoyalties } from "@/lib/ledger/read-pay";

type Earning = Awaited<ReturnType<typeof myEarnings>>[number];
type Royalty = Awaited<ReturnType<typeof myRoyalties>>[number];

/** Accepted calls: minutes x rate = amount. */
export async function Earnings({ rows }: { rows: Earning[] }) {
  const t = await getTranslations("money");
  const locale = await getLocale();
  const works = await Promise.all(rows.map((row) => workingOf(row.durationSeconds, row.rateMicrosPerSecond)));
  const columns = [
    { key: "call", label: t("columnCall") },
    { key: "when", label: t("columnWhen") },
    { key: "work", label: t("columnWork"), numeric: true },
    { key: "amount", label: t("columnAmount"), numeric: true },
  ];
  return (
    <LedgerTable caption={t("earnings")} columns={columns}>
      {rows.map((row, place) => (
        <tr key={row.id}>
          <th scope="row" className="full">
            <Link href={`/studio/recordings/${row.id}`}>{row.title}</Link>
          </th>
          <td className="q nw">{formatDate(row.at, locale)}</td>
          <td className="n q">{works[place]}</td>
          <td className="n end b">{formatMicros(row.amountMicros, locale, { exact: true })}</td>
        </tr>
      ))}
    </LedgerTable>
  );
}

/** Shares of sales. */
export async function Royalties({ rows }: { rows: Royalty[] }) {
  const t = await getTranslations("money");
  const locale = await getLocale();
  const columns = [
    { key: "dataset", label: t("columnDataset") },
    { key: "when", label: t("columnWhen") },
    { key: "minutes", label: t("columnOfYou"), numeric: true },
    { key: "amount", label: t("columnAmount"), numeric: true },
  ];
  return (
    <LedgerTable caption={t("royalties")} columns={columns} still>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row" className="full">
            {row.title ? `${row.title} v${row.number}` : t("unknownDataset")}
          </th>
          <td className="q nw">{formatDate(row.at, locale)}</td>
          <td className="n q">{formatMinutes(row.milliseconds / 1000, locale)}</td>
          <td className="n end b">{formatMicros(row.amountMicros, locale, { exact: true })}</td>
        </tr>
      ))}
    </LedgerTable>
  );
}
