import { getLocale, getTranslations } from "next-intl/server";
import { LedgerTable } from "@/components/ui/ledger-table";
import { type State, StateWord } from "@/components/ui/state-word";
import { Link } from "@/i18n/navigation";
import { formatCents, formatDate } from "@/lib/format";
import type { myPayouts } from "@/lib/ledger/read";

type Payout = Awaited<ReturnType<typeof myPayouts>>[number];

const GLYPH: Record<Payout["state"], State> = {
  held: "notStarted",
  reserved: "waiting",
  sending: "waiting",
  unknown: "waiting",
  sent: "stands",
  paid: "paid",
  refused: "stopped",
};

/** A payout's state in words, with why it was held or came back. */
export async function PayoutState({ payout }: { payout: Pick<Payout, "state" | "reason"> }) {
  const t = await getTranslations("money");
  const { state, reason } = payout;
  const why = reason && (t.has(`holds.${reason}`) ? t(`holds.${reason}`) : t("stripeSays", { code: reason }));
  return (
    <StateWord state={GLYPH[state]}>
      {t(`states.${state}`)}
      {why && <span className="q"> {why}</span>}
    </StateWord>
  );
}

export async function Payouts({ rows }: { rows: Payout[] }) {
  const t = await getTranslations("money");
  const locale = await getLocale();
  const columns = [
    { key: "when", label: t("columnWhen") },
    { key: "state", label: t("columnState") },
    { key: "amount", label: t("columnAmount"), numeric: true },
    { key: "statement", spoken: t("columnStatement"), numeric: true },
  ];
  return (
    <LedgerTable caption={t("payouts")} columns={columns}>
      {rows.map((payout) => (
        <tr key={payout.id}>
          <th scope="row" className="nw">
            {formatDate(payout.at, locale)}
          </th>
          <td className="full max-wide:order-last">
            <PayoutState payout={payout} />
          </td>
          <td className="n b">{formatCents(payout.amountCents, locale)}</td>
          <td className="n end">
            {payout.state !== "held" && (
              <Link href={`/studio/money/${payout.id}`}>
                {t("statement")}
                <span className="vh"> {formatDate(payout.at, locale)}</span>
              </Link>
            )}
          </td>
        </tr>
      ))}
    </LedgerTable>
  );
}
