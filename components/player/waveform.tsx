import { type Ref, useId } from "react";
import type { Party, Peaks, StruckSpan } from "@/components/player/peaks";
import { middleOf, WaveBars } from "@/components/player/wave-bars";
import { WaveRuler } from "@/components/player/wave-ruler";
import { WaveSpans } from "@/components/player/wave-spans";
import { cx } from "@/components/ui/cx";

export interface WaveformProps {
  /** Two empty lists draw the line alone: nothing yet. */
  peaks: Peaks;
  durationSeconds: number;
  /** What is drawn, in a sentence. */
  alt: string;
  height?: number;
  /** How many bars; without `exact` they are spread over the width that there is. */
  bars?: number;
  /** `bars` was measured: draw on whole pixels. */
  exact?: boolean;
  struck?: StruckSpan[];
  /** Playing: what was heard, from 0 to 1. */
  playShare?: number;
  /** Processing: what is read so far, from 0 to 1. */
  doneShare?: number;
  /** The channel that we may not use. */
  missing?: Party;
  /** Letters A and B at the left. */
  tags?: boolean;
  /** The kind of each struck-out span, above and below. */
  labels?: boolean;
  ruler?: boolean;
  /** Both voices in grey: the call as it was spoken, which is not for sale. */
  grey?: boolean;
  className?: string;
  ref?: Ref<HTMLDivElement>;
}

const LABEL_ROOM = 18;
const RULER_ROOM = 24;
const NO_SPANS: StruckSpan[] = [];

/** Pure: the same drawing on the server and in the browser, of the same height whatever the width. */
export function Waveform(props: WaveformProps) {
  const {
    peaks,
    durationSeconds,
    alt,
    height = 40,
    bars = 240,
    exact,
    struck = NO_SPANS,
    playShare,
    doneShare = 1,
  } = props;
  const { missing, tags, labels, ruler, grey, className, ref } = props;
  const clip = useId();
  const pad = labels ? LABEL_ROOM : 0;
  const middle = pad + middleOf(height);
  const across = exact ? bars * 3 : "100%";
  const drawn = <WaveBars {...{ peaks, bars, height, durationSeconds, struck, doneShare, missing }} />;
  return (
    <div className={cx("wave", tags && "ab", grey && "grey", className)} ref={ref}>
      <svg width={across} height={height + pad * 2 + (ruler ? RULER_ROOM : 0)} role="img" aria-label={alt}>
        <svg
          y={pad}
          width={across}
          height={height}
          viewBox={`0 0 ${bars * 3} ${height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {playShare === undefined ? (
            drawn
          ) : (
            <>
              <clipPath id={clip}>
                <rect width={playShare * bars * 3} height={height} />
              </clipPath>
              <g className="dim">{drawn}</g>
              <g clipPath={`url(#${clip})`}>{drawn}</g>
            </>
          )}
        </svg>
        <WaveSpans
          {...{ struck, bars, durationSeconds, middle, height, labels: labels ?? false, dimAfter: playShare ?? 1 }}
        />
        <line x1="0" x2="100%" y1={middle} y2={middle} className="wline" />
        {playShare !== undefined && <Head share={playShare} top={pad - 2} bottom={pad + height + 2} />}
        {ruler && <WaveRuler durationSeconds={durationSeconds} top={pad * 2 + height + 2} narrow={bars < 140} />}
        {tags && <Tags middle={middle} missing={missing} />}
      </svg>
    </div>
  );
}

function Head({ share, top, bottom }: { share: number; top: number; bottom: number }) {
  const x = `${share * 100}%`;
  return <line x1={x} x2={x} y1={top} y2={bottom} className="head" />;
}

/** Left of the drawing, in the room that .wave.ab keeps for them. */
function Tags({ middle, missing }: { middle: number; missing: Party | undefined }) {
  return (["a", "b"] as const).map((party) => {
    const y = party === "a" ? middle - 26 : middle + 8;
    const off = missing === party && "off";
    return (
      <g key={party}>
        <rect x="-28" y={y} width="18" height="18" rx="3" className={cx("wave-tag", party, off)} />
        <text x="-19" y={y + 13} className={cx("wave-letter", off)}>
          {party.toUpperCase()}
        </text>
      </g>
    );
  });
}
