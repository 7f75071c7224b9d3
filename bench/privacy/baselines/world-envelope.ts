import { fourierTransform, hann } from "../../../lib/pipeline/fourier.ts";

/** Without a voice, frames are described as if they had this pitch (as in WORLD). */
const unvoicedHz = 500;
const lowestHz = 60;
/** Weights of the spectral recovery (Morise, Speech Communication 67, 2015). */
const recovery = { straight: 1.18, neighbours: -0.09 };
const leastPower = 1e-12;

/** Power spectrum without its harmonics, half plus one bins; valid until the next call. */
export type EnvelopeAt = (sound: Float64Array, centre: number, pitchHz: number) => Float64Array;

export const spectrumSize = (sampleRateHz: number) => (sampleRateHz > 8_000 ? 1_024 : 512);

/**
 * Spectral envelopes in the way of CheapTrick (Morise, 2015): a window of three periods, so that its power hardly depends
 * on where a pulse falls; smoothing over two thirds of the pitch; the rest of the harmonics taken off in the cepstrum.
 */
export function envelopes(sampleRateHz: number): EnvelopeAt {
  const size = spectrumSize(sampleRateHz);
  const half = size >> 1;
  const binHz = sampleRateHz / size;
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  const power = new Float64Array(half + 1);
  const smooth = new Float64Array(half + 1);
  return (sound, centre, pitchHz) => {
    const hz = pitchHz > 0 ? Math.max(lowestHz, pitchHz) : unvoicedHz;
    windowed(sound, centre, Math.min(size - 1, Math.round((3 * sampleRateHz) / hz) | 1), re);
    im.fill(0);
    fourierTransform(re, im);
    for (let k = 0; k <= half; k++) power[k] = re[k]! * re[k]! + im[k]! * im[k]! + leastPower;
    meanAround(power, hz / 3 / binHz, smooth);
    for (let k = 0; k < size; k++) re[k] = Math.log(smooth[k <= half ? k : size - k]!);
    im.fill(0);
    fourierTransform(re, im);
    for (let q = 0; q < size; q++) {
      const phase = (Math.PI * hz * Math.min(q, size - q)) / sampleRateHz;
      const sinc = phase === 0 ? 1 : Math.sin(phase) / phase;
      re[q] = (re[q]! * sinc * (recovery.straight + 2 * recovery.neighbours * Math.cos(2 * phase))) / size;
    }
    im.fill(0);
    fourierTransform(re, im);
    for (let k = 0; k <= half; k++) power[k] = Math.exp(re[k]!);
    return power;
  };
}

function windowed(sound: Float64Array, centre: number, length: number, frame: Float64Array): void {
  const window = hann(length);
  const start = centre - (length >> 1);
  let energy = 0;
  for (let i = 0; i < length; i++) energy += window[i]! * window[i]!;
  const scale = 1 / Math.sqrt(energy);
  frame.fill(0);
  for (let i = 0; i < length; i++) frame[i] = (sound[start + i] ?? 0) * window[i]! * scale;
}

/** Means over `reach` bins on both sides, fractions of a bin counted; the spectrum goes on as its mirror image. */
function meanAround(power: Float64Array, reach: number, output: Float64Array): void {
  const last = power.length - 1;
  const margin = Math.ceil(reach) + 2;
  const at = (k: number) => power[k < 0 ? -k : k > last ? 2 * last - k : k]!;
  const sums = new Float64Array(last + 2 * margin + 2);
  for (let i = 1; i < sums.length; i++) sums[i] = sums[i - 1]! + at(i - 1 - margin);
  const sumTo = (place: number) => {
    const whole = Math.floor(place);
    return sums[whole]! + (place - whole) * (sums[whole + 1]! - sums[whole]!);
  };
  for (let k = 0; k <= last; k++) {
    const middle = k + margin + 0.5;
    output[k] = (sumTo(middle + reach) - sumTo(middle - reach)) / (2 * reach);
  }
}
