import { fourierTransform, hann } from "../disguise/fourier.ts";

const size = 1_024;
const mostFrames = 2_000;
const belowPeakDb = 60;

/** Highest frequency in Hz whose long-term power is within 60 dB of the strongest; tells telephone from wideband. */
export function bandwidthHz(samples: Int16Array, sampleRateHz: number): number {
  const power = new Float64Array(size / 2 + 1);
  const window = hann(size);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  const step = Math.max(size, Math.floor(samples.length / mostFrames));
  for (let start = 0; start + size <= samples.length; start += step) {
    im.fill(0);
    for (let i = 0; i < size; i++) re[i] = samples[start + i]! * window[i]!;
    fourierTransform(re, im);
    for (let k = 0; k <= size / 2; k++) power[k] = power[k]! + re[k]! * re[k]! + im[k]! * im[k]!;
  }
  const least = power.reduce((most, value) => Math.max(most, value), 0) * 10 ** (-belowPeakDb / 10);
  let highest = size / 2;
  while (highest > 0 && power[highest]! <= least) highest--;
  return Math.round((highest * sampleRateHz) / size);
}
