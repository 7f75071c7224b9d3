import { expect, it } from "vitest";
import { barsOf, loudestOf } from "./peaks.ts";
import { placed, rulerStep, turnAt } from "./timeline.ts";

it("keeps the loudest slice under each bar", () => {
  expect(barsOf([0, 64, 16, 32], 2, 64)).toEqual([1, 0.5]);
});

it("draws a line between slices when there is room for more bars", () => {
  expect(barsOf([0, 64], 4, 64)).toEqual([0, 0.5, 1, 1]);
});

it("draws nothing for no slices, and does not blow up silence", () => {
  expect(barsOf([], 3, 16)).toEqual([0, 0, 0]);
  expect(loudestOf({ a: [1, 2], b: [0] })).toBe(16);
  expect(loudestOf({ a: [1, 2], b: [70] })).toBe(70);
});

it("never draws a struck-out span narrower than three bars, and drops a label that would lie on another", () => {
  const struck = [
    { party: "a" as const, startSeconds: 5.2, endSeconds: 6, label: "postcode" },
    { party: "a" as const, startSeconds: 5, endSeconds: 5.1, label: "street" },
    { party: "b" as const, startSeconds: 5, endSeconds: 7, label: "name" },
  ];
  const drawn = placed(struck, 100, 10).map(({ fromBar, barCount, named }) => [fromBar, barCount, named]);
  expect(drawn).toEqual([
    [50, 3, true],
    [50, 20, true],
    [52, 8, false],
  ]);
});

it("marks the turn that is heard, also in the pause after it", () => {
  const turns = [
    { party: "a" as const, startSeconds: 1, endSeconds: 2, text: "" },
    { party: "b" as const, startSeconds: 4, endSeconds: 6, text: "" },
  ];
  expect(turnAt(turns, undefined)).toBeUndefined();
  expect(turnAt(turns, 0.5)).toBeUndefined();
  expect(turnAt(turns, 3)).toBe(turns[0]);
  expect(turnAt(turns, 9)).toBe(turns[1]);
});

it("writes at most about ten numbers under a waveform", () => {
  expect([30, 90, 400, 1110, 3600].map(rulerStep)).toEqual([5, 10, 60, 120, 600]);
});
