import { fourierTransform, hann } from "../disguise/fourier.ts";

export interface SpectralShape {
  /** Mean power between 200 and 3,400 Hz, in dB of full scale. */
  levelDb: Float32Array;
  /** Arithmetic over geometric mean of the same bins, in dB: white noise has 2.5, speech more than 6. */
  crestDb: Float32Array;
}

const size = 256;
const rateHz = 8_000;
const low = Math.ceil((200 * size) / rateHz);
const high = Math.floor((3_400 * size) / rateHz);

/**
 * The shape of the spectrum of every frame, `hop` samples apart, measured at 8 kHz: what tells speech lies below 3.4 kHz,
 * so a channel of 16 kHz is halved first. Two frames share one complex transform.
 */
export function spectralShape(samples: Int16Array, sampleRateHz: number, hop: number): SpectralShape {
  const step = sampleRateHz > rateHz ? 2 : 1;
  const count = Math.max(0, Math.floor((samples.length - size * step) / hop) + 1);
  const shape = { levelDb: new Float32Array(count), crestDb: new Float32Array(count) };
  const window = hann(size).map((weight) => weight / 32_768);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  for (let frame = 0; frame < count; frame += 2) {
    const first = frame * hop;
    const second = frame + 1 < count ? first + hop : first;
    if (step === 2) {
      for (let i = 0, at = 0; i < size; i++, at += 2) {
        re[i] = ((samples[first + at]! + samples[first + at + 1]!) / 2) * window[i]!;
        im[i] = ((samples[second + at]! + samples[second + at + 1]!) / 2) * window[i]!;
      }
    } else {
      for (let i = 0; i < size; i++) {
        re[i] = samples[first + i]! * window[i]!;
        im[i] = samples[second + i]! * window[i]!;
      }
    }
    fourierTransform(re, im);
    measure(re, im, shape, frame);
    if (second !== first) measure(im, re, shape, frame + 1);
  }
  return shape;
}

/** Takes the spectrum of the signal that went in as `own` out of the common transform, and measures it. */
function measure(own: Float64Array, other: Float64Array, { levelDb, crestDb }: SpectralShape, frame: number): void {
  let sum = 0;
  let logarithms = 0;
  // The geometric mean as a running product: one logarithm for eight bins instead of one for each.
  let product = 1;
  for (let k = low; k <= high; k++) {
    const mirrored = size - k;
    const even = own[k]! + own[mirrored]!;
    const odd = other[k]! - other[mirrored]!;
    const power = (even * even + odd * odd) / 4 + 1e-12;
    sum += power;
    product *= power;
    if ((k & 7) === 7) {
      logarithms += Math.log(product);
      product = 1;
    }
  }
  const bins = high - low + 1;
  const mean = sum / bins;
  levelDb[frame] = 10 * Math.log10(mean / size + 1e-12);
  crestDb[frame] = (10 / Math.LN10) * (Math.log(mean) - (logarithms + Math.log(product)) / bins);
}
