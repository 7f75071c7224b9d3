import { fourierTransform, hann } from "../fourier.ts";

/** Levels frame by frame, in dB of full scale. */
export interface SpectralShape {
  /** Mean power between 200 and 3,400 Hz. */
  levelDb: Float32Array;
  /** The same of each band. */
  bandsDb: Float32Array[];
}

const size = 256;
const rateHz = 8_000;
/** Edges of the bands in Hz: about equally many critical bands each. */
const edgesHz = [200, 400, 650, 950, 1_300, 1_750, 2_300, 3_400];
const bandCount = edgesHz.length - 1;
const firstBins = edgesHz.map((hz) => Math.ceil((hz * size) / rateHz));

/**
 * The shape of the spectrum of every frame, `hop` samples apart, measured at 8 kHz: what tells speech lies below 3.4 kHz,
 * so a channel of 16 kHz is halved first. Two frames share one complex transform.
 */
export function spectralShape(samples: Int16Array, sampleRateHz: number, hop: number): SpectralShape {
  const step = sampleRateHz > rateHz ? 2 : 1;
  const count = Math.max(0, Math.floor((samples.length - size * step) / hop) + 1);
  const levels = () => new Float32Array(count);
  const shape = { levelDb: levels(), bandsDb: Array.from({ length: bandCount }, levels) };
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
function measure(own: Float64Array, other: Float64Array, { levelDb, bandsDb }: SpectralShape, frame: number): void {
  let all = 0;
  for (let band = 0; band < bandCount; band++) {
    const from = firstBins[band]!;
    const to = firstBins[band + 1]!;
    let sum = 0;
    for (let k = from; k < to; k++) {
      const mirrored = size - k;
      const even = own[k]! + own[mirrored]!;
      const odd = other[k]! - other[mirrored]!;
      sum += (even * even + odd * odd) / 4;
    }
    all += sum;
    bandsDb[band]![frame] = inDb(sum / (to - from));
  }
  levelDb[frame] = inDb(all / (firstBins[bandCount]! - firstBins[0]!));
}

/** Never below -120 dB: digital silence has no level. */
const inDb = (power: number): number => 10 * Math.log10(power / size + 1e-12);
