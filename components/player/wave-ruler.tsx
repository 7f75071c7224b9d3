import { rulerStep } from "@/components/player/timeline";
import { formatClock } from "@/lib/format";

interface WaveRulerProps {
  durationSeconds: number;
  top: number;
  /** Half of the numbers where they would touch. */
  narrow: boolean;
}

const MINOR_TICKS = 5;

export function WaveRuler({ durationSeconds, top, narrow }: WaveRulerProps) {
  const step = rulerStep(durationSeconds);
  const minor = step / MINOR_TICKS;
  const ticks = Array.from({ length: Math.floor(durationSeconds / minor) + 1 }, (_, tick) => tick);
  return (
    <g>
      {ticks.map((tick) => {
        const seconds = tick * minor;
        const share = seconds / durationSeconds;
        const x = `${Math.round(share * 100_000) / 1000}%`;
        const major = tick % MINOR_TICKS === 0;
        const written = major && share < 0.97 && (!narrow || (tick / MINOR_TICKS) % 2 === 0);
        return (
          <g key={tick}>
            <line x1={x} x2={x} y1={top} y2={top + (major ? 6 : 3)} className="tick" />
            {written && (
              <text x={x} y={top + 19} className="axis" textAnchor={tick === 0 ? "start" : "middle"}>
                {formatClock(seconds)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
