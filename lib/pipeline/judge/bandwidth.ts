import { fourierTransform, hann } from "../fourier.ts";

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
  for (let first = 0; first + size <= samples.length; first += 2 * step) {
    // Two frames share a transform: of their powers only the sum is asked for.
    const second = first + step;
    if (second + size > samples.length) im.fill(0);
    else for (let i = 0; i < size; i++) im[i] = samples[second + i]! * window[i]!;
    for (let i = 0; i < size; i++) re[i] = samples[first + i]! * window[i]!;
    fourierTransform(re, im);
    for (let k = 0; k <= size / 2; k++) {
      const mirrored = (size - k) % size;
      const [one, other] = [
        re[k]! * re[k]! + im[k]! * im[k]!,
        re[mirrored]! * re[mirrored]! + im[mirrored]! * im[mirrored]!,
      ];
      power[k] = power[k]! + (one + other) / 2;
    }
  }
  const least = power.reduce((most, value) => Math.max(most, value), 0) * 10 ** (-belowPeakDb / 10);
  let highest = size / 2;
  while (highest > 0 && power[highest]! <= least) highest--;
  return Math.round((highest * sampleRateHz) / size);
}
