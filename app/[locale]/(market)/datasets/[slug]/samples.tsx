import { getLocale, getTranslations } from "next-intl/server";
import { SamplesPlayer } from "@/components/market/samples-player";
import type { DatasetPage } from "@/lib/catalog/read";
import { sampleUrl } from "@/lib/downloads/sample-url";
import { formatClock, formatNumber } from "@/lib/format";
import { messages } from "@/messages/load";

/** The clips that anybody may hear. A withdrawn version is silent. */
export async function Samples({ page }: { page: DatasetPage }) {
  const t = await getTranslations("dataset");
  const ui = await getTranslations("ui");
  const locale = await getLocale();
  if (page.state === "withdrawn") return null;
  if (page.samples.length === 0) return <p className="q mt-8">{t("noSamples")}</p>;
  const samples = page.samples.map((sample, place) => {
    const name = t("sampleName", { place: place + 1 });
    const durationSeconds = sample.durationMs / 1000;
    const snr = sample.snrDb === null ? "" : t("sampleSnr", { snr: formatNumber(sample.snrDb, locale, 1) });
    return {
      id: sample.id,
      src: sampleUrl(sample.id),
      name,
      about: t("sampleAbout", { speaker: sample.speaker, snr }),
      party: sample.party,
      peaks: sample.peaks,
      durationSeconds,
      text: sample.text ?? "",
      words: {
        play: ui("play", { name }),
        pause: ui("pause", { name }),
        seek: ui("seek", { name }),
        failed: ui("playFailed"),
        alt: t("sampleAlt", { length: formatClock(durationSeconds), party: sample.party.toUpperCase() }),
      },
    };
  });
  return (
    <section id="listen" className="mt-8" aria-label={t("listen")}>
      <SamplesPlayer
        samples={samples}
        kinds={messages[locale === "fr" ? "fr" : "en"].kind}
        words={{ voices: { a: ui("voiceA"), b: ui("voiceB") }, noText: t("noText"), list: t("samples") }}
      />
    </section>
  );
}
