import { getLocale, getTranslations } from "next-intl/server";
import type { DeskPerson } from "@/app/[locale]/(desk)/enter-desk";
import { LedgerTable } from "@/components/ui/ledger-table";
import { Note } from "@/components/ui/note";
import { StateWord } from "@/components/ui/state-word";
import { formatMicros } from "@/lib/format";
import { trialBalance } from "@/lib/ledger/read";

/** Every account's balance on its side, and the proof that both sides are the same. */
export async function Books({ me }: { me: DeskPerson }) {
  const { accounts, sumMicros } = await trialBalance(me);
  const t = await getTranslations("desk.books");
  const locale = await getLocale();
  const money = (micros: bigint) => formatMicros(micros, locale, { exact: true });
  const debits = accounts.reduce((sum, { micros }) => (micros > 0n ? sum + micros : sum), 0n);
  const columns = [
    { key: "account", label: t("account") },
    { key: "kind", label: t("kind") },
    { key: "debit", label: t("debit"), numeric: true },
    { key: "credit", label: t("credit"), numeric: true },
  ];
  return (
    <>
      <LedgerTable caption={t("caption")} columns={columns} still>
        {accounts.map(({ account, kind, micros }) => (
          <tr key={`${account}${kind}`}>
            <th scope="row" className="mono full">
              {account}
            </th>
            <td className="q">{t(`kinds.${kind}`)}</td>
            <td className="n">{micros > 0n && money(micros)}</td>
            <td className="n end">{micros < 0n && money(-micros)}</td>
          </tr>
        ))}
        <tr className="sum">
          <th scope="row">{t("sum")}</th>
          <td />
          <td className="n">{money(debits)}</td>
          <td className="n end">{money(debits - sumMicros)}</td>
        </tr>
      </LedgerTable>
      <div className="mt-4">
        {sumMicros === 0n ? (
          <StateWord state="stands">{t("zero", { amount: money(0n) })}</StateWord>
        ) : (
          <Note tone="stop" role="alert" title={t("difference", { amount: money(sumMicros) })}>
            {t("differenceText")}
          </Note>
        )}
      </div>
    </>
  );
}
