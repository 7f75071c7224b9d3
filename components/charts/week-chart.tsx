export interface Week {
  /** "26 Oct": the day it began. */
  label: string;
  /** Any unit, the same for all; only its share of the largest counts. */
  amount: number;
  amountLabel: string;
  state: "settled" | "approved" | "pending";
}

interface WeekChartProps {
  weeks: Week[];
  /** The whole of it in a sentence, read aloud instead of the drawing. */
  alt: string;
  /** Lines across, in the unit of the amounts. */
  marks: { at: number; label: string }[];
}

const HEIGHT = 120;
const HEAD = 18;
const NARROW_WEEKS = 9;

/** Solid: paid or available. Grey: approved. Dashed: pending. A narrow screen shows the last nine weeks. */
export function WeekChart({ weeks, alt, marks }: WeekChartProps) {
  return (
    <div role="img" aria-label={alt}>
      <div className="d0">
        <Bars weeks={weeks} marks={marks} field={FIELD.wide} labelEvery={weeks.length > 12 ? 3 : 1} />
      </div>
      <div className="m0">
        <Bars weeks={weeks.slice(-NARROW_WEEKS)} marks={marks} field={FIELD.narrow} labelEvery={2} />
      </div>
    </div>
  );
}

const FILL = { settled: "url(#stripe-ink)", approved: "url(#stripe-grey)" } as const;
/** Per cent of the width that the columns take; the rest is the scale's. */
const FIELD = { wide: 95, narrow: 85 };

interface BarsProps {
  weeks: Week[];
  marks: WeekChartProps["marks"];
  field: number;
  labelEvery: number;
}

function Bars({ weeks, marks, field, labelEvery }: BarsProps) {
  const most = Math.max(1, ...weeks.map((week) => week.amount));
  const step = field / Math.max(1, weeks.length);
  const floor = HEAD + HEIGHT;
  const tall = (amount: number) => Math.max(1, Math.round((amount / most) * (HEIGHT - 4)));
  const peak = weeks.findIndex((week) => week.amount === most);
  return (
    <svg className="chart" height={floor + 26} aria-hidden="true">
      {marks
        .filter((mark) => mark.at <= most)
        .map((mark) => (
          <g key={mark.at}>
            <line
              x1="0"
              x2="100%"
              y1={floor - tall(mark.at) + 0.5}
              y2={floor - tall(mark.at) + 0.5}
              className="across"
            />
            <text x="100%" y={floor - tall(mark.at) - 4} className="axis" textAnchor="end">
              {mark.label}
            </text>
          </g>
        ))}
      {weeks.map((week, place) => {
        const x = `${place * step}%`;
        const high = week.amount > 0 ? tall(week.amount) : 1;
        const box = { x, y: floor - high, width: `${step * 0.8}%`, height: high };
        const last = place === weeks.length - 1;
        const named = place === peak || (last && place - peak !== 1);
        return (
          <g key={week.label}>
            {week.state === "pending" ? (
              <rect {...box} className="pending" />
            ) : (
              <rect {...box} shapeRendering="crispEdges" fill={FILL[week.state]} />
            )}
            {named && (
              <text x={x} y={floor - high - 5} className="axis ink">
                {week.amountLabel}
              </text>
            )}
            {(weeks.length - 1 - place) % labelEvery === 0 && (
              <text x={x} y={floor + 20} className="axis">
                {week.label}
              </text>
            )}
          </g>
        );
      })}
      <line x1="0" x2="100%" y1={floor + 0.5} y2={floor + 0.5} className="wline" />
    </svg>
  );
}
