import type { Draw } from "../../../lib/pipeline/disguise/draws.ts";
import type { Stretch } from "../../../lib/pipeline/stretches.ts";
import type { Method } from "../method.ts";
import { spectrumFlattener } from "./flatten-spectrum.ts";
import { middlePitchHz } from "./middle-pitch.ts";
import { resampler } from "./resample.ts";
import { stretchTime } from "./time-stretch.ts";
import { poleWarper } from "./warp-poles.ts";

/**
 * The disguise this project had before: pitch to a random target, poles warped by a random exponent, long-term spectrum
 * flattened. Kept as what the present one is measured against.
 */
export const combo =
  (leastExponent: number, mostExponent: number): Method["apply"] =>
  (samples, sampleRateHz, speech, draw) =>
    moveAll(samples, sampleRateHz, speech, draw, () => leastExponent + (mostExponent - leastExponent) * draw());

function moveAll(
  samples: Int16Array,
  sampleRateHz: number,
  speech: readonly Stretch[],
  draw: Draw,
  drawExponent: () => number,
): void {
  const shift = Math.min(
    2,
    Math.max(0.5, (110 * (190 / 110) ** draw()) / middlePitchHz(samples, sampleRateHz, speech)),
  );
  const resample = resampler(shift);
  const warp = poleWarper(sampleRateHz, drawExponent());
  const flattener = spectrumFlattener(sampleRateHz, 0.8);
  let before = 0;
  let after = 0;
  const pieces = speech.map(({ from, to }) => {
    const source = Float64Array.from(samples.subarray(from, to), (sample) => sample / 32_768);
    before += source.reduce((sum, value) => sum + value * value, 0);
    const longer = new Float64Array(Math.ceil(source.length * shift));
    stretchTime(source, sampleRateHz, shift, longer);
    const moved = new Float64Array(source.length);
    resample(longer, moved);
    warp(moved, source);
    flattener.learn(source);
    after += source.reduce((sum, value) => sum + value * value, 0);
    return source;
  });
  flattener.settle(after, before);
  for (const [i, { from }] of speech.entries()) {
    const flat = new Float64Array(pieces[i]!.length);
    flattener.flatten(pieces[i]!, flat);
    writeSamples(flat, samples, from);
  }
}

/** Baseline B2 of the VoicePrivacy Challenge: poles warped by an exponent drawn for each recording, nothing else. */
export const mcAdams =
  (leastExponent: number, mostExponent: number): Method["apply"] =>
  (samples, sampleRateHz, speech, draw) => {
    const warp = poleWarper(sampleRateHz, leastExponent + (mostExponent - leastExponent) * draw());
    for (const { from, to } of speech) {
      const source = Float64Array.from(samples.subarray(from, to), (sample) => sample / 32_768);
      const warped = new Float64Array(source.length);
      warp(source, warped);
      writeSamples(warped, samples, from);
    }
  };

function writeSamples(sound: Float64Array, samples: Int16Array, from: number): void {
  for (const [i, value] of sound.entries())
    samples[from + i] = Math.max(-32_768, Math.min(32_767, Math.round(value * 32_767)));
}
