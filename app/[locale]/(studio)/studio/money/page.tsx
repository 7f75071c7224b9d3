import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { contributor } from "@/app/[locale]/(studio)/studio/contributor";
import { Earnings, Royalties } from "@/app/[locale]/(studio)/studio/money/earnings";
import { PayoutAccount } from "@/app/[locale]/(studio)/studio/money/payout-account";
import { Payouts } from "@/app/[locale]/(studio)/studio/money/payouts";
import { Threshold } from "@/app/[locale]/(studio)/studio/money/threshold";
import { perMinute } from "@/app/[locale]/(studio)/studio/words";
import { YourMoney } from "@/app/[locale]/(studio)/studio/your-money";
import { YearlyCsv } from "@/app/[locale]/csv-links";
import { Opening, Section } from "@/components/shell/section";
import { myPending } from "@/lib/contributions/read";
import { formatShare } from "@/lib/format";
import { ratesToday } from "@/lib/ledger/rates";
import { myMoney, myPayouts } from "@/lib/ledger/read";
import { myEarnings, myPayByRate, myRoyalties } from "@/lib/ledger/read-pay";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("money");
  return { title: t("title"), robots: { index: false } };
}

export default async function Money() {
  const me = await contributor("/studio/money");
  const t = await getTranslations("money");
  const locale = await getLocale();
  const [money, byRate, pending, rates, earnings, royalties, payouts] = await Promise.all([
    myMoney(me),
    myPayByRate(me),
    myPending(me),
    ratesToday(),
    myEarnings(me),
    myRoyalties(me),
    myPayouts(me),
  ]);
  const words = {
    both: perMinute(rates.bothSides, locale),
    own: perMinute(rates.ownSide, locale),
    share: formatShare(Number(rates.royaltyPpm) / 1e6, locale, 0),
  };
  return (
    <>
      <Opening title={t("title")} lede={t("lede", words)} />
      <Section title={t("balance")} note={t("balanceNote")} tight>
        <YourMoney money={money} pending={pending} byRate={byRate} rates={rates} />
      </Section>
      <Section title={t("accountTitle")} note={t("accountNote")}>
        <PayoutAccount account={money.account} />
      </Section>
      <Section title={t("nextPayout")} note={t("nextPayoutNote")}>
        <Threshold availableMicros={money.availableMicros} thresholdCents={rates.thresholdCents} />
      </Section>
      <Section title={t("payouts")} note={t("payoutsNote")}>
        {payouts.length > 0 ? <Payouts rows={payouts} /> : <p className="q">{t("noPayouts")}</p>}
      </Section>
      <Section title={t("earnings")} note={t("earningsNote", { count: earnings.length })}>
        {earnings.length > 0 ? <Earnings rows={earnings} /> : <p className="q">{t("noEarnings")}</p>}
      </Section>
      <Section title={t("royalties")} note={t("royaltiesNote", words)}>
        {royalties.length > 0 ? <Royalties rows={royalties} /> : <p className="q">{t("noRoyalties")}</p>}
      </Section>
      <Section title={t("statements")} note={t("statementsNote")}>
        <YearlyCsv path="/studio/money/earnings.csv" />
      </Section>
    </>
  );
}
