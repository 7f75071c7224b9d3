import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { contributor } from "@/app/[locale]/(studio)/studio/contributor";
import { EarnedByWeek } from "@/app/[locale]/(studio)/studio/earned-by-week";
import { Next } from "@/app/[locale]/(studio)/studio/next";
import { RecordingsTable } from "@/app/[locale]/(studio)/studio/recordings-table";
import { VoiceList } from "@/app/[locale]/(studio)/studio/voice-list";
import { perMinute } from "@/app/[locale]/(studio)/studio/words";
import { pendingMicros, YourMoney } from "@/app/[locale]/(studio)/studio/your-money";
import { Section } from "@/components/shell/section";
import { nextThing } from "@/components/studio/next-thing";
import { Empty } from "@/components/ui/empty";
import { Link } from "@/i18n/navigation";
import { whereMyVoiceIs } from "@/lib/catalog/read";
import { consentsAskedOfMe, countMyRecordings, myPending, myRecordings } from "@/lib/contributions/read";
import { ratesToday } from "@/lib/ledger/rates";
import { myMoney, myPayouts } from "@/lib/ledger/read";
import { myPayByRate, myWeeks } from "@/lib/ledger/read-pay";

const RECENT = 7;
const PLACES = 5;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("studio");
  return { title: t("title"), robots: { index: false } };
}

export default async function StudioHome() {
  const me = await contributor("/studio");
  const t = await getTranslations("studio");
  const locale = await getLocale();
  const [money, byRate, pending, rates, recent, count, asked, weeks, payouts, places] = await Promise.all([
    myMoney(me),
    myPayByRate(me),
    myPending(me),
    ratesToday(),
    myRecordings(me, 1, RECENT),
    countMyRecordings(me),
    consentsAskedOfMe(me),
    myWeeks(me),
    myPayouts(me, 20),
    whereMyVoiceIs(me),
  ]);
  const thing = nextThing({
    asked: asked.filter((consent) => consent.answer === "asked").length,
    recordingCount: count,
    recent,
    account: money.account?.state,
    earnedMicros: money.earnedMicros,
    availableMicros: money.availableMicros,
    thresholdMicros: BigInt(rates.thresholdCents) * 10_000n,
  });
  const paidUpTo = payouts.find((payout) => payout.state === "sent" || payout.state === "paid")?.at;
  const words = { both: perMinute(rates.bothSides, locale), own: perMinute(rates.ownSide, locale) };
  return (
    <>
      <h1 className="vh">{t("title")}</h1>
      <Section title={t("money")} note={t("moneyNote", words)} flush>
        <YourMoney money={money} pending={pending} byRate={byRate} rates={rates} />
      </Section>
      <Section title={t("nextTitle")}>
        <Next thing={thing} />
      </Section>
      <Section title={t("recordings")} note={t("recordingsNote")}>
        {recent.length > 0 ? (
          <>
            <RecordingsTable rows={recent} rates={rates} />
            <p className="mt-3.5">
              <Link href="/studio/recordings">{t("allRecordings", { count })}</Link>
            </p>
          </>
        ) : (
          <Empty title={t("noRecordings")}>{t("noRecordingsText")}</Empty>
        )}
      </Section>
      <EarnedByWeek weeks={weeks} paidUpTo={paidUpTo} pendingMicros={pendingMicros({ pending, rates })} />
      <Section title={t("voiceIn", { count: places.length })} note={t("voiceNote")} tight={places.length > 0}>
        {places.length > 0 ? <VoiceList places={places.slice(0, PLACES)} /> : <p className="q">{t("noVoice")}</p>}
        {places.length > PLACES && (
          <p className="mt-3.5">
            <Link href="/studio/voice">{t("allVoice", { count: places.length })}</Link>
          </p>
        )}
      </Section>
    </>
  );
}
