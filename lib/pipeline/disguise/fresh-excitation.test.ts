import { expect, test } from "vitest";
import { freshExcitation } from "./fresh-excitation.ts";
import { findMarks } from "./move-pitch.ts";

const rateHz = 8_000;
/** Half a second of a voice of 125 Hz, whose pulses are all this shape, then half a second of hiss. */
const spoken = (shape: readonly number[]) =>
  Float64Array.from({ length: rateHz }, (_, i) => (i < rateHz / 2 ? (shape[i % 64] ?? 0) : 0.1 * Math.sin(i * i)));
const pitchHz = Float64Array.from({ length: 100 }, (_, frame) => (frame < 50 ? 125 : 0));

function made(shape: readonly number[]) {
  const sound = spoken(shape);
  const marks = findMarks(sound, rateHz, pitchHz);
  const excitation = sound.slice();
  freshExcitation(marks, excitation);
  return { marks, excitation };
}

test("a pulse stands at each mark of the voice, and hiss where there is none", () => {
  const { marks, excitation } = made([0.9, 0.5, 0.2]);
  const voiced = marks.at.filter((_, k) => marks.voiced[k]);
  expect(voiced.length).toBeGreaterThan(50);
  for (const at of voiced) {
    const near = excitation.slice(at + 1, at + 30).map(Math.abs);
    expect(Math.abs(excitation[at]!)).toBeGreaterThan(10 * Math.max(...near));
  }
  const hiss = excitation.subarray(Math.round(0.6 * rateHz), Math.round(0.9 * rateHz));
  const power = hiss.reduce((sum, value) => sum + value * value, 0) / hiss.length;
  expect(Math.max(...hiss.map(Math.abs))).toBeLessThan(3 * Math.sqrt(power));
});

test("nothing of how the pulses were shaped is left: two voices of one pitch give the same", () => {
  const [one, other] = [made([0.9, 0.5, 0.2]), made([0.9, -0.4, 0.6, -0.3])];
  expect(other.marks.at).toEqual(one.marks.at);
  expect(other.excitation).toEqual(one.excitation);
  expect(spoken([0.9, 0.5, 0.2])).not.toEqual(spoken([0.9, -0.4, 0.6, -0.3]));
});
