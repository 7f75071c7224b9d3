import { describe, expect, test } from "vitest";
import { drawAccent } from "./draw-accent.ts";
import { noiseFrom } from "./draws.ts";
import { soundClasses } from "./sound-classes.ts";
import { lineTraits } from "./voice-traits.ts";

const random = noiseFrom(() => 0.5);
/** Nothing is drawn: what is left is the taking away. */
const still = () => 0.5;

/** Frames of a voice that makes the first class of sounds, and only that one, in a way of its own. */
function voiceWith(order: number, offset: number, count: number): Float64Array[] {
  const { means, count: classes } = soundClasses(order);
  return Array.from({ length: count }, (_, frame) => {
    const k = frame % classes;
    return Float64Array.from({ length: order }, (_, i) => {
      const own = k === 0 && i === 2 ? offset : 0;
      return 1.5 + 0.1 * i + 0.02 * (means[k * order + i]! + own + 0.1 * random());
    });
  });
}

describe.each([10, 20])("classes of sounds of %i lines", (order) => {
  const { count, means, share } = soundClasses(order);

  test("share a frame out among them, and each knows its own middle", () => {
    const shares = new Float64Array(count);
    for (let k = 0; k < count; k++) {
      share(means.subarray(k * order, (k + 1) * order), shares);
      expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
      expect(shares.indexOf(Math.max(...shares))).toBe(k);
    }
  });

  test("a voice's own way with one class is found there, and taken off", () => {
    const rows = voiceWith(order, 1.2, 3_200).map((lines) => ({ lines, power: 1 }));
    const plain = voiceWith(order, 0, 3_200).map((lines) => ({ lines, power: 1 }));
    const [own, shared] = [lineTraits(rows, order)!, lineTraits(plain, order)!];
    expect(own.accents[2]! - shared.accents[2]!).toBeGreaterThan(0.4);

    const reaccent = drawAccent(own.accents, order, 0, still);
    const spoken = rows[0]!.lines.map((line, i) => (line - own.means[i]!) / own.deviations[i]!);
    // The same sound for 100 ms: its shares have come to rest.
    let heard = spoken;
    for (let i = 0; i < 10; i++) {
      heard = spoken.slice();
      reaccent(heard);
    }
    expect(spoken[2]! - heard[2]!).toBeGreaterThan(0.3 * own.accents[2]!);
    expect(spoken[2]! - heard[2]!).toBeLessThan(1.1 * own.accents[2]!);
  });
});

test("a drawn accent moves each class by itself, and is another one for another draw", () => {
  const order = 20;
  const { means, count } = soundClasses(order);
  const movesOf = (seed: number) => {
    const uniform = noiseFrom(() => seed);
    const reaccent = drawAccent(new Float64Array(count * order), order, 0.5, () => (uniform() + 1) / 2);
    return Array.from({ length: count }, (_, k) => {
      const middle = means.slice(k * order, (k + 1) * order);
      let moved = middle;
      for (let i = 0; i < 20; i++) {
        moved = middle.slice();
        reaccent(moved);
      }
      return Math.hypot(...moved.map((value, i) => value - middle[i]!));
    });
  };
  const [one, other] = [movesOf(0.3), movesOf(0.7)];
  expect(Math.min(...one)).toBeGreaterThan(0.1);
  expect(one.filter((move, k) => Math.abs(move - other[k]!) > 0.01).length).toBeGreaterThan(12);
});

test("only the orders that the pipeline has are known", () => {
  expect(() => soundClasses(12)).toThrow(RangeError);
});
