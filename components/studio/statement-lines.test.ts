import { expect, test } from "vitest";
import { splitStatement } from "./statement-lines.ts";

const line = (kind: string, subject: string, amountMicros: bigint) => ({ kind, subject, amountMicros });

test("the first statement holds everything that was earned", () => {
  const all = [
    line("base-pay", "r1", -6_000_000n),
    line("royalty", "o1", -1_234_567n),
    line("payout-reserved", "p1", 7_230_000n),
  ];
  expect(splitStatement(all, "p1")).toEqual({ broughtMicros: 0n, lines: all.slice(0, 2), dueMicros: 7_234_567n });
});

test("a later one begins after the payout before it, with what was left over", () => {
  const all = [
    line("base-pay", "r1", -7_234_567n),
    line("payout-reserved", "p1", 7_230_000n),
    line("base-pay", "r2", -3_000_000n),
    line("payout-reserved", "p2", 3_000_000n),
  ];
  expect(splitStatement(all, "p2")).toEqual({ broughtMicros: 4_567n, lines: [all[2]], dueMicros: 3_004_567n });
});

test("a payout that came back is a line of the next one", () => {
  const all = [
    line("base-pay", "r1", -5_000_000n),
    line("payout-reserved", "p1", 5_000_000n),
    line("payout-returned", "p1", -5_000_000n),
    line("payout-reserved", "p2", 5_000_000n),
  ];
  expect(splitStatement(all, "p2")).toEqual({ broughtMicros: 0n, lines: [all[2]], dueMicros: 5_000_000n });
});
