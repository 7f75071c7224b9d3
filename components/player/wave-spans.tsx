import type { StruckSpan } from "@/components/player/peaks";
import { placed } from "@/components/player/timeline";

interface WaveSpansProps {
  struck: StruckSpan[];
  bars: number;
  durationSeconds: number;
  middle: number;
  height: number;
  labels: boolean;
  /** Spans that begin later than this share stand back, like the bars around them. */
  dimAfter: number;
}

/** Hatched boxes in the hue of who spoke, with the kind above (A) or below (B). */
export function WaveSpans({ struck, bars, durationSeconds, middle, height, labels, dimAfter }: WaveSpansProps) {
  const tall = height / 2 - 3;
  const percent = (count: number) => `${Math.round((count / bars) * 100_000) / 1000}%`;
  return placed(struck, bars, durationSeconds).map((span) => {
    const top = span.party === "a" ? middle - 1 - tall : middle + 1;
    const left = percent(span.fromBar);
    const right = percent(span.fromBar + span.barCount);
    return (
      <g key={`${span.party}${span.startSeconds}`}>
        <g className={span.fromBar / bars > dimAfter ? "dim" : undefined}>
          <rect x={left} y={top} width={percent(span.barCount)} height={tall} fill={`url(#hatch-${span.party})`} />
          {[left, right].map((x) => (
            <line key={x} x1={x} x2={x} y1={top} y2={top + tall} className={`p${span.party}`} strokeWidth="1" />
          ))}
        </g>
        {labels && span.named && (
          <text
            x={left}
            y={span.party === "a" ? middle - height / 2 - 6 : middle + height / 2 + 14}
            className={`wtext ${span.party}`}
          >
            {span.label}
          </text>
        )}
      </g>
    );
  });
}
