import { fourierTransform, hann } from "../../lib/pipeline/fourier.ts";

/** Rows of equal width in one array. */
export interface Frames {
  count: number;
  width: number;
  values: Float64Array;
}

export const frameHopSeconds = 0.01;
const bands = 26;

/** Logarithmic mel energies, 26 bands of 25 ms frames every 10 ms, after pre-emphasis. */
export function logMel(samples: Int16Array, sampleRateHz: number): Frames {
  const length = Math.round(sampleRateHz * 0.025);
  const hop = Math.round(sampleRateHz * frameHopSeconds);
  const size = sampleRateHz > 8_000 ? 512 : 256;
  const window = hann(length);
  const bank = melBank(sampleRateHz, size);
  const count = Math.max(0, Math.floor((samples.length - length) / hop) + 1);
  const values = new Float64Array(count * bands);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  const powers = new Float64Array(size + 2);
  const fill = (to: Float64Array, frame: number) => {
    to.fill(0);
    if (frame >= count) return;
    for (let i = 0, at = frame * hop; i < length; i++, at++) {
      to[i] = ((samples[at]! - 0.97 * (samples[at - 1] ?? 0)) / 32_768) * window[i]!;
    }
  };
  for (let frame = 0; frame < count; frame += 2) {
    // Two real frames share one complex transform.
    fill(re, frame);
    fill(im, frame + 1);
    fourierTransform(re, im);
    powersOf(re, im, powers);
    for (let band = 0; band < bands; band++) {
      const { first, weights } = bank[band]!;
      let [one, other] = [1e-9, 1e-9];
      for (let i = 0, k = 2 * first; i < weights.length; i++, k += 2) {
        one += weights[i]! * powers[k]!;
        other += weights[i]! * powers[k + 1]!;
      }
      values[frame * bands + band] = Math.log(one);
      if (frame + 1 < count) values[(frame + 1) * bands + band] = Math.log(other);
    }
  }
  return { count, width: bands, values };
}

/** Power spectra of the two frames that share a transform, one beside the other. */
function powersOf(re: Float64Array, im: Float64Array, powers: Float64Array): void {
  const size = re.length;
  for (let k = 0; k <= size / 2; k++) {
    const m = (size - k) & (size - 1);
    const a = re[k]! + re[m]!;
    const b = im[k]! - im[m]!;
    const c = im[k]! + im[m]!;
    const d = re[m]! - re[k]!;
    powers[2 * k] = (a * a + b * b) / 4;
    powers[2 * k + 1] = (c * c + d * d) / 4;
  }
}

function melBank(sampleRateHz: number, size: number): { first: number; weights: Float64Array }[] {
  const mel = (hz: number) => 1_127 * Math.log(1 + hz / 700);
  const hz = (value: number) => 700 * (Math.exp(value / 1_127) - 1);
  const [low, high] = [mel(60), mel(sampleRateHz * 0.475)];
  const edge = (i: number) => (hz(low + ((high - low) * i) / (bands + 1)) * size) / sampleRateHz;
  return Array.from({ length: bands }, (_, band) => {
    const [from, middle, to] = [edge(band), edge(band + 1), edge(band + 2)];
    const first = Math.ceil(from);
    if (first >= to) return { first: Math.max(1, Math.round(middle)), weights: new Float64Array([1]) };
    const rise = (k: number) => (k <= middle ? (k - from) / (middle - from) : (to - k) / (to - middle));
    return { first, weights: Float64Array.from({ length: Math.ceil(to) - first }, (_, i) => rise(first + i)) };
  });
}

/** Mel cepstra: coefficients `first` to `last` of the cosine transform. */
export function cepstra(mel: Frames, first: number, last: number): Frames {
  const width = last - first + 1;
  const values = new Float64Array(mel.count * width);
  const table = Float64Array.from({ length: width * mel.width }, (_, i) => {
    const k = first + Math.floor(i / mel.width);
    return Math.cos((Math.PI * k * ((i % mel.width) + 0.5)) / mel.width) * Math.sqrt(2 / mel.width);
  });
  for (let frame = 0; frame < mel.count; frame++) {
    for (let c = 0; c < width; c++) {
      let sum = 0;
      for (let b = 0; b < mel.width; b++) sum += mel.values[frame * mel.width + b]! * table[c * mel.width + b]!;
      values[frame * width + c] = sum;
    }
  }
  return { count: mel.count, width, values };
}

/** Appends the slope over five frames to each row. */
export function withDeltas({ count, width, values }: Frames): Frames {
  const both = new Float64Array(count * width * 2);
  const at = (frame: number, c: number) => values[Math.max(0, Math.min(count - 1, frame)) * width + c]!;
  for (let frame = 0; frame < count; frame++) {
    for (let c = 0; c < width; c++) {
      both[frame * 2 * width + c] = at(frame, c);
      const slope = at(frame + 1, c) - at(frame - 1, c) + 2 * (at(frame + 2, c) - at(frame - 2, c));
      both[frame * 2 * width + width + c] = slope / 10;
    }
  }
  return { count, width: 2 * width, values: both };
}

/** The rows for which `keep` says yes. */
export function pick(frames: Frames, keep: (frame: number) => boolean): Frames {
  const kept: number[] = [];
  for (let frame = 0; frame < frames.count; frame++) if (keep(frame)) kept.push(frame);
  const { width } = frames;
  const values = new Float64Array(kept.length * width);
  for (const [i, frame] of kept.entries())
    values.set(frames.values.subarray(frame * width, (frame + 1) * width), i * width);
  return { count: kept.length, width, values };
}

/** Mean and standard deviation of each column. */
export function moments({ count, width, values }: Frames): { means: Float64Array; deviations: Float64Array } {
  const means = new Float64Array(width);
  const deviations = new Float64Array(width);
  for (let frame = 0, at = 0; frame < count; frame++) {
    for (let c = 0; c < width; c++, at++) means[c] = means[c]! + values[at]! / count;
  }
  for (let frame = 0, at = 0; frame < count; frame++) {
    for (let c = 0; c < width; c++, at++) deviations[c] = deviations[c]! + (values[at]! - means[c]!) ** 2 / count;
  }
  return { means, deviations: deviations.map((value) => Math.sqrt(value + 1e-9)) };
}

/** Each column moved to mean 0 and, when asked, scaled to deviation 1, in place. */
export function normalise(frames: Frames, scale: boolean): Frames {
  const { means, deviations } = moments(frames);
  const { count, width, values } = frames;
  for (let frame = 0, at = 0; frame < count; frame++) {
    for (let c = 0; c < width; c++, at++) values[at] = (values[at]! - means[c]!) / (scale ? deviations[c]! : 1);
  }
  return frames;
}

/** Which frames hold speech: at most 30 dB under the loud ones of the recording. */
export function loudFrames(mel: Frames): (frame: number) => boolean {
  const levels = Float64Array.from({ length: mel.count }, (_, frame) => {
    let sum = 0;
    for (let b = 0; b < mel.width; b++) sum += Math.exp(mel.values[frame * mel.width + b]!);
    return 10 * Math.log10(sum);
  });
  const sorted = levels.slice().sort();
  const threshold = (sorted[Math.floor(sorted.length * 0.95)] ?? 0) - 30;
  return (frame) => levels[frame]! > threshold;
}
