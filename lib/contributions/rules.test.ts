import { expect, test } from "vitest";
import { keptChannels, noticeHash, rateKind } from "./rules.ts";

test("both sides are kept only where both said yes", () => {
  expect(keptChannels("left", "given")).toBe("both");
  for (const answer of ["left_out", "asked", "refused"] as const) {
    expect(keptChannels("left", answer)).toBe("left");
    expect(keptChannels("right", answer)).toBe("right");
    expect(rateKind(answer)).toBe("own_side");
  }
  expect(rateKind("given")).toBe("both_sides");
});

test("a notice's hash does not depend on how an accent is written", () => {
  expect(noticeHash("appele\u0301")).toBe(noticeHash("appel\u00e9"));
  expect(noticeHash("a")).not.toBe(noticeHash("b"));
});
