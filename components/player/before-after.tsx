"use client";

import { ClipTrack } from "@/components/player/clip-track";
import type { Party, Peaks } from "@/components/player/peaks";
import { PlayButton } from "@/components/player/play-button";
import type { Turn } from "@/components/player/timeline";
import { Transcript } from "@/components/player/transcript";
import { type Clip, useClip } from "@/components/player/use-clip";

/** The call that two of us acted, as public/demo/call.json holds it. */
export interface DemoCall {
  durationSeconds: number;
  turns: Turn[];
  redactions: { party: Party; startSeconds: number; endSeconds: number; kind: string }[];
  peaks: { spoken: Peaks; sold: Peaks };
}

interface Side {
  title: string;
  note: string;
  play: string;
  pause: string;
  alt: string;
}

interface BeforeAfterProps {
  call: DemoCall;
  sources: { spoken: string; sold: string };
  words: { spoken: Side; sold: Side; seek: string; failed: string; voices: Record<Party, string> };
  kinds: Record<string, string>;
  /** What the two speak. */
  lang: string;
}

/** The same moment of the same call, in both voices: pressing the other one goes on where this one was. */
export function BeforeAfter({ call, sources, words, kinds, lang }: BeforeAfterProps) {
  const spoken = useClip(sources.spoken, call.durationSeconds);
  const sold = useClip(sources.sold, call.durationSeconds);
  const either = sold.playing || !spoken.playing ? sold : spoken;
  const atSeconds = either.playShare === undefined ? undefined : either.positionSeconds;
  const struck = call.redactions.map((redaction) => ({
    ...redaction,
    label: kinds[redaction.kind] ?? kinds.other ?? "",
  }));
  const shared = { durationSeconds: call.durationSeconds, seekLabel: words.seek };
  return (
    <div className="bench">
      <div className="track">
        <Label side={words.spoken} clip={spoken} other={sold} />
        <ClipTrack clip={spoken} peaks={call.peaks.spoken} alt={words.spoken.alt} height={64} grey tags {...shared} />
      </div>
      <div className="track">
        <Label side={words.sold} clip={sold} other={spoken} />
        <ClipTrack
          clip={sold}
          peaks={call.peaks.sold}
          alt={words.sold.alt}
          height={144}
          struck={struck}
          tags
          labels
          ruler
          {...shared}
        />
      </div>
      {(spoken.failed || sold.failed) && (
        <p className="s12" role="alert">
          {words.failed}
        </p>
      )}
      <Transcript
        turns={call.turns}
        kinds={kinds}
        layout="script"
        lang={lang}
        voices={words.voices}
        {...(atSeconds !== undefined && { atSeconds })}
      />
    </div>
  );
}

function Label({ side, clip, other }: { side: Side; clip: Clip; other: Clip }) {
  const press = () => {
    if (clip.playing) return clip.pause();
    clip.play(other.playing ? other.positionSeconds : undefined);
    if (other.playShare !== undefined) other.seek(0);
  };
  return (
    <div className="lab">
      <PlayButton playing={clip.playing} label={clip.playing ? side.pause : side.play} onPress={press} />
      <div>
        <b className="b">{side.title}</b>
        <div className="s12 qq">{side.note}</div>
      </div>
    </div>
  );
}
