import { getLocale, getTranslations } from "next-intl/server";
import { holdWords } from "@/app/[locale]/(desk)/desk/money/hold-words";
import { People } from "@/app/[locale]/(desk)/desk/money/people";
import { Empty } from "@/components/ui/empty";
import { LedgerTable } from "@/components/ui/ledger-table";
import { type State, StateWord } from "@/components/ui/state-word";
import { formatCents } from "@/lib/format";
import type { payoutRun } from "@/lib/ledger/read";

type Run = NonNullable<Awaited<ReturnType<typeof payoutRun>>>;
export type PayoutState = Run["totals"][number]["state"];

export const PAYOUT_GLYPH: Record<PayoutState, State> = {
  held: "waiting",
  reserved: "notStarted",
  sending: "waiting",
  unknown: "stopped",
  sent: "approved",
  paid: "paid",
  refused: "stopped",
};

/** A run in sums: how much is in which state, and for what reason it is held. */
export async function RunTotals({ run }: { run: Run }) {
  const t = await getTranslations("desk.money");
  const locale = await getLocale();
  const why = await holdWords();
  if (run.totals.length === 0) return <Empty title={t("emptyRun")}>{t(`emptyRunText.${run.state}`)}</Empty>;
  const columns = [
    { key: "state", label: t("column.state") },
    { key: "reason", label: t("column.reason") },
    { key: "people", label: t("column.people"), numeric: true },
    { key: "amount", label: t("column.amount"), numeric: true },
  ];
  const cents = run.totals.reduce((sum, row) => sum + row.cents, 0n);
  const people = run.totals.reduce((sum, row) => sum + row.people, 0);
  return (
    <LedgerTable caption={t("totals")} columns={columns} still>
      {run.totals.map((row) => (
        <tr key={`${row.state}${row.reason}`}>
          <th scope="row" className="w-48">
            <StateWord state={PAYOUT_GLYPH[row.state]}>{t(`payoutState.${row.state}`)}</StateWord>
          </th>
          <td className="q full">{row.reason === null ? t(`payoutText.${row.state}`) : why(row.reason)}</td>
          <td className="n">
            <People count={row.people} />
          </td>
          <td className="n end">{formatCents(row.cents, locale)}</td>
        </tr>
      ))}
      <tr className="sum">
        <th scope="row">{t("sum")}</th>
        <td className="d0" />
        <td className="n">
          <People count={people} />
        </td>
        <td className="n end">{formatCents(cents, locale)}</td>
      </tr>
    </LedgerTable>
  );
}
