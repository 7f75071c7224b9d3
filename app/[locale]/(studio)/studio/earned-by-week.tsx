import { getLocale, getTranslations } from "next-intl/server";
import { type Week, WeekChart } from "@/components/charts/week-chart";
import { Section } from "@/components/shell/section";
import { formatDay, formatMicros } from "@/lib/format";
import type { myWeeks } from "@/lib/ledger/read-pay";

interface EarnedByWeekProps {
  weeks: Awaited<ReturnType<typeof myWeeks>>;
  /** Everything earned in weeks that ended before this was paid with it. */
  paidUpTo: Date | undefined;
  pendingMicros: bigint;
}

const WEEK_MS = 7 * 24 * 3_600_000;
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000];

/** Only weeks since the first money; with the pending amount as a last, dashed bar. */
export async function EarnedByWeek({ weeks, paidUpTo, pendingMicros }: EarnedByWeekProps) {
  const t = await getTranslations("studio");
  const locale = await getLocale();
  const first = weeks.findIndex((week) => week.micros > 0n);
  const shown = first === -1 ? [] : weeks.slice(Math.min(first, weeks.length - 8));
  const bars: Week[] = shown.map(({ week, micros }) => ({
    label: formatDay(week, locale),
    amount: Number(micros) / 1e6,
    amountLabel: formatMicros(micros, locale),
    state: paidUpTo && week.getTime() + WEEK_MS <= paidUpTo.getTime() ? "settled" : "approved",
  }));
  if (pendingMicros > 0n) {
    const amount = Number(pendingMicros) / 1e6;
    bars.push({
      label: t("stage.pending"),
      amount,
      amountLabel: formatMicros(pendingMicros, locale),
      state: "pending",
    });
  }
  const total = formatMicros(
    shown.reduce((sum, week) => sum + week.micros, 0n),
    locale,
  );
  const most = Math.max(0, ...bars.map((bar) => bar.amount));
  const step = STEPS.find((one) => most / one <= 4) ?? 10_000;
  const marks = [1, 2, 3, 4].map((place) => ({
    at: place * step,
    label: formatMicros(BigInt(place * step) * 1_000_000n, locale),
  }));
  const note = t("weeksNote", { count: shown.length, total });
  return (
    <Section title={t("weeks")} note={bars.length > 0 ? note : undefined}>
      {bars.length > 0 ? <WeekChart weeks={bars} alt={note} marks={marks} /> : <p className="q">{t("noWeeks")}</p>}
    </Section>
  );
}
