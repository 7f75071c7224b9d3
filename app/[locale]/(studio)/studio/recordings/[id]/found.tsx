import { getLocale, getTranslations } from "next-intl/server";
import type { RecordingPage } from "@/lib/contributions/read";
import { formatNumber } from "@/lib/format";

/** The numbers that the sentence about what was found needs: an older refusal may have none. */
const NEEDS: Record<string, string[]> = {
  too_long: ["seconds"],
  too_short: ["seconds"],
  too_many_channels: ["channels"],
  sample_rate: ["sampleRateHz"],
  mostly_silence: ["speechSeconds", "seconds"],
  one_channel_for_two: ["channels"],
  other_party_audible: ["belowOwnDb"],
};

/** What was found in a recording that was refused, in numbers, and what its contributor can do about it. */
export async function Found({ reason, detail }: Pick<RecordingPage, "reason" | "detail">) {
  const t = await getTranslations("recordings");
  const locale = await getLocale();
  if (!reason) return null;
  const numbers = Object.fromEntries(
    Object.entries(detail ?? {}).flatMap(([name, value]) =>
      typeof value === "number" ? [[name, formatNumber(value, locale, value >= 0.05 && value < 10 ? 1 : 0)]] : [],
    ),
  );
  return (
    <>
      {NEEDS[reason]?.every((name) => name in numbers) && t(`found.${reason}`, numbers)}{" "}
      {t.has(`advice.${reason}`) && t(`advice.${reason}`)}
    </>
  );
}
