import type { ReactNode } from "react";

export interface Bin {
  from: number;
  to: number;
  count: number;
}

interface HistogramProps {
  /** Adjoining bins in rising order. */
  bins: Bin[];
  /** The whole of it in a sentence, read aloud instead of the drawing. */
  alt: string;
  title?: ReactNode;
  /** At the right of the title: how many were counted. */
  aside?: ReactNode;
  /** Axis marks, with the words under them; left out, there is no axis (facets). */
  marks?: { at: number; label: string }[];
  median?: { at: number; label: string };
  /** Bins outside stand back: the part that a filter leaves out. */
  chosen?: { from: number; to: number };
  height?: number;
}

const HEAD = 18;
const AXIS = 24;

/** Server-rendered: places are shares of the width, bars are the stripe pattern, so nothing has to be measured. */
export function Histogram({ bins, alt, title, aside, marks, median, chosen, height = 112 }: HistogramProps) {
  const low = bins[0]?.from ?? 0;
  const high = bins.at(-1)?.to ?? 1;
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const at = (value: number) => `${Math.round(((value - low) / (high - low || 1)) * 100_000) / 1000}%`;
  const head = median ? HEAD : 0;
  const floor = head + height;
  const inside = (bin: Bin) => !chosen || (bin.from >= chosen.from && bin.to <= chosen.to);
  return (
    <figure className="plot">
      {title && (
        <figcaption>
          {title} {aside && <span>{aside}</span>}
        </figcaption>
      )}
      <svg className="chart" height={floor + (marks ? AXIS : 1)} role="img" aria-label={alt}>
        {bins.map((bin) => {
          const tall = bin.count === 0 ? 0 : Math.max(1, Math.round((bin.count / most) * (height - 2)));
          return (
            <rect
              key={bin.from}
              x={at(bin.from)}
              width={at(low + bin.to - bin.from)}
              y={floor - tall}
              height={tall}
              shapeRendering="crispEdges"
              fill={inside(bin) ? "url(#stripe-ink)" : "url(#stripe-faint)"}
            />
          );
        })}
        <line x1="0" x2="100%" y1={floor + 0.5} y2={floor + 0.5} className="wline" />
        {marks?.map((mark, place) => (
          <g key={mark.at}>
            <line x1={at(mark.at)} x2={at(mark.at)} y1={floor} y2={floor + 5} className="tick" />
            <text
              x={at(mark.at)}
              y={floor + 19}
              className="axis"
              textAnchor={mark.at === low ? "start" : place === marks.length - 1 && mark.at >= high ? "end" : "middle"}
            >
              {mark.label}
            </text>
          </g>
        ))}
        {median && (
          <MedianMark at={at(median.at)} floor={floor} label={median.label} late={median.at > (low + high) / 2} />
        )}
      </svg>
    </figure>
  );
}

function MedianMark({ at, floor, label, late }: { at: string; floor: number; label: string; late: boolean }) {
  return (
    <>
      <line x1={at} x2={at} y1="6" y2={floor} className="median" />
      <text x={at} dx={late ? -6 : 6} y="12" className="axis ink" textAnchor={late ? "end" : "start"}>
        {label}
      </text>
    </>
  );
}
