import { getLocale, getTranslations } from "next-intl/server";
import { shortId } from "@/app/[locale]/(desk)/short-id";
import { LedgerTable } from "@/components/ui/ledger-table";
import { StateWord } from "@/components/ui/state-word";
import { Link } from "@/i18n/navigation";
import { formatCents, formatDateTime, formatNumber } from "@/lib/format";
import type { payoutRunList } from "@/lib/ledger/read";

/** The runs so far, each with what it paid, what is on its way and how many it held. */
export async function Runs({ runs }: { runs: Awaited<ReturnType<typeof payoutRunList>> }) {
  const t = await getTranslations("desk.money");
  const locale = await getLocale();
  const columns = [
    { key: "run", label: t("column.run") },
    { key: "at", label: t("column.at") },
    { key: "state", label: t("column.state") },
    { key: "people", label: t("column.people"), numeric: true },
    { key: "held", label: t("column.held"), numeric: true },
    { key: "open", label: t("column.open"), numeric: true },
    { key: "paid", label: t("column.paid"), numeric: true },
  ];
  return (
    <LedgerTable caption={t("runs")} columns={columns}>
      {runs.map((run) => (
        <tr key={run.id}>
          <th scope="row">
            <Link href={`/desk/money/runs/${run.id}`} className="mono" prefetch={false}>
              {shortId(run.id)}
            </Link>
          </th>
          <td>{formatDateTime(run.at, locale)}</td>
          <td>
            <RunState state={run.state} open={run.openCents !== "0"} />
          </td>
          <td className="n d0">{formatNumber(run.people, locale)}</td>
          <td className="n d0">{formatNumber(run.held, locale)}</td>
          <td className="n d0">{formatCents(run.openCents, locale)}</td>
          <td className="n end">{formatCents(run.paidCents, locale)}</td>
        </tr>
      ))}
    </LedgerTable>
  );
}

export async function RunState({ state, open }: { state: "asked" | "reserved"; open: boolean }) {
  const t = await getTranslations("desk.money");
  if (state === "asked") return <StateWord state="notStarted">{t("runState.asked")}</StateWord>;
  return open ? (
    <StateWord state="waiting">{t("runState.sending")}</StateWord>
  ) : (
    <StateWord state="paid">{t("runState.done")}</StateWord>
  );
}
