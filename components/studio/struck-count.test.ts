import { expect, test } from "vitest";
import { struckCounts } from "./struck-count.ts";

test("a name that is silenced on both sides was said once", () => {
  const name = { startMs: 1_000, endMs: 1_800, kind: "NAME" };
  const phone = { startMs: 9_000, endMs: 12_000, kind: "PHONE" };
  const later = { startMs: 20_000, endMs: 20_700, kind: "NAME" };
  expect(struckCounts([name, name, phone, phone, later])).toEqual([
    { kind: "NAME", count: 2 },
    { kind: "PHONE", count: 1 },
  ]);
  expect(struckCounts([])).toEqual([]);
});
