import { memo } from "react";
import { barsOf, loudestOf, type Party, type Peaks, type StruckSpan } from "@/components/player/peaks";

interface WaveBarsProps {
  peaks: Peaks;
  bars: number;
  height: number;
  durationSeconds: number;
  struck: StruckSpan[];
  /** Bars beyond this share are not drawn yet. */
  doneShare: number;
  missing: Party | undefined;
}

/** Middle line of a drawing of this height. Half a pixel, so that a hairline fills one row of pixels. */
export function middleOf(height: number): number {
  return Math.floor(height / 2) + 0.5;
}

function path(party: Party, props: WaveBarsProps): string {
  const { peaks, bars, height, durationSeconds, struck, doneShare } = props;
  const sign = party === "a" ? -1 : 1;
  const start = middleOf(height) + sign;
  const own = struck.filter((span) => span.party === party);
  const silent = (seconds: number) => own.some((span) => seconds >= span.startSeconds && seconds < span.endSeconds);
  let drawn = "";
  barsOf(peaks[party], bars, loudestOf(peaks)).forEach((share, bar) => {
    const long = Math.round(share * (height / 2 - 1));
    if (long < 1 || bar / bars > doneShare || silent((bar / bars) * durationSeconds)) return;
    drawn += `M${bar * 3 + 1} ${start}v${sign * long}`;
  });
  return drawn;
}

/** The bars of both voices. Memoized: while a clip plays, only the clip around it moves. */
export const WaveBars = memo(function WaveBars(props: WaveBarsProps) {
  return (
    <g className="bars">
      {(["a", "b"] as const).map(
        (party) => party !== props.missing && <path key={party} d={path(party, props)} className={`p${party}`} />,
      )}
    </g>
  );
});
