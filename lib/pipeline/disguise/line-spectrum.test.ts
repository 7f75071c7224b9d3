import { expect, test } from "vitest";
import { hann } from "../fourier.ts";
import { filterFromLines, lineFrequencies, lineScratch } from "./line-spectrum.ts";
import { predict } from "./linear-prediction.ts";

/** Vowel-like frames: a pulse train through two resonances. */
function vowel(lowHz: number, highHz: number, pitchHz: number): Float64Array {
  const rateHz = 16_000;
  const window = hann(400);
  const state = [0, 0, 0, 0];
  const sections = [lowHz, highHz].map((hz) => [1.94 * Math.cos((2 * Math.PI * hz) / rateHz), 0.94] as const);
  return Float64Array.from({ length: 400 }, (_, i) => {
    let value = i % Math.round(rateHz / pitchHz) === 0 ? 1 : 0.001 * Math.sin(i * i);
    for (const [s, [linear, square]] of sections.entries()) {
      value += linear * state[2 * s]! - square * state[2 * s + 1]!;
      state[2 * s + 1] = state[2 * s]!;
      state[2 * s] = value;
    }
    return value * window[i]!;
  });
}

test.each([10, 20])(
  "line frequencies of order %i rise, lie between 0 and pi, and give the same filter back",
  (order) => {
    const [filter, back, room] = [0, 0, 0].map(() => new Float64Array(order + 1)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const scratch = lineScratch(order);
    const lines = new Float64Array(order);
    for (let low = 250; low < 900; low += 90) {
      for (let high = 1_000; high < 3_500; high += 310) {
        predict(vowel(low, high, 90 + low / 10), order, filter, room, 1e-6);
        expect(lineFrequencies(filter, lines, scratch)).toBe(true);
        expect([...lines]).toEqual([...lines].sort((a, b) => a - b));
        expect(lines[0]).toBeGreaterThan(0);
        expect(lines[order - 1]).toBeLessThan(Math.PI);
        filterFromLines(lines, back, scratch);
        for (let i = 0; i <= order; i++) expect(back[i]).toBeCloseTo(filter[i]!, 4);
      }
    }
  },
);
