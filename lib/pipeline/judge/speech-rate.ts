import { speechRate as settings } from "../rules.ts";
import type { SpectralShape } from "./spectral-shape.ts";
import type { VoiceActivity } from "./voice-activity.ts";

/**
 * Syllables of a channel, counted from the sound: peaks of the level between 400 and 1,750 Hz where somebody speaks, with a
 * dip before each (after de Jong and Wempe 2009).
 */
export function countSyllables({ bandsDb }: SpectralShape, { frames }: VoiceActivity): number {
  const levelDb = smoothed(nucleusLevel(bandsDb));
  const loudDb = percentileOf(
    levelDb.filter((_, frame) => frames[frame] === 1),
    0.95,
  );
  let count = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let peak: number | undefined;
  for (let frame = 0; frame < frames.length; frame++) {
    const level = levelDb[frame]!;
    const nucleus = frames[frame] === 1 && level > loudDb - settings.belowLoudDb;
    if (peak !== undefined && (frames[frame] !== 1 || level < peak - settings.dipDb)) {
      // The peak is over once the level has fallen far enough: it was a syllable.
      count++;
      peak = undefined;
      lowest = level;
    } else if (peak !== undefined) peak = Math.max(peak, level);
    else if (nucleus && level > lowest + settings.dipDb) peak = level;
    else lowest = Math.min(lowest, level);
  }
  return peak === undefined ? count : count + 1;
}

/** Per second of speech; null when there is too little of it to say. */
export function perSecondOfSpeech(
  count: number,
  { frames, hopSamples }: VoiceActivity,
  sampleRateHz: number,
): number | null {
  const seconds = (frames.reduce((sum, frame) => sum + frame, 0) * hopSamples) / sampleRateHz;
  return seconds < settings.leastSpeechSeconds ? null : Math.round((100 * count) / seconds) / 100;
}

function nucleusLevel(bandsDb: readonly Float32Array[]): Float32Array {
  const [, ...others] = bandsDb;
  const bands = others.slice(0, settings.nucleusBands);
  return bands[0]!.map((_, frame) => {
    const power = bands.reduce((sum, band) => sum + 10 ** (band[frame]! / 10), 0);
    return 10 * Math.log10(power / bands.length + 1e-12);
  });
}

function smoothed(values: Float32Array): Float32Array {
  const half = settings.smoothedFrames >> 1;
  return values.map((_, at) => {
    const near = values.subarray(Math.max(0, at - half), at + half + 1);
    return near.reduce((sum, value) => sum + value, 0) / near.length;
  });
}

const percentileOf = (values: Float32Array, share: number): number =>
  values.slice().sort()[Math.floor(values.length * share)] ?? 0;
