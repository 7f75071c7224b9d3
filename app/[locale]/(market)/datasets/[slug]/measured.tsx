import { getLocale, getTranslations } from "next-intl/server";
import { Histogram } from "@/components/charts/histogram";
import { Section } from "@/components/shell/section";
import { type Figure, Figures } from "@/components/ui/figures";
import type { DatasetPage } from "@/lib/catalog/read";
import { formatDuration, formatNumber } from "@/lib/format";

/** The figures that were counted once, when the version was built. */
export async function Measured({ page }: { page: DatasetPage }) {
  const t = await getTranslations("dataset");
  return (
    <Section title={t("figures")} note={t("figuresNote", { number: page.number })} id="figures" tight>
      <Figures figures={await figuresOf(page)} />
      {page.stats && (
        <div className="plots mt-10">
          <Lengths stats={page.stats} clips={page.clipCount ?? 0} />
          <Noise stats={page.stats} />
        </div>
      )}
    </Section>
  );
}

async function figuresOf(page: DatasetPage): Promise<Figure[]> {
  const t = await getTranslations("dataset");
  const kinds = await getTranslations("kind");
  const locale = await getLocale();
  const { stats } = page;
  const struck = Object.entries(stats?.redactions ?? {}).sort(([, one], [, other]) => other - one);
  const struckCount = struck.reduce((sum, [, count]) => sum + count, 0);
  const kind = (mark: string) => {
    const name = mark.toLowerCase() as "name";
    return kinds.has(name) ? kinds(name) : kinds("other");
  };
  const most = struck.slice(0, 3).map(([name, count]) => `${kind(name)} ${formatNumber(count, locale)}`);
  const rates = (stats?.sampleRatesHz ?? []).map((hertz) => formatNumber(hertz / 1000, locale));
  return [
    {
      key: "speech",
      term: t("speech"),
      value: formatDuration(page.speechSeconds ?? 0, locale),
      ...(stats && { note: t("calls", { count: stats.calls }) }),
    },
    { key: "clips", term: t("clips"), value: formatNumber(page.clipCount ?? 0, locale), note: t("clipsNote") },
    {
      key: "speakers",
      term: t("speakers"),
      value: formatNumber(page.speakerCount ?? 0, locale),
      note: t("speakersNote"),
    },
    {
      key: "snr",
      term: t("snr"),
      value: page.medianSnrDb === null ? t("notMeasured") : formatNumber(page.medianSnrDb, locale, 1),
      ...(page.medianSnrDb !== null && { unit: "dB" }),
      note: t("snrNote"),
    },
    ...(rates.length > 0
      ? [{ key: "rate", term: t("rate"), value: rates.join(" / "), unit: "kHz", note: t("rateNote") }]
      : []),
    {
      key: "struck",
      term: t("struck"),
      value: formatNumber(struckCount, locale),
      note: most.length > 0 ? most.join(", ") : t("struckNone"),
    },
  ];
}

type Stats = NonNullable<DatasetPage["stats"]>;

/** Axis marks on the edges of the bins; the last bin also holds what is beyond. */
function marksOf(edges: number[], unit: string, every: number) {
  const last = edges.length - 1;
  return edges.flatMap((at, place) =>
    place % every === 0 || place === last ? [{ at, label: place === last ? `${at} ${unit}+` : String(at) }] : [],
  );
}

async function Lengths({ stats, clips }: { stats: Stats; clips: number }) {
  const t = await getTranslations("dataset");
  const locale = await getLocale();
  const bins = stats.clipSeconds.map((bin) => ({ from: bin.fromSeconds, to: bin.toSeconds, count: bin.clips }));
  const most = bins.reduce(
    (best, bin) => (bin.count > best.count ? bin : best),
    bins[0] ?? { from: 0, to: 0, count: 0 },
  );
  const edges = [...bins.map(({ from }) => from), ...bins.slice(-1).map(({ to }) => to)];
  return (
    <Histogram
      title={t("lengths")}
      aside={t("clipCount", { count: formatNumber(clips, locale) })}
      bins={bins}
      alt={t("lengthsAlt", { from: most.from, to: most.to, count: formatNumber(most.count, locale) })}
      marks={marksOf(edges, "s", 2)}
    />
  );
}

async function Noise({ stats }: { stats: Stats }) {
  const t = await getTranslations("dataset");
  const locale = await getLocale();
  const bins = stats.snrDb.map((bin) => ({ from: bin.fromDb, to: bin.toDb, count: bin.clips }));
  const edges = [...bins.map(({ from }) => from), ...bins.slice(-1).map(({ to }) => to)];
  const measured = bins.reduce((sum, { count }) => sum + count, 0);
  const median = stats.medianSnrDb === null ? undefined : formatNumber(stats.medianSnrDb, locale, 1);
  return (
    <Histogram
      title={t("noise")}
      aside={t("measuredCount", { count: formatNumber(measured, locale) })}
      bins={bins}
      alt={median === undefined ? t("noiseAltNone") : t("noiseAlt", { median })}
      marks={marksOf(edges, "dB", 2)}
      {...(median !== undefined && {
        median: { at: Math.min(stats.medianSnrDb!, edges.at(-1) ?? 0), label: t("median", { median }) },
      })}
    />
  );
}
