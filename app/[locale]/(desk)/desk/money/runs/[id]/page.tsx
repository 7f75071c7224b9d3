import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { holdWords } from "@/app/[locale]/(desk)/desk/money/hold-words";
import { PAYOUT_GLYPH, RunTotals } from "@/app/[locale]/(desk)/desk/money/run-totals";
import { RunState } from "@/app/[locale]/(desk)/desk/money/runs";
import { DeskSheet } from "@/app/[locale]/(desk)/desk-sheet";
import { enterDesk } from "@/app/[locale]/(desk)/enter-desk";
import { shortId } from "@/app/[locale]/(desk)/short-id";
import { CsvLinks } from "@/app/[locale]/csv-links";
import { Refresher } from "@/components/desk/refresher";
import { Opening, Section } from "@/components/shell/section";
import { LedgerTable } from "@/components/ui/ledger-table";
import { StateWord } from "@/components/ui/state-word";
import { Link } from "@/i18n/navigation";
import { partRows } from "@/lib/csv";
import { formatCents, formatDateTime } from "@/lib/format";
import { payoutRun, payoutsOfRun } from "@/lib/ledger/read";

interface Props {
  params: Promise<{ locale: string; id: string }>;
}
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const REFRESH_SECONDS = 2;
const SHOWN = 200;
const MOVING: readonly string[] = ["reserved", "sending", "unknown"];

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("desk.money");
  return { title: t("runTitle", { id: shortId((await params).id) }) };
}

export default async function PayoutRunPage({ params }: Props) {
  const { locale, id } = await params;
  const me = await enterDesk(locale, "money", `/desk/money/runs/${id}`);
  const run = UUID.test(id) ? await payoutRun(me, id) : undefined;
  if (!run) notFound();
  const payouts = await payoutsOfRun(me, id, SHOWN);
  const t = await getTranslations("desk.money");
  const csv = await getTranslations("csv");
  const moving = run.totals.some((row) => MOVING.includes(row.state));
  const total = run.totals.reduce((sum, row) => sum + row.people, 0);
  return (
    <DeskSheet me={me}>
      <Opening
        title={t("runTitle", { id: shortId(id) })}
        over={<Link href="/desk/money">{t("back")}</Link>}
        lede={t("startedAt", { at: formatDateTime(run.at, locale) })}
      >
        <p className="mt-3" role="status">
          <RunState state={run.state} open={moving} />
        </p>
        {(run.state === "asked" || moving) && <Refresher everySeconds={REFRESH_SECONDS} />}
      </Opening>
      <Section title={t("totals")} note={t("totalsNote")}>
        <RunTotals run={run} />
      </Section>
      {payouts.length > 0 && (
        <Section title={t("payouts")} note={t("payoutsNote", { shown: payouts.length, total })}>
          <Payouts rows={payouts} />
          <CsvLinks
            path={`/desk/money/runs/${id}/payouts.csv`}
            files={[{ label: csv("download"), parts: Math.ceil(total / partRows) }]}
          />
        </Section>
      )}
    </DeskSheet>
  );
}

async function Payouts({ rows }: { rows: Awaited<ReturnType<typeof payoutsOfRun>> }) {
  const t = await getTranslations("desk.money");
  const locale = await getLocale();
  const why = await holdWords();
  const columns = [
    { key: "payout", label: t("column.payout") },
    { key: "person", label: t("column.person") },
    { key: "state", label: t("column.state") },
    { key: "reason", label: t("column.reason") },
    { key: "transfer", label: t("column.transfer") },
    { key: "amount", label: t("column.amount"), numeric: true },
  ];
  return (
    <LedgerTable caption={t("payouts")} columns={columns} still>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row" className="mono">
            {shortId(row.id)}
          </th>
          <td className="mono q">{shortId(row.contributorId)}</td>
          <td>
            <StateWord state={PAYOUT_GLYPH[row.state]}>{t(`payoutState.${row.state}`)}</StateWord>
          </td>
          <td className="q full">{row.reason !== null && why(row.reason)}</td>
          <td className="mono qq d0">{row.transferId ?? "–"}</td>
          <td className="n end">{formatCents(row.amountCents, locale)}</td>
        </tr>
      ))}
    </LedgerTable>
  );
}
