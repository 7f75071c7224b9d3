import { getLocale, getTranslations } from "next-intl/server";
import { EXAMPLE_PEAKS, EXAMPLE_SECONDS, NO_PEAKS } from "@/app/[locale]/(market)/parts/example";
import { ClipPlayer } from "@/components/player/clip-player";
import { MeasuredWaveform } from "@/components/player/measured-waveform";
import { Transcript } from "@/components/player/transcript";
import { formatShare } from "@/lib/format";
import { messages } from "@/messages/load";

async function kindWords(): Promise<Record<string, string>> {
  return messages[(await getLocale()) === "fr" ? "fr" : "en"].kind;
}

async function spans() {
  const kinds = await kindWords();
  return [
    { party: "a" as const, startSeconds: 1, endSeconds: 2.6, label: kinds.name ?? "" },
    { party: "b" as const, startSeconds: 4.4, endSeconds: 6, label: kinds.phone ?? "" },
    { party: "a" as const, startSeconds: 22.4, endSeconds: 24.2, label: kinds.street ?? "" },
  ];
}

export async function Waves() {
  const t = await getTranslations("parts");
  const locale = await getLocale();
  const base = { peaks: EXAMPLE_PEAKS, durationSeconds: EXAMPLE_SECONDS, alt: t("waveAlt"), height: 56, tags: true };
  const rows = [
    { label: t("atRest"), wave: base },
    { label: t("playing"), wave: { ...base, playShare: 0.4 } },
    { label: t("processing", { share: formatShare(0.64, locale, 0) }), wave: { ...base, doneShare: 0.64 } },
    { label: t("struckOut"), wave: { ...base, struck: await spans() } },
    { label: t("missing"), wave: { ...base, missing: "b" as const } },
    { label: t("nothing"), wave: { ...base, peaks: NO_PEAKS } },
    { label: t("asSpoken"), wave: { ...base, grey: true } },
  ];
  return (
    <div className="grid gap-4">
      {rows.map(({ label, wave }) => (
        <div className="track" key={label}>
          <div className="s12 q">{label}</div>
          <MeasuredWaveform {...wave} />
        </div>
      ))}
    </div>
  );
}

export async function Player() {
  const t = await getTranslations("parts");
  const ui = await getTranslations("ui");
  const name = t("playerTitle");
  return (
    <ClipPlayer
      src="/demo/as-sold.flac"
      title={name}
      subtitle={t("playerNote")}
      peaks={EXAMPLE_PEAKS}
      durationSeconds={EXAMPLE_SECONDS}
      alt={t("waveAlt")}
      struck={await spans()}
      tags
      labels
      ruler
      words={{
        play: ui("play", { name }),
        pause: ui("pause", { name }),
        seek: ui("seek", { name }),
        failed: ui("playFailed"),
      }}
    />
  );
}

export async function Words() {
  const t = await getTranslations("parts");
  const ui = await getTranslations("ui");
  const turns = [
    { party: "a" as const, startSeconds: 2, endSeconds: 6, text: t("turn1") },
    { party: "b" as const, startSeconds: 7, endSeconds: 11, text: t("turn2") },
    { party: "a" as const, startSeconds: 12, endSeconds: 15, text: t("turn3") },
  ];
  const shared = { turns, kinds: await kindWords(), voices: { a: ui("voiceA"), b: ui("voiceB") }, atSeconds: 8 };
  return (
    <div className="grid gap-8">
      <Transcript {...shared} />
      <Transcript {...shared} layout="script" />
    </div>
  );
}
