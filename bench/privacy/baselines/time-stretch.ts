import { hann } from "../../../lib/pipeline/fourier.ts";

/**
 * Makes speech longer or shorter without changing its pitch (WSOLA, Verhelst and Roelands, 1993): 30 ms pieces, each
 * taken from where it continues the one before best, within 8 ms. `output` receives input.length × stretch samples.
 */
export function stretchTime(input: Float64Array, sampleRateHz: number, stretch: number, output: Float64Array): void {
  const size = Math.round(sampleRateHz * 0.03) & ~1;
  const hop = size >> 1;
  const reach = Math.round(sampleRateHz * 0.008);
  const window = hann(size);
  output.fill(0);
  let previous = -hop;
  for (let to = -hop; to < output.length; to += hop) {
    const wanted = Math.round(to / stretch);
    const from = to < 0 ? wanted : closestContinuation(input, previous + hop, wanted, reach, size);
    const first = Math.max(0, -to, -from);
    const end = Math.min(size, output.length - to, input.length - from);
    for (let i = first; i < end; i++) output[to + i] = output[to + i]! + input[from + i]! * window[i]!;
    previous = from;
  }
}

/** Every fourth sample is enough to see how alike two pieces are. */
const stride = 4;

/** Where, within `reach` of `wanted`, the input looks most like what followed the previous piece. */
function closestContinuation(
  input: Float64Array,
  following: number,
  wanted: number,
  reach: number,
  size: number,
): number {
  const lowest = Math.max(0, wanted - reach);
  const highest = Math.min(input.length - size - 1, wanted + reach);
  if (following + size >= input.length || lowest > highest) return wanted;
  const coarse = mostAlike(input, following, lowest, highest, stride, size);
  return mostAlike(input, following, Math.max(lowest, coarse - 3), Math.min(highest, coarse + 3), 1, size);
}

function mostAlike(
  input: Float64Array,
  following: number,
  lowest: number,
  highest: number,
  step: number,
  size: number,
): number {
  let best = lowest;
  let most = Number.NEGATIVE_INFINITY;
  for (let candidate = lowest; candidate <= highest; candidate += step) {
    let sum = 0;
    let energy = 1e-9;
    for (let i = 0; i < size; i += stride) {
      const sample = input[candidate + i]!;
      sum += sample * input[following + i]!;
      energy += sample * sample;
    }
    // Squared and signed: the order is that of the likeness itself, without a root.
    const likeness = (sum * Math.abs(sum)) / energy;
    if (likeness > most) {
      most = likeness;
      best = candidate;
    }
  }
  return best;
}
