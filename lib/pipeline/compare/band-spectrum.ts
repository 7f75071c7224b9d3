import { fourierTransform, hann } from "../disguise/fourier.ts";
import { fingerprint as settings } from "../rules.ts";

const { sampleRateHz, windowSamples, hopSamples, fineBands } = settings;

/**
 * Log energies of a sound in fine bands, frame by frame: `visit` gets a row that is used again for the next frame.
 * Each band is 1 % wider than the one below it, so that a copy at another speed is the same picture, shifted.
 */
export function bandSpectrum(sound: Float32Array, visit: (frame: number, row: Float32Array) => void): number {
  const frames = framesOf(sound.length);
  const window = hann(windowSamples);
  const re = new Float64Array(windowSamples);
  const im = new Float64Array(windowSamples);
  const row = new Float32Array(fineBands);
  // Two frames fit into one transform; each one's spectrum is half the sum or difference of mirrored bins.
  for (let frame = 0; frame < frames; frame += 2) {
    const first = frame * hopSamples;
    for (let i = 0; i < windowSamples; i++) {
      re[i] = (sound[first + i] ?? 0) * window[i]!;
      im[i] = (sound[first + hopSamples + i] ?? 0) * window[i]!;
    }
    fourierTransform(re, im);
    fineEnergies(re, im, 1, row);
    visit(frame, row);
    if (frame + 1 < frames) {
      fineEnergies(re, im, -1, row);
      visit(frame + 1, row);
    }
  }
  return frames;
}

export const framesOf = (lengthSamples: number): number =>
  Math.max(0, Math.floor((lengthSamples - windowSamples) / hopSamples) + 1);

/** The bins of each fine band; the narrow ones at the bottom take the bins around them. */
const edges = Float64Array.from(
  { length: fineBands + 1 },
  (_, i) => (settings.lowestHz * settings.fineStep ** i * windowSamples) / sampleRateHz,
);

const power = new Float64Array((windowSamples >> 1) + 1);

function fineEnergies(re: Float64Array, im: Float64Array, sign: 1 | -1, row: Float32Array): void {
  const from = Math.floor(edges[0]!) - 1;
  const to = Math.ceil(edges[fineBands]!) + 1;
  let sum = 0;
  for (let k = from; k < to; k++) {
    const mirror = windowSamples - k;
    const real = sign === 1 ? re[k]! + re[mirror]! : im[k]! + im[mirror]!;
    const imaginary = sign === 1 ? im[k]! - im[mirror]! : re[mirror]! - re[k]!;
    sum += real * real + imaginary * imaginary;
    power[k] = sum;
  }
  // power holds the running sum; energy between two edges is read from it, parts of a bin included
  let before = at(edges[0]!);
  for (let band = 0; band < fineBands; band++) {
    const next = at(edges[band + 1]!);
    row[band] = next - before;
    before = next;
  }
}

function at(edge: number): number {
  const k = Math.floor(edge);
  return power[k - 1]! + (power[k]! - power[k - 1]!) * (edge - k);
}

/** Half-band filter for 16 kHz: 31 taps, 50 dB down from 4.6 kHz on; everything that counts here lies under 3.4 kHz. */
const taps = Array.from({ length: 31 }, (_, i) => {
  const t = i - 15;
  const sinc = t === 0 ? 0.5 : Math.sin((Math.PI * t) / 2) / (Math.PI * t);
  return sinc * (0.54 + 0.46 * Math.cos((Math.PI * t) / 15.5));
});

/** The telephone's 8 kHz, whatever came. Throws RangeError for a rate that is neither 8 nor 16 kHz. */
export function toTelephoneRate(samples: Int16Array, rateHz: number): Float32Array {
  if (rateHz === sampleRateHz) return Float32Array.from(samples);
  if (rateHz !== 2 * sampleRateHz) throw new RangeError(`cannot compare sound of ${rateHz} Hz`);
  const half = new Float32Array(samples.length >> 1);
  for (let i = 0; i < half.length; i++) {
    let sum = 0.5 * (samples[2 * i] ?? 0);
    for (let tap = 0; tap < 15; tap += 2) {
      const away = 15 - tap;
      sum += taps[tap]! * ((samples[2 * i - away] ?? 0) + (samples[2 * i + away] ?? 0));
    }
    half[i] = sum;
  }
  return half;
}
