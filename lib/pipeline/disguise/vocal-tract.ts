import { hann } from "./fourier.ts";
import { filterFromLines, lineFrequencies, lineScratch } from "./line-spectrum.ts";
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
  return (sound: ArrayLike<number>, centre: number, unit: number): { lines: Float64Array; power: number } | null => {
    const start = centre - (size >> 1);
    let energy = 0;
    for (let i = 0; i < size; i++) {
      const at = start + i;
      const sample = at >= 0 && at < sound.length ? sound[at]! * unit * window[i]! : 0;
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
    const found = probe(sound, frame * hop, 1);
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

/** Calls `use` with the filter of each half frame; lines are interpolated, so that the filter never jumps. */
function eachFilter(
  { order, frames, lines }: Tract,
  sampleRateHz: number,
  length: number,
  use: (coefficients: Float64Array, from: number, to: number) => void,
): void {
  const hop = Math.round(tractHopSeconds * sampleRateHz);
  const quarter = hop >> 2;
  const coefficients = new Float64Array(order + 1);
  const scratch = new Float64Array(order + 1);
  const between = new Float64Array(order);
  for (let step = 0, from = 0; from < length; step++) {
    const to = Math.min(length, Math.round(((step + 1) * hop) / 4));
    const place = Math.min(frames - 1, (from + quarter / 2) / hop);
    const frame = Math.min(frames - 2, Math.floor(place));
    const share = place - frame;
    for (let i = 0, at = frame * order; i < order; i++, at++) {
      between[i] = lines[at]! * (1 - share) + lines[at + order]! * share;
    }
    filterFromLines(between, coefficients, scratch);
    use(coefficients, from, to);
    from = to;
  }
}

/** What excited the tract: the sound without its resonances. */
export function excitationOf(sound: Float64Array, tract: Tract, sampleRateHz: number, excitation: Float64Array): void {
  eachFilter(tract, sampleRateHz, sound.length, (coefficients, from, to) => {
    for (let n = from; n < to; n++) {
      const most = Math.min(n, tract.order);
      let sum = sound[n]!;
      for (let j = 1; j <= most; j++) sum += coefficients[j]! * sound[n - j]!;
      excitation[n] = sum;
    }
  });
}

/** The sound that a tract makes of an excitation. */
export function speak(excitation: Float64Array, tract: Tract, sampleRateHz: number, sound: Float64Array): void {
  eachFilter(tract, sampleRateHz, sound.length, (coefficients, from, to) => {
    for (let n = from; n < to; n++) {
      const most = Math.min(n, tract.order);
      let sum = excitation[n]!;
      for (let j = 1; j <= most; j++) sum -= coefficients[j]! * sound[n - j]!;
      sound[n] = sum;
    }
  });
}
