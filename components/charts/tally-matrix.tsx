export interface TallyRow {
  label: string;
  /** One for each column; null: fewer than k people, merged with the column before. */
  cells: (number | null)[];
  total: number;
}

interface TallyMatrixProps {
  caption: string;
  /** Over the row labels: "Region". */
  corner: string;
  columns: string[];
  rows: TallyRow[];
  /** The closing row. */
  all: TallyRow;
  words: { all: string; merged: string };
  /** Writes a count the way the page does. */
  format: (count: number) => string;
}

/** One bar is one person. Hatched: too few to show, merged, so that nobody stands alone. */
export function TallyMatrix({ caption, corner, columns, rows, all, words, format }: TallyMatrixProps) {
  return (
    <table className="matrix">
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className="r">
            {corner}
          </th>
          {columns.map((column) => (
            <th key={column} scope="col" className="x">
              {column}
            </th>
          ))}
          <th scope="col" className="tot">
            {words.all}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row" className="r">
              {row.label}
            </th>
            {row.cells.map((count, place) => (
              <td key={columns[place]} className="x">
                {count === null ? (
                  <span className="merged" role="img" aria-label={words.merged} title={words.merged} />
                ) : (
                  <span className="cell">
                    <b>{format(count)}</b>
                    <Tally count={count} />
                  </span>
                )}
              </td>
            ))}
            <td className="tot">{format(row.total)}</td>
            <td className="m0 tl0" aria-hidden="true">
              <Tally count={row.total} />
            </td>
          </tr>
        ))}
        <tr className="all">
          <th scope="row" className="r">
            {all.label}
          </th>
          {all.cells.map((count, place) => (
            <td key={columns[place]} className="x">
              <span className="cell">
                <b>{count === null ? "" : format(count)}</b>
              </span>
            </td>
          ))}
          <td className="tot">{format(all.total)}</td>
        </tr>
      </tbody>
    </table>
  );
}

function Tally({ count }: { count: number }) {
  if (count < 1) return null;
  return (
    <svg className="tally" width={count * 3 - 1} height="12" aria-hidden="true">
      <rect width="100%" height="12" fill="url(#stripe-tally)" />
    </svg>
  );
}
