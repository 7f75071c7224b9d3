"use client";

import { useEffect, useRef, useState } from "react";
import { ClipTrack } from "@/components/player/clip-track";
import { MeasuredWaveform } from "@/components/player/measured-waveform";
import type { Party, Peaks } from "@/components/player/peaks";
import { PlayButton } from "@/components/player/play-button";
import { Transcript, Words } from "@/components/player/transcript";
import { useClip } from "@/components/player/use-clip";
import { formatClock } from "@/lib/format";

export interface Sample {
  id: string;
  src: string;
  name: string;
  /** Who speaks, how clear it is. */
  about: string;
  party: Party;
  peaks: readonly number[];
  durationSeconds: number;
  text: string;
  words: { play: string; pause: string; seek: string; failed: string; alt: string };
}

interface SamplesPlayerProps {
  samples: Sample[];
  kinds: Record<string, string>;
  words: { voices: Record<Party, string>; noText: string; list: string };
}

const onOneSide = ({ party, peaks }: Sample): Peaks => ({
  a: party === "a" ? peaks : [],
  b: party === "b" ? peaks : [],
});

/** One instrument with its text, and the other samples below it to put in. */
export function SamplesPlayer({ samples, kinds, words }: SamplesPlayerProps) {
  const [chosenId, choose] = useState(samples[0]?.id);
  const [isPlaying, setPlaying] = useState(false);
  const [presses, press] = useState(0);
  const chosen = samples.find(({ id }) => id === chosenId);
  const pressRow = (id: string) => {
    choose(id);
    press(presses + 1);
  };
  return (
    <>
      {chosen && <Instrument key={chosen.id} sample={chosen} {...{ kinds, words, presses }} onPlaying={setPlaying} />}
      {samples.length > 1 && (
        <ol className="mt-6 border-t border-rule" aria-label={words.list}>
          {samples.map((sample) => (
            <SampleLine
              key={sample.id}
              sample={sample}
              kinds={kinds}
              current={sample.id === chosenId}
              playing={isPlaying && sample.id === chosenId}
              onPress={() => pressRow(sample.id)}
            />
          ))}
        </ol>
      )}
    </>
  );
}

interface InstrumentProps extends Omit<SamplesPlayerProps, "samples"> {
  sample: Sample;
  /** Counts the presses in the list below: each one plays or pauses. */
  presses: number;
  onPlaying: (playing: boolean) => void;
}

function Instrument({ sample, kinds, words, presses, onPlaying }: InstrumentProps) {
  const { durationSeconds, text, party } = sample;
  const clip = useClip(sample.src, durationSeconds);
  const heardPresses = useRef(presses === 0 ? 0 : presses - 1);
  useEffect(() => {
    if (heardPresses.current === presses) return;
    heardPresses.current = presses;
    clip.toggle();
  }, [presses, clip.toggle]);
  useEffect(() => onPlaying(clip.playing), [clip.playing, onPlaying]);
  const turns = [{ party, startSeconds: 0, endSeconds: durationSeconds, text }];
  return (
    <div className="grid gap-3">
      <div className="flex items-center gap-3.5">
        <PlayButton
          playing={clip.playing}
          label={clip.playing ? sample.words.pause : sample.words.play}
          onPress={clip.toggle}
        />
        <div className="min-w-0 flex-1">
          <b className="b">{sample.name}</b>
          <div className="s12 qq">{sample.about}</div>
        </div>
        <span className="num q">
          {formatClock(clip.positionSeconds)} / {formatClock(durationSeconds)}
        </span>
      </div>
      <ClipTrack
        clip={clip}
        seekLabel={sample.words.seek}
        peaks={onOneSide(sample)}
        durationSeconds={durationSeconds}
        alt={sample.words.alt}
        height={96}
        ruler
      />
      {clip.failed && (
        <p className="s12" role="alert">
          {sample.words.failed}
        </p>
      )}
      {text ? <Transcript turns={turns} kinds={kinds} voices={words.voices} /> : <p className="q">{words.noText}</p>}
    </div>
  );
}

interface SampleLineProps {
  sample: Sample;
  kinds: Record<string, string>;
  current: boolean;
  playing: boolean;
  onPress: () => void;
}

function SampleLine({ sample, kinds, current, playing, onPress }: SampleLineProps) {
  return (
    <li
      className="flex items-center gap-3 border-b border-rule py-2 aria-[current]:bg-paper-2 max-wide:[&_.play]:size-11"
      aria-current={current ? "true" : undefined}
    >
      <PlayButton
        size="sm"
        playing={playing}
        label={playing ? sample.words.pause : sample.words.play}
        onPress={onPress}
      />
      <span className="min-w-0 flex-1 truncate">
        <b className="b mr-2">{sample.name}</b>
        <span className="q">
          <Words text={sample.text} kinds={kinds} />
        </span>
      </span>
      <span className="d0 w-36 flex-none">
        <MeasuredWaveform
          peaks={onOneSide(sample)}
          durationSeconds={sample.durationSeconds}
          alt={sample.words.alt}
          height={24}
          bars={48}
        />
      </span>
      <span className="num q w-11 flex-none text-right">{formatClock(sample.durationSeconds)}</span>
    </li>
  );
}
