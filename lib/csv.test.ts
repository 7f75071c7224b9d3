import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { csvFile, partRows, writeCsv } from "./csv.ts";
import { decimal } from "./format.ts";

type Row = { said: string | null; amount: `${number}` | number | bigint | null };
const columns = [
  { title: "Said", text: (row: Row) => row.said },
  { title: "Amount", figure: (row: Row) => row.amount },
];
const written = (said: string | null, amount: Row["amount"] = 0) => writeCsv(columns, [{ said, amount }]);
const read = (text: string, delimiter = ",") =>
  Papa.parse<string[]>(text.replace(/^\ufeff/, ""), { delimiter, skipEmptyLines: true }).data;
const saidIn = (text: string) => read(text)[1]![0]!;

describe("a CSV file", () => {
  it("is RFC 4180 with a header, CRLF at every end, and the mark that Excel needs for an é", () => {
    expect(written('Été, "à deux"', 1)).toBe('\ufeffSaid,Amount\r\n"Été, ""à deux""",1\r\n');
    expect(writeCsv(columns, [])).toBe("\ufeffSaid,Amount\r\n");
    expect(written(null, null)).toBe("\ufeffSaid,Amount\r\n,\r\n");
  });

  it("keeps amounts exact and negative ones numbers, beyond what a double holds", () => {
    for (const [amount, expected] of [
      [decimal(-3_750_000n, 6), "-3.750000"],
      [decimal(9_007_199_254_740_993_000_001n, 6), "9007199254740993.000001"],
      [decimal(-1n, 6), "-0.000001"],
      [-12, "-12"],
      [12n, "12"],
    ] as const)
      expect(read(written("x", amount))[1]![1]).toBe(expected);
  });

  it("says when, in UTC", () => {
    const at = [{ title: "At", at: (row: Date) => row }];
    expect(writeCsv(at, [new Date("2026-11-09T13:20:00+02:00")])).toContain("\r\n2026-11-09T11:20:00.000Z\r\n");
  });

  it("is cut into parts, each of which says so in its name", () => {
    const part = (total: number, part = 1) => csvFile({ name: "orders-2026", part, total }, columns, []);
    expect(part(0)).toMatchObject({ name: "consonant-orders-2026.csv", parts: 1 });
    expect(part(partRows)).toMatchObject({ name: "consonant-orders-2026.csv", parts: 1 });
    expect(part(2 * partRows + 1, 2)).toMatchObject({ name: "consonant-orders-2026-part-2-of-3.csv", parts: 3 });
  });
});

describe("what a person wrote is never a formula", () => {
  const attacks = [
    '=HYPERLINK("https://evil.example","pay")',
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-1+1",
    "-5",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\r\n=1+1",
    "\u0000=1+1",
    "\u001b[31m=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\u202e=1+1",
    '"=1+1',
    '" =1+1',
    "＝1+1",
    "＠SUM(1)",
    "=cmd|'/C calc'!A0",
    "%0A=1",
  ];
  const BEGINS = /^["'\s]*[=+\-@\t\r＝＋－＠]/;

  it.each(attacks)("%j", (attack) => {
    const said = saidIn(written(attack));
    if (BEGINS.test(attack.replace(/\p{Cc}+/gu, " "))) expect(said.replace(/^["\s]*/, "")).toMatch(/^'/);
    expect(said).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
    expect(said).not.toMatch(/\p{Cc}/u);
  });

  it.each(attacks)("nor where a semicolon begins a cell: a;%j", (attack) => {
    for (const before of ["a;", "a; ", 'a;"', "a;;"]) {
      const lines = written(before + attack).split("\r\n");
      expect(lines).toHaveLength(3); // nothing in a cell begins a line
      for (const cell of lines[1]!.split(";").slice(1)) expect(cell).not.toMatch(/^["\s]*[=+\-@＝＋－＠]/);
    }
  });

  it("and what is none stays as it was written", () => {
    for (const said of ["Dinner = 2 people", "a-b", "mother@home", "1 + 1", "-", "Ça va ?"].filter(
      (one) => one !== "-",
    ))
      expect(saidIn(written(said))).toBe(said);
  });
});
