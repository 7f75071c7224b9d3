import type { ReactNode } from "react";

export interface Figure {
  term: ReactNode;
  value: ReactNode;
  /** Smaller, after the value. */
  unit?: ReactNode;
  /** How it came about, or what to compare it with. */
  note?: ReactNode;
  key: string;
}

export function Figures({ figures }: { figures: Figure[] }) {
  return (
    <dl className="figs">
      {figures.map((figure) => (
        <div key={figure.key}>
          <dt>{figure.term}</dt>
          <dd>
            {figure.value}
            {figure.unit && <small> {figure.unit}</small>}
          </dd>
          {figure.note && <dd className="w">{figure.note}</dd>}
        </div>
      ))}
    </dl>
  );
}
