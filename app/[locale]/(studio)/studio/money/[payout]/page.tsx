import "@/components/studio/statement.css";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { contributor } from "@/app/[locale]/(studio)/studio/contributor";
import { StatementTable } from "@/app/[locale]/(studio)/studio/money/[payout]/statement-table";
import { PayoutState } from "@/app/[locale]/(studio)/studio/money/payouts";
import { Opening, Section } from "@/components/shell/section";
import { PrintButton } from "@/components/studio/print-button";
import { Slip } from "@/components/ui/slip";
import { Link } from "@/i18n/navigation";
import { formatCents, formatDate, formatDateTime } from "@/lib/format";
import { uuid } from "@/lib/identity/input";
import { myAccount } from "@/lib/identity/read";
import { payoutStatement } from "@/lib/ledger/read";

interface Props {
  params: Promise<{ payout: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("money");
  return { title: t("statement"), robots: { index: false } };
}

export default async function Statement({ params }: Props) {
  const { payout: id } = await params;
  if (!uuid.safeParse(id).success) notFound();
  const me = await contributor(`/studio/money/${id}`);
  const [found, account] = await Promise.all([payoutStatement(me, id), myAccount(me)]);
  if (!found || found.payout.state === "held") notFound();
  const { payout, lines } = found;
  const t = await getTranslations("money");
  const locale = await getLocale();
  const facts = [
    { key: "to", term: t("to"), amount: <span className="mono">{account?.handle}</span> },
    { key: "id", term: t("number"), amount: <span className="mono wrap-anywhere">{payout.id}</span> },
    { key: "when", term: t("columnWhen"), amount: formatDateTime(payout.at, locale) },
    ...(payout.transferId
      ? [{ key: "transfer", term: t("transfer"), amount: <span className="mono">{payout.transferId}</span> }]
      : []),
    { key: "state", term: t("columnState"), amount: <PayoutState payout={payout} /> },
  ];
  const amount = formatCents(payout.amountCents, locale);
  return (
    <>
      <Opening
        title={t("statementOf", { date: formatDate(payout.at, locale) })}
        over={<Link href="/studio/money">{t("title")}</Link>}
      >
        <p className="mt-4">
          <PrintButton label={t("print")} />
        </p>
      </Opening>
      <Section title={t("payout")} tight>
        <div className="max-w-[640px]">
          <Slip lines={facts} total={{ term: t("paidOut"), amount }} />
        </div>
      </Section>
      <Section title={t("madeOf")} note={t("madeOfNote")}>
        <StatementTable lines={lines} payout={payout} />
      </Section>
    </>
  );
}
