"use client";

import type { ReactNode } from "react";
import { ClipTrack } from "@/components/player/clip-track";
import { PlayButton } from "@/components/player/play-button";
import { useClip } from "@/components/player/use-clip";
import type { WaveformProps } from "@/components/player/waveform";
import { formatClock } from "@/lib/format";

export interface PlayerWords {
  play: string;
  pause: string;
  seek: string;
  failed: string;
}

interface ClipPlayerProps extends Omit<WaveformProps, "exact" | "ref" | "playShare" | "doneShare"> {
  src: string;
  title: ReactNode;
  subtitle?: ReactNode;
  words: PlayerWords;
}

/** Button, name and clock above; the waveform with its spans and ruler below. One clip plays at a time on a page. */
export function ClipPlayer({ src, title, subtitle, words, height = 96, ...wave }: ClipPlayerProps) {
  const clip = useClip(src, wave.durationSeconds);
  return (
    <div className="grid gap-2">
      <div className="flex items-center gap-3.5">
        <PlayButton playing={clip.playing} label={clip.playing ? words.pause : words.play} onPress={clip.toggle} />
        <div className="min-w-0 flex-1">
          <b className="b">{title}</b>
          {subtitle && <div className="s12 qq">{subtitle}</div>}
        </div>
        <span className="num q">
          {formatClock(clip.positionSeconds)} / {formatClock(wave.durationSeconds)}
        </span>
      </div>
      <ClipTrack clip={clip} seekLabel={words.seek} height={height} {...wave} />
      {clip.failed && (
        <p className="s12" role="alert">
          {words.failed}
        </p>
      )}
    </div>
  );
}
