import { hann } from "../fourier.ts";
import { filterFromCosines, lineFrequencies, lineScratch } from "./line-spectrum.ts";
import { predict } from "./linear-prediction.ts";

export const tractHopSeconds = 0.01;
const windowSeconds = 0.025;
/** Below this mean square a frame is silence and keeps the shape of the one before. */
const leastPower = 1e-9;
/** Keeps the prediction tame where a telephone left a band empty. */
const noiseFloor = 1e-5;

export const tractOrder = (sampleRateHz: number) => (sampleRateHz > 8_000 ? 20 : 10);

/** The shape of a vocal tract every 10 ms: line spectral frequencies in radians, and how loud it was (mean square). */
export interface Tract {
  order: number;
  frames: number;
  lines: Float64Array;
  powers: Float64Array;
}

/** Samples as numbers from -1 to 1; a plain loop, for `Float64Array.from` takes ten times as long. */
export function soundOf(samples: Int16Array): Float64Array {
  const sound = new Float64Array(samples.length);
  for (let i = 0; i < sound.length; i++) sound[i] = samples[i]! / 32_768;
  return sound;
}

/** Describes the frame around `centre`; null in silence. The returned lines are valid until the next call. */
export function tractProbe(sampleRateHz: number) {
  const order = tractOrder(sampleRateHz);
  const size = Math.round(windowSeconds * sampleRateHz);
  const window = hann(size);
  const frame = new Float64Array(size);
  const coefficients = new Float64Array(order + 1);
  const scratch = new Float64Array(order + 1);
  const lines = new Float64Array(order);
  const room = lineScratch(order);
  return (sound: Float64Array, centre: number): { lines: Float64Array; power: number } | null => {
    const start = centre - (size >> 1);
    let energy = 0;
    for (let i = 0; i < size; i++) {
      const at = start + i;
      const sample = at >= 0 && at < sound.length ? sound[at]! * window[i]! : 0;
      frame[i] = sample;
      energy += sample * sample;
    }
    const power = energy / size;
    if (power < leastPower) return null;
    predict(frame, order, coefficients, scratch, noiseFloor);
    return lineFrequencies(coefficients, lines, room) ? { lines, power } : null;
  };
}

export function traceTract(sound: Float64Array, sampleRateHz: number): Tract {
  const order = tractOrder(sampleRateHz);
  const hop = Math.round(tractHopSeconds * sampleRateHz);
  const frames = Math.floor(sound.length / hop) + 2;
  const lines = new Float64Array(frames * order);
  const powers = new Float64Array(frames);
  const probe = tractProbe(sampleRateHz);
  let known: Float64Array = Float64Array.from({ length: order }, (_, i) => (Math.PI * (i + 1)) / (order + 1));
  for (let frame = 0; frame < frames; frame++) {
    const found = probe(sound, frame * hop);
    if (found) powers[frame] = found.power;
    lines.set(found ? found.lines : known, frame * order);
    known = lines.subarray(frame * order, (frame + 1) * order);
  }
  return { order, frames, lines, powers };
}

/** Mean squares of the windowed frames alone, as `traceTract` has them. */
export function framePowers(sound: Float64Array, sampleRateHz: number, frames: number): Float64Array {
  const hop = Math.round(tractHopSeconds * sampleRateHz);
  const window = hann(Math.round(windowSeconds * sampleRateHz));
  const half = window.length >> 1;
  return Float64Array.from({ length: frames }, (_, frame) => {
    const start = frame * hop - half;
    let energy = 0;
    for (let i = Math.max(0, -start); i < window.length && start + i < sound.length; i++) {
      const sample = sound[start + i]! * window[i]!;
      energy += sample * sample;
    }
    return energy / window.length;
  });
}

/** Calls `use` with a filter each 2.5 ms; the cosines of lines are interpolated, so that the filter never jumps. */
function eachFilter(
  { order, frames, lines }: Tract,
  sampleRateHz: number,
  length: number,
  use: (coefficients: Float64Array, from: number, to: number) => void,
): void {
  const hop = Math.round(tractHopSeconds * sampleRateHz);
  const quarter = hop >> 2;
  const cosines = lines.map(Math.cos);
  const coefficients = new Float64Array(order + 1);
  const scratch = lineScratch(order);
  const between = new Float64Array(order);
  for (let step = 0, from = 0; from < length; step++) {
    const to = Math.min(length, Math.round(((step + 1) * hop) / 4));
    const place = Math.min(frames - 1, (from + quarter / 2) / hop);
    const frame = Math.min(frames - 2, Math.floor(place));
    const share = place - frame;
    for (let i = 0, at = frame * order; i < order; i++, at++) {
      between[i] = cosines[at]! * (1 - share) + cosines[at + order]! * share;
    }
    filterFromCosines(between, coefficients, scratch);
    use(coefficients, from, to);
    from = to;
  }
}

/** The sound that a tract makes of an excitation; orders are multiples of five, for five sums do not wait for each other. */
export function speak(excitation: Float64Array, tract: Tract, sampleRateHz: number, sound: Float64Array): void {
  const { order } = tract;
  eachFilter(tract, sampleRateHz, sound.length, (coefficients, from, to) => {
    for (let n = from; n < to; n++) {
      if (n < order) {
        sound[n] = firstSample(excitation, coefficients, sound, n);
        continue;
      }
      let [a, b, c, d, e] = [0, 0, 0, 0, 0];
      for (let j = order, at = n - order; j > 0; j -= 5, at += 5) {
        a += coefficients[j]! * sound[at]!;
        b += coefficients[j - 1]! * sound[at + 1]!;
        c += coefficients[j - 2]! * sound[at + 2]!;
        d += coefficients[j - 3]! * sound[at + 3]!;
        e += coefficients[j - 4]! * sound[at + 4]!;
      }
      sound[n] = excitation[n]! - (a + b + (c + d)) - e;
    }
  });
}

/** One of the samples before which there are not as many as the filter looks back. */
function firstSample(excitation: Float64Array, coefficients: Float64Array, sound: Float64Array, n: number): number {
  let sum = excitation[n]!;
  for (let j = 1; j <= n; j++) sum -= coefficients[j]! * sound[n - j]!;
  return sum;
}
