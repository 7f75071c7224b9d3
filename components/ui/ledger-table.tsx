import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

export interface Column {
  key: string;
  label?: ReactNode;
  /** Read aloud where nothing is shown, over a column of buttons for instance. */
  spoken?: string;
  numeric?: boolean;
  /** Widths go here (w-44), and d0 for what a narrow screen leaves out. */
  className?: string;
}

interface LedgerTableProps {
  /** What the table holds, read aloud. */
  caption: string;
  columns: Column[];
  /** The rows, as <tr>. Cells: `n` numeric, `full` a line of its own at 390 px, `end` pushed right, `d0` left out there. */
  children: ReactNode;
  /** No hover: rows that lead nowhere. */
  still?: boolean;
  /** Rows of one line with waveforms or buttons: centred instead of on the baseline. */
  middle?: boolean;
  headless?: boolean;
  className?: string;
}

export function LedgerTable({ caption, columns, children, still, middle, headless, className }: LedgerTableProps) {
  const name = cx("ledger stack", still && "still", middle && "mid", headless && "headless", className);
  return (
    <table className={name}>
      <caption className="vh">{caption}</caption>
      <thead className={headless ? "vh" : undefined}>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={cx(column.numeric && "n", column.className)}>
              {column.label}
              {column.spoken && <span className="vh">{column.spoken}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
