import { getLocale, getTranslations } from "next-intl/server";
import { Histogram } from "@/components/charts/histogram";
import { TallyMatrix } from "@/components/charts/tally-matrix";
import { WeekChart } from "@/components/charts/week-chart";
import { formatCents, formatDay, formatNumber } from "@/lib/format";

const BINS = Array.from({ length: 60 }, (_, bin) => {
  const middle = bin / 2 + 0.25;
  const count = Math.round((9000 / middle) * Math.exp(-((Math.log(middle) - 2) ** 2) / 0.8));
  return { from: bin / 2, to: bin / 2 + 0.5, count };
});
const FIRST_WEEK = Date.UTC(2026, 5, 22);
const WEEK_MS = 7 * 86_400_000;
const CENTS = [
  420, 750, 0, 630, 960, 540, 1110, 840, 360, 1290, 780, 1020, 600, 0, 900, 1440, 810, 570, 1620, 1230, 1005, 1410,
];

export async function Charts() {
  const t = await getTranslations("parts");
  const locale = await getLocale();
  const seconds = (at: number) => ({ at, label: `${formatNumber(at, locale)}${at === 30 ? " s" : ""}` });
  return (
    <div className="grid gap-10">
      <div className="plots">
        <Histogram
          bins={BINS}
          alt={t("lengthsAlt")}
          title={t("lengths")}
          marks={[0, 5, 10, 15, 20, 25, 30].map(seconds)}
          median={{ at: 6.8, label: t("median", { value: "6.8 s" }) }}
        />
        <Histogram
          bins={BINS}
          alt={t("lengthsAlt")}
          title={t("snrRange", { from: "5 dB" })}
          chosen={{ from: 5, to: 30 }}
          height={36}
        />
      </div>
      <WeekChart weeks={weeks(locale)} alt={t("weeksAlt")} marks={[500, 1000, 1500].map((at) => cents(at, locale))} />
      <TallyMatrix
        caption={t("matrix")}
        corner={t("region")}
        columns={["18–24", "25–44", "45–64", "65+"]}
        rows={[
          { label: t("north"), cells: [19, 33, 20, 9], total: 81 },
          { label: t("south"), cells: [10, 14, 11, null], total: 35 },
        ]}
        all={{ label: t("all"), cells: [29, 47, 31, 9], total: 116 }}
        words={{ all: t("all"), merged: t("merged") }}
        format={(count) => formatNumber(count, locale)}
      />
    </div>
  );
}

function cents(at: number, locale: string) {
  return { at, label: formatCents(at, locale) };
}

function weeks(locale: string) {
  return CENTS.map((amount, week) => ({
    label: formatDay(FIRST_WEEK + week * WEEK_MS, locale),
    amount,
    amountLabel: formatCents(amount, locale),
    state:
      week === CENTS.length - 1
        ? ("pending" as const)
        : week > CENTS.length - 4
          ? ("approved" as const)
          : ("settled" as const),
  }));
}
