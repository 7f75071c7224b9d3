import type { ReactNode } from "react";

export interface SlipLine {
  key: string;
  term: ReactNode;
  amount?: ReactNode;
}

interface SlipProps {
  title?: ReactNode;
  /** At the right of the title: a number, a time. */
  aside?: ReactNode;
  lines: SlipLine[];
  /** Closed by a double rule. */
  total?: Omit<SlipLine, "key">;
  /** Below the total: the button, the small print. */
  children?: ReactNode;
}

export function Slip({ title, aside, lines, total, children }: SlipProps) {
  return (
    <div className="slip">
      {(title || aside) && (
        <div className="cap">
          <h2>{title}</h2>
          {aside && <span className="s12 qq">{aside}</span>}
        </div>
      )}
      <dl>
        {lines.map((line) => (
          <div key={line.key}>
            <dt>{line.term}</dt>
            <dd>{line.amount}</dd>
          </div>
        ))}
      </dl>
      {total && (
        <dl className="total">
          <div>
            <dt>{total.term}</dt>
            <dd>{total.amount}</dd>
          </div>
        </dl>
      )}
      {children}
    </div>
  );
}
