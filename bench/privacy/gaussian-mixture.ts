import type { Draw } from "../../lib/pipeline/disguise/draws.ts";
import { type Frames, moments } from "./features.ts";

/** Gaussians with diagonal covariances. */
export interface Mixture {
  size: number;
  width: number;
  means: Float64Array;
  /** Half the inverse variances, and what does not depend on the frame. */
  halfPrecisions: Float64Array;
  constants: Float64Array;
}

const rounds = 5;
const varianceFloor = 0.02;

/** A universal background model: expectation maximisation from randomly drawn frames (Reynolds et al., 2000). */
export function trainMixture(frames: Frames, size: number, draw: Draw): Mixture {
  const { count, width, values } = frames;
  const { deviations } = moments(frames);
  const means = new Float64Array(size * width);
  for (let g = 0; g < size; g++) {
    const from = Math.floor(((g + draw()) / size) * count) * width;
    means.set(values.subarray(from, from + width), g * width);
  }
  const variances = Float64Array.from({ length: size * width }, (_, i) => deviations[i % width]! ** 2);
  let mixture = mixtureOf(means, variances, new Float64Array(size).fill(1 / size), width);
  for (let round = 0; round < rounds; round++) {
    const sums = new Float64Array(size * width);
    const squares = new Float64Array(size * width);
    const weights = new Float64Array(size).fill(1e-6);
    eachFrame(mixture, frames, 0.001, (frame, g, share) => {
      weights[g] = weights[g]! + share;
      for (let i = 0, v = frame * width, m = g * width; i < width; i++, v++, m++) {
        sums[m] = sums[m]! + share * values[v]!;
        squares[m] = squares[m]! + share * values[v]! * values[v]!;
      }
    });
    const nextMeans = sums.map((sum, i) => sum / weights[Math.floor(i / width)]!);
    const nextVariances = squares.map((square, i) =>
      Math.max(
        varianceFloor * deviations[i % width]! ** 2,
        square / weights[Math.floor(i / width)]! - nextMeans[i]! ** 2,
      ),
    );
    mixture = mixtureOf(
      nextMeans,
      nextVariances,
      weights.map((weight) => weight / count),
      width,
    );
  }
  return mixture;
}

function mixtureOf(means: Float64Array, variances: Float64Array, weights: Float64Array, width: number): Mixture {
  const constants = weights.map((weight, g) => {
    let sum = Math.log(weight);
    for (let i = g * width; i < (g + 1) * width; i++) sum -= 0.5 * Math.log(2 * Math.PI * variances[i]!);
    return sum;
  });
  return { size: weights.length, width, means, halfPrecisions: variances.map((value) => 0.5 / value), constants };
}

export function logDensity(mixture: Mixture, g: number, values: Float64Array, at: number): number {
  const { width, means, halfPrecisions } = mixture;
  let sum = mixture.constants[g]!;
  for (let i = 0, v = at, m = g * width; i < width; i++, v++, m++) {
    const distance = values[v]! - means[m]!;
    sum -= distance * distance * halfPrecisions[m]!;
  }
  return sum;
}

/** Calls `use` with each frame and each Gaussian that takes more than `least` of it; returns the mean log likelihood. */
export function eachFrame(
  mixture: Mixture,
  { count, width, values }: Frames,
  least: number,
  use: (frame: number, gaussian: number, share: number) => void,
): number {
  const logs = new Float64Array(mixture.size);
  let total = 0;
  for (let frame = 0; frame < count; frame++) {
    let highest = Number.NEGATIVE_INFINITY;
    for (let g = 0; g < mixture.size; g++) {
      logs[g] = logDensity(mixture, g, values, frame * width);
      if (logs[g]! > highest) highest = logs[g]!;
    }
    let sum = 0;
    for (let g = 0; g < mixture.size; g++) {
      logs[g] = Math.exp(logs[g]! - highest);
      sum += logs[g]!;
    }
    total += highest + Math.log(sum);
    for (let g = 0; g < mixture.size; g++) if (logs[g]! > least * sum) use(frame, g, logs[g]! / sum);
  }
  return total / Math.max(1, count);
}
