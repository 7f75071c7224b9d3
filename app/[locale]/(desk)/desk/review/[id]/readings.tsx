import { getLocale, getTranslations } from "next-intl/server";
import type { RecordingPage } from "@/lib/contributions/read";
import { type ChannelQuality, shownReport } from "@/lib/contributions/report";
import { formatNumber, formatShare } from "@/lib/format";

type Row = [name: string, read: (party: "a" | "b") => string];

const NOTHING = "–";

/** What was measured of each side besides its sound: level, gaps, pace, and the other party on it. */
export async function qualityRows(recording: RecordingPage): Promise<Row[]> {
  const t = await getTranslations("desk.gauge");
  const locale = await getLocale();
  const quality = shownReport(recording.report?.report).quality;
  if (!quality) return [];
  const of = (read: (channel: ChannelQuality) => number | null, digits: number) => (party: "a" | "b") => {
    const channel = quality.channels.find((one) => one.party === party);
    const value = channel ? read(channel) : null;
    return value === null ? NOTHING : formatNumber(value, locale, digits);
  };
  const silence = (party: "a" | "b") => {
    const channel = quality.channels.find((one) => one.party === party);
    return channel ? formatShare(channel.digitalSilenceRatio, locale, 0) : NOTHING;
  };
  const spoken = quality.channels.some(({ wordsPerMinute }) => wordsPerMinute !== null);
  return [
    [t("level"), of(({ speechDbfs }) => speechDbfs, 0)],
    [t("digitalSilence"), silence],
    [t("dropouts"), of(({ dropouts }) => dropouts, 0)],
    spoken
      ? [t("wordRate"), of(({ wordsPerMinute }) => wordsPerMinute, 0)]
      : [t("syllableRate"), of(({ syllablesPerSecond }) => syllablesPerSecond, 1)],
    [t("crosstalk"), of(({ crosstalk }) => crosstalk && -crosstalk.belowOwnDb, 0)],
  ];
}

/** How the two share the time; nothing where only one side is kept. */
export async function TurnTaking({ recording }: { recording: RecordingPage }) {
  const t = await getTranslations("desk.gauge");
  const locale = await getLocale();
  const quality = shownReport(recording.report?.report).quality;
  if (!quality) return null;
  const { overlapRatio, gapMedianSeconds, longestSilenceSeconds } = quality;
  const seconds = (value: number) => t("seconds", { seconds: formatNumber(value, locale, 1) });
  return (
    <ul className="s12 mt-2 grid gap-0.5">
      {overlapRatio !== null && <li>{t("overlap", { share: formatShare(overlapRatio, locale, 0) })}</li>}
      {gapMedianSeconds !== null && <li>{t("gap", { length: seconds(gapMedianSeconds) })}</li>}
      <li>{t("longestSilence", { length: seconds(longestSilenceSeconds) })}</li>
      <li className="qq">{t("usual")}</li>
    </ul>
  );
}
