import { getLocale, getTranslations } from "next-intl/server";
import { workingOf } from "@/app/[locale]/(studio)/studio/words";
import { splitStatement } from "@/components/studio/statement-lines";
import { LedgerTable } from "@/components/ui/ledger-table";
import { formatDate, formatMicros } from "@/lib/format";
import type { payoutStatement } from "@/lib/ledger/read";

type Statement = NonNullable<Awaited<ReturnType<typeof payoutStatement>>>;

/** What was owed, line by line, what was paid of it in whole cents, and what is carried forward. */
export async function StatementTable({ lines: all, payout }: Statement) {
  const t = await getTranslations("money");
  const locale = await getLocale();
  const { broughtMicros, lines, dueMicros } = splitStatement(all, payout.id);
  const paidMicros = BigInt(payout.amountCents) * 10_000n;
  const show = (micros: bigint) => formatMicros(micros, locale, { exact: true });
  const works = await Promise.all(
    lines.map((line) =>
      line.durationSeconds !== null && line.rateMicrosPerSecond !== null
        ? workingOf(line.durationSeconds, line.rateMicrosPerSecond)
        : "",
    ),
  );
  const columns = [
    { key: "what", label: t("columnWhat") },
    { key: "when", label: t("columnWhen") },
    { key: "work", label: t("columnWork"), numeric: true },
    { key: "amount", label: t("columnAmount"), numeric: true },
  ];
  const sums = [
    { key: "due", label: t("due"), micros: dueMicros },
    { key: "paid", label: t("paidOut"), micros: -paidMicros },
    { key: "carried", label: t("carried"), micros: dueMicros - paidMicros },
  ];
  return (
    <LedgerTable caption={t("madeOf")} columns={columns} still>
      {broughtMicros !== 0n && (
        <tr>
          <th scope="row" className="full" colSpan={3}>
            {t("brought")}
          </th>
          <td className="n end">{show(broughtMicros)}</td>
        </tr>
      )}
      {lines.map((line, place) => (
        <tr key={`${line.subject}${line.kind}`}>
          <th scope="row" className="full">
            {line.title ?? (t.has(`kinds.${line.kind}`) ? t(`kinds.${line.kind}`) : t("kinds.other"))}
          </th>
          <td className="q nw">{formatDate(line.at, locale)}</td>
          <td className="n q">{works[place]}</td>
          <td className="n end">{show(-line.amountMicros)}</td>
        </tr>
      ))}
      {sums.map((sum) => (
        <tr key={sum.key} className={sum.key === "due" ? "sum" : undefined}>
          <th scope="row" className="full" colSpan={3}>
            {sum.label}
          </th>
          <td className="n end">{show(sum.micros)}</td>
        </tr>
      ))}
    </LedgerTable>
  );
}
