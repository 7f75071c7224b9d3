import { getLocale, getTranslations } from "next-intl/server";
import { worthMicros } from "@/app/[locale]/(studio)/studio/recordings-table";
import { workingOf } from "@/app/[locale]/(studio)/studio/words";
import { Slip } from "@/components/ui/slip";
import { pendingStates, type RecordingPage } from "@/lib/contributions/read";
import { rateKind } from "@/lib/contributions/rules";
import { formatDuration, formatMicros } from "@/lib/format";
import type { ratesToday } from "@/lib/ledger/rates";

type Rates = Awaited<ReturnType<typeof ratesToday>>;

/** Minutes x rate = amount; before a decision, what it would be. */
export async function Pay({ recording, rates }: { recording: RecordingPage; rates: Rates }) {
  const t = await getTranslations("recordings");
  const locale = await getLocale();
  const { pay } = recording;
  if (pay) {
    const worth = BigInt(pay.durationSeconds) * pay.rateMicrosPerSecond;
    const lines = [
      {
        key: "work",
        term: await workingOf(pay.durationSeconds, pay.rateMicrosPerSecond),
        amount: formatMicros(worth, locale),
      },
      ...(worth > pay.amountMicros
        ? [{ key: "cap", term: t("dayCap"), amount: formatMicros(pay.amountMicros - worth, locale) }]
        : []),
    ];
    return <Slip lines={lines} total={{ term: t("earned"), amount: formatMicros(pay.amountMicros, locale) }} />;
  }
  const worth = worthMicros(recording, rates);
  const open = recording.state === "announced" || (pendingStates as readonly string[]).includes(recording.state);
  if (!open) return <p className="q">{t("nothingEarned")}</p>;
  if (worth === undefined || recording.durationSeconds === null) return <p className="q">{t("payLater")}</p>;
  const rate = rateKind(recording.otherParty) === "both_sides" ? rates.bothSides : rates.ownSide;
  const term = await workingOf(recording.durationSeconds, rate);
  return (
    <Slip
      lines={[
        { key: "work", term, amount: formatMicros(worth, locale) },
        { key: "length", term: t("keptLength"), amount: formatDuration(recording.durationSeconds, locale) },
      ]}
      total={{ term: t("ifAccepted"), amount: formatMicros(worth, locale) }}
    />
  );
}
