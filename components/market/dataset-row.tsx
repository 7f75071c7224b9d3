"use client";

import type { ReactNode } from "react";
import { MeasuredWaveform } from "@/components/player/measured-waveform";
import type { Peaks } from "@/components/player/peaks";
import { PlayButton } from "@/components/player/play-button";
import { useClip } from "@/components/player/use-clip";
import { Waveform } from "@/components/player/waveform";
import { cx } from "@/components/ui/cx";

interface RowSample {
  src: string;
  durationSeconds: number;
  peaks: Peaks;
  alt: string;
}

interface DatasetRowProps {
  /** Left out: this version has nothing to hear. */
  sample?: RowSample;
  /** The link that covers the row, and what stands under it. */
  name: ReactNode;
  /** The cells right of the waveform. */
  children: ReactNode;
  words: { play: string; pause: string; failed: string; none: string };
}

const HEIGHT = 32;
const SILENT = { a: [], b: [] };

export function DatasetRow({ sample, ...row }: DatasetRowProps) {
  return sample ? <Sounding sample={sample} {...row} /> : <Silent {...row} />;
}

/** One row of the catalogue whose first sample is heard on a press. */
function Sounding({ sample, name, children, words }: DatasetRowProps & { sample: RowSample }) {
  const clip = useClip(sample.src, sample.durationSeconds);
  const { src: _, ...wave } = sample;
  return (
    <article className={cx("cat ds max-wide:[&_.play]:size-11!", clip.playing && "on")}>
      <div className="nm">
        <PlayButton
          size="sm"
          playing={clip.playing}
          label={clip.playing ? words.pause : words.play}
          onPress={clip.toggle}
        />
        <div className="min-w-0">
          {name}
          {clip.failed && (
            <span className="s12 q block" role="alert">
              {words.failed}
            </span>
          )}
        </div>
      </div>
      <MeasuredWaveform
        className="wv"
        height={HEIGHT}
        {...wave}
        {...(clip.playShare !== undefined && { playShare: clip.playShare })}
      />
      {children}
    </article>
  );
}

function Silent({ name, children, words }: Omit<DatasetRowProps, "sample">) {
  return (
    <article className="cat ds max-wide:[&_.play]:size-11!">
      <div className="nm">
        <span className="play sm border-rule!" aria-hidden="true" />
        <div className="min-w-0">{name}</div>
      </div>
      <Waveform className="wv" height={HEIGHT} peaks={SILENT} durationSeconds={1} alt={words.none} />
      {children}
    </article>
  );
}
