import { getLocale, getTranslations } from "next-intl/server";
import { holdWords } from "@/app/[locale]/(desk)/desk/money/hold-words";
import { People } from "@/app/[locale]/(desk)/desk/money/people";
import { RunPayouts } from "@/app/[locale]/(desk)/desk/money/run-payouts";
import type { DeskPerson } from "@/app/[locale]/(desk)/enter-desk";
import { LedgerTable } from "@/components/ui/ledger-table";
import { StateWord } from "@/components/ui/state-word";
import { formatCents } from "@/lib/format";
import { dueNow } from "@/lib/ledger/due-now";
import { ratesToday } from "@/lib/ledger/rates";

/** What a run would pay this minute and what it would hold, by the same rules that the run follows. */
export async function Due({ me }: { me: DeskPerson }) {
  const { thresholdCents } = await ratesToday();
  const due = (await dueNow(me, thresholdCents)).sort((one, other) => Number(other.cents - one.cents));
  const t = await getTranslations("desk.money");
  const locale = await getLocale();
  const why = await holdWords();
  const ready = due.find((row) => row.reason === null);
  const held = due.filter((row) => row.reason !== null);
  const columns = [
    { key: "state", label: t("column.what") },
    { key: "people", label: t("column.people"), numeric: true },
    { key: "amount", label: t("column.amount"), numeric: true },
  ];
  const total = due.reduce((sum, row) => sum + row.cents, 0n);
  const people = due.reduce((sum, row) => sum + row.people, 0);
  return (
    <>
      <LedgerTable caption={t("due")} columns={columns} still>
        <tr>
          <th scope="row" className="full">
            <StateWord state="approved">{t("wouldPay")}</StateWord>
          </th>
          <td className="n">
            <People count={ready?.people ?? 0} />
          </td>
          <td className="n end">{formatCents(ready?.cents ?? 0n, locale)}</td>
        </tr>
        {held.map((row) => (
          <tr key={row.reason}>
            <th scope="row" className="full">
              <StateWord state="waiting">{why(row.reason)}</StateWord>
            </th>
            <td className="n">
              <People count={row.people} />
            </td>
            <td className="n end">{formatCents(row.cents, locale)}</td>
          </tr>
        ))}
        <tr className="sum">
          <th scope="row">{t("owed")}</th>
          <td className="n">
            <People count={people} />
          </td>
          <td className="n end">{formatCents(total, locale)}</td>
        </tr>
      </LedgerTable>
      <p className="s12 qq mt-3 mb-4">{t("dueNote", { threshold: formatCents(thresholdCents, locale) })}</p>
      <RunPayouts people={ready?.people ?? 0} amount={formatCents(ready?.cents ?? 0n, locale)} />
    </>
  );
}
