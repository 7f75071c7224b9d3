import { describe, expect, test } from "vitest";
import { drawsFrom } from "./made-up-release.ts";
import { leastPriceCents, priceCents } from "./price.ts";

describe("a version's price", () => {
  test("is its hours at the price per hour", () => expect(priceCents(36_000, 12_000)).toBe(120_000));
  test("is rounded up to the cent", () => expect(priceCents(3_601, 12_000)).toBe(12_004));
  test("is 1.00 at least", () => {
    expect(priceCents(1, 100)).toBe(leastPriceCents);
    expect(priceCents(0, 0)).toBe(leastPriceCents);
  });
  test("is never below what the speech is worth, nor a cent above", () => {
    const draw = drawsFrom(1);
    for (let round = 0; round < 1_000; round++) {
      const [seconds, perHour] = [Math.floor(draw() * 1e9), 100 + Math.floor(draw() * 1e6)];
      const cents = BigInt(priceCents(seconds, perHour));
      const exact = BigInt(seconds) * BigInt(perHour);
      if (cents > BigInt(leastPriceCents)) {
        expect(cents * 3_600n >= exact && (cents - 1n) * 3_600n < exact, `${seconds} ${perHour}`).toBe(true);
      }
    }
  });
  test("is refused for what is no whole number", () => {
    for (const wrong of [-1, 1.5, Number.NaN, Infinity]) {
      expect(() => priceCents(wrong, 100)).toThrow(RangeError);
      expect(() => priceCents(100, wrong)).toThrow(RangeError);
    }
  });
});
