import { music as settings } from "./sound-rules.ts";
import type { SpectralShape } from "./spectral-shape.ts";

/** Onsets are looked at every two frames of the spectrum: 20 ms. */
export const framesPerOnset = 2;
const leastDb = -70;

/**
 * How strictly what begins on a channel comes back after a fixed time, 0 to 1, over a window of seconds: what a
 * sequencer or a telephone exchange plays does, syllables do not. One value per second, for the window that begins there.
 */
export function beatStrengths(shape: SpectralShape): Float32Array {
  const onsets = smoothed(onsetsOf(shape));
  const { beatWindowOnsets: window, beatStepOnsets: step } = settings;
  const count = Math.max(0, Math.floor((onsets.length - window) / step) + 1);
  return Float32Array.from({ length: count }, (_, i) => strongest(onsets.subarray(i * step, i * step + window)));
}

/** By how much the levels of the bands rise, in dB. */
function onsetsOf({ bandsDb }: SpectralShape): Float32Array {
  const onsets = new Float32Array(Math.floor((bandsDb[0]?.length ?? 0) / framesPerOnset));
  for (const band of bandsDb) {
    let before = Number.POSITIVE_INFINITY;
    for (let at = 0; at < onsets.length; at++) {
      const level = Math.max(leastDb, (band[2 * at]! + band[2 * at + 1]!) / 2);
      onsets[at] = onsets[at]! + Math.max(0, level - before);
      before = level;
    }
  }
  return onsets;
}

function smoothed(values: Float32Array): Float32Array {
  return values.map((value, at) => ((values[at - 1] ?? 0) + 2 * value + (values[at + 1] ?? 0)) / 4);
}

/** The highest correlation of a window with itself, some time later. */
function strongest(onsets: Float32Array): number {
  const mean = onsets.reduce((sum, one) => sum + one, 0) / onsets.length;
  const { shortestBeatOnsets, longestBeatOnsets } = settings;
  let best = 0;
  for (let lag = shortestBeatOnsets; lag <= longestBeatOnsets; lag++) {
    let [xx, yy, xy] = [0, 0, 0];
    for (let at = lag; at < onsets.length; at++) {
      const x = onsets[at - lag]! - mean;
      const y = onsets[at]! - mean;
      xx += x * x;
      yy += y * y;
      xy += x * y;
    }
    if (xx > 0 && yy > 0) best = Math.max(best, xy / Math.sqrt(xx * yy));
  }
  return best;
}
