"use client";

import { useTranslations } from "next-intl";
import { MeasuredWaveform } from "@/components/player/measured-waveform";
import { PlayButton } from "@/components/player/play-button";
import { Transcript, type Turn } from "@/components/player/transcript";
import type { CallDrawing } from "@/components/studio/call-drawing";
import { type SoldClip, useClips } from "@/components/studio/use-clips";
import { formatClock } from "@/lib/format";

interface CallPlayerProps {
  title: string;
  clips: SoldClip[];
  drawing: CallDrawing;
  /** What is drawn, in a sentence. */
  alt: string;
  turns: Turn[];
  kinds: Record<string, string>;
}

/** What a buyer hears: the disguised clips in their order, where they stand in the call, and the words with what was struck out. */
export function CallPlayer({ title, clips, drawing, alt, turns, kinds }: CallPlayerProps) {
  const t = useTranslations("recordings");
  const ui = useTranslations("ui");
  const run = useClips(clips);
  const { durationSeconds } = drawing;
  const at = run.fresh ? undefined : run.atSeconds;
  return (
    <div className="grid gap-5">
      {clips.length > 0 && (
        <div className="flex items-center gap-3.5">
          <PlayButton
            playing={run.playing}
            label={ui(run.playing ? "pause" : "play", { name: title })}
            onPress={run.toggle}
          />
          <div className="min-w-0 flex-1">
            <b className="b">{t("heard")}</b>
            <div className="s12 qq num">{t("clipOf", { place: run.place + 1, count: clips.length })}</div>
          </div>
          <span className="num q">
            {formatClock(run.atSeconds)} / {formatClock(durationSeconds)}
          </span>
        </div>
      )}
      <div className="wave">
        <MeasuredWaveform
          {...drawing}
          alt={alt}
          height={96}
          tags
          labels
          ruler
          {...(at !== undefined && { playShare: Math.min(1, at / durationSeconds) })}
        />
        {clips.length > 0 && (
          <input
            type="range"
            className="seek beside-tags"
            min={0}
            max={durationSeconds}
            step={1}
            value={Math.round(run.atSeconds)}
            onChange={(event) => run.seek(Number(event.target.value))}
            aria-label={ui("seek", { name: title })}
            aria-valuetext={`${formatClock(run.atSeconds)} / ${formatClock(durationSeconds)}`}
          />
        )}
      </div>
      {run.failed && (
        <p className="s12" role="alert">
          {ui("playFailed")}
        </p>
      )}
      {turns.length > 0 ? (
        <Transcript
          turns={turns}
          kinds={kinds}
          layout="script"
          voices={{ a: ui("voiceA"), b: ui("voiceB") }}
          {...(at !== undefined && { atSeconds: at })}
        />
      ) : (
        <p className="q">{t("noTranscript")}</p>
      )}
    </div>
  );
}
