import { frameHopSeconds } from "./features.ts";

const lowestHz = 60;
const highestHz = 400;
const rateHz = 4_000;
const leastCorrelation = 0.55;

export interface PitchContour {
  /** One value per 10 ms in Hz, 0 where there is no voice. */
  hz: Float64Array;
  /** How periodic each frame is, 0 to 1: hoarse, noisy and unvoiced sounds are low. */
  periodicity: Float64Array;
}

/** The judge's own pitch tracker, apart from the product's: normalised autocorrelation of 40 ms at 4 kHz. */
export function pitchContour(samples: Int16Array, sampleRateHz: number): PitchContour {
  const low = decimated(samples, sampleRateHz / rateHz);
  const hop = rateHz * frameHopSeconds;
  const length = rateHz * 0.04;
  const shortest = Math.floor(rateHz / highestHz);
  const longest = Math.ceil(rateHz / lowestHz);
  const count = Math.max(0, Math.floor((low.length - length - longest - 2) / hop));
  const hz = new Float64Array(count);
  const periodicity = new Float64Array(count);
  const correlations = new Float64Array(longest + 2);
  for (let frame = 0; frame < count; frame++) {
    const start = frame * hop;
    let energy = 1e-9;
    let shifted = 1e-9;
    for (let i = 0; i < length; i++) {
      energy += low[start + i]! ** 2;
      shifted += low[start + shortest + i]! ** 2;
    }
    if (energy / length < 1e-5) continue;
    let best = 0;
    for (let lag = shortest; lag <= longest + 1; lag++) {
      let sum = 0;
      for (let i = 0; i < length; i++) sum += low[start + i]! * low[start + lag + i]!;
      correlations[lag] = sum / Math.sqrt(energy * shifted);
      if (lag <= longest) best = Math.max(best, correlations[lag]!);
      shifted += low[start + lag + length]! ** 2 - low[start + lag]! ** 2;
    }
    periodicity[frame] = best;
    if (best > leastCorrelation) hz[frame] = rateHz / firstPeak(correlations, best, shortest, longest);
  }
  return { hz, periodicity };
}

function firstPeak(correlations: Float64Array, best: number, shortest: number, longest: number): number {
  for (let lag = shortest + 1; lag <= longest; lag++) {
    const [before, here, after] = [correlations[lag - 1]!, correlations[lag]!, correlations[lag + 1]!];
    if (here < 0.88 * best || here < before || here < after) continue;
    return lag + (before - after) / (2 * (before - 2 * here + after) || 1);
  }
  return longest;
}

/** Averages over as many samples as are dropped: enough of a low-pass for pitch. */
function decimated(samples: Int16Array, ratio: number): Float64Array {
  const output = new Float64Array(Math.floor(samples.length / ratio));
  for (let i = 0; i < output.length; i++) {
    const from = Math.floor(i * ratio);
    for (let k = 0; k < ratio; k++) output[i] = output[i]! + samples[from + k]! / (32_768 * ratio);
  }
  return output;
}
