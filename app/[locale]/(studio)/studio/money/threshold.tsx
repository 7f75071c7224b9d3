import { getLocale, getTranslations } from "next-intl/server";
import { Progress } from "@/components/ui/progress";
import { formatCents, formatMicros } from "@/lib/format";

/** How far the balance is from the next payout. */
export async function Threshold({
  availableMicros,
  thresholdCents,
}: {
  availableMicros: bigint;
  thresholdCents: number;
}) {
  const t = await getTranslations("money");
  const locale = await getLocale();
  const threshold = BigInt(thresholdCents) * 10_000n;
  const missing = threshold - availableMicros;
  const words = {
    available: formatMicros(availableMicros, locale),
    threshold: formatCents(thresholdCents, locale),
    missing: formatMicros(missing, locale),
  };
  const share = threshold > 0n ? Math.min(1, Number(availableMicros) / Number(threshold)) : 1;
  return (
    <div className="grid max-w-[560px] gap-3">
      <p>{missing > 0n ? t("missing", words) : t("reached", words)}</p>
      <Progress share={share} label={t("toThreshold")} valueText={t("ofThreshold", words)} />
      <p className="q num">{t("ofThreshold", words)}</p>
    </div>
  );
}
