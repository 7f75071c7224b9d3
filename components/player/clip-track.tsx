"use client";

import { MeasuredWaveform } from "@/components/player/measured-waveform";
import type { Clip } from "@/components/player/use-clip";
import type { WaveformProps } from "@/components/player/waveform";
import { cx } from "@/components/ui/cx";
import { formatClock } from "@/lib/format";

interface ClipTrackProps extends Omit<WaveformProps, "exact" | "ref" | "playShare"> {
  clip: Clip;
  /** "Position in the clip": the waveform is also a slider. */
  seekLabel: string;
}

/** The waveform of a clip that plays, with a slider over it: arrows move by a second, a press jumps. */
export function ClipTrack({ clip, seekLabel, ...wave }: ClipTrackProps) {
  const share = clip.playShare;
  return (
    <div className="wave">
      <MeasuredWaveform {...wave} {...(share !== undefined && { playShare: share })} />
      <input
        type="range"
        className={cx("seek", wave.tags && "beside-tags")}
        min={0}
        max={Math.ceil(wave.durationSeconds)}
        step={1}
        value={Math.round(clip.positionSeconds)}
        onChange={(event) => clip.seek(Number(event.target.value))}
        aria-label={seekLabel}
        aria-valuetext={`${formatClock(clip.positionSeconds)} / ${formatClock(wave.durationSeconds)}`}
      />
    </div>
  );
}
