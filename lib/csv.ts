import Papa from "papaparse";

/** One column: what a person may have written is text; figures are exact decimals or whole numbers and stay numbers. */
export type Column<Row> = { title: string } & (
  | { text: (row: Row) => string | null }
  | { figure: (row: Row) => `${number}` | number | bigint | null }
  | { at: (row: Row) => Date | null }
);

/** A table on its way out, and how many files of `partRows` rows its period needs. */
export type CsvFile = { name: string; text: string; part: number; parts: number };

/** What one file holds at most; what is more is in the next part. */
export const partRows = 10_000;

/** Excel takes a CSV without it for its own code page, and every é for two letters. */
const BYTE_ORDER_MARK = "\ufeff";
/** Line ends, escapes, and marks that turn a line around. */
const CONTROLS = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu;
/** A cell begins at a semicolon too where Excel's own list separator is one, as in France. */
const BEGINS_FORMULA = /(^|;)(["\s]*)(?=[=+\-@＝＋－＠])/g;
/** The second line of defence, in papaparse itself: anything but a plain number. */
const FORMULA = /^(?!-?\d+(?:\.\d+)?$)[=+\-@\t\r]/;

/** RFC 4180 with a header and CRLF. Times are ISO 8601 in UTC, amounts have a point whatever the language. */
export function writeCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => columns.map((column) => cell(column, row)))];
  return `${BYTE_ORDER_MARK}${Papa.unparse(lines, { newline: "\r\n", escapeFormulae: FORMULA })}\r\n`;
}

/** The file of one part; its name says where it stands when there are more. */
export function csvFile<Row>(
  o: { name: string; part: number; total: number },
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): CsvFile {
  const parts = Math.max(1, Math.ceil(o.total / partRows));
  const place = parts > 1 ? `-part-${o.part}-of-${parts}` : "";
  return { name: `consonant-${o.name}${place}.csv`, text: writeCsv(columns, rows), part: o.part, parts };
}

function cell<Row>(column: Column<Row>, row: Row): string {
  if ("at" in column) return column.at(row)?.toISOString() ?? "";
  if ("figure" in column) return String(column.figure(row) ?? "");
  return inert(column.text(row) ?? "");
}

/** Text that no spreadsheet takes for a formula, on one line and without control characters. */
const inert = (text: string) => text.replace(CONTROLS, " ").trim().replace(BEGINS_FORMULA, "$1$2'");
