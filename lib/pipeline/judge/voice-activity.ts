import { voiceActivity as settings } from "../rules.ts";
import { type SpectralShape, spectralShape } from "./spectral-shape.ts";

export interface VoiceActivity {
  /** 1 where the party speaks, one value per hop of 10 ms. */
  frames: Uint8Array;
  hopSamples: number;
}

/**
 * Finds speech as what rises above the background in several bands at once. No model; how many frames are right is
 * measured by npm run bench -- judging. Babble of other voices is its weak spot.
 */
export function findVoice(samples: Int16Array, sampleRateHz: number): VoiceActivity {
  const hopSamples = hopOf(sampleRateHz);
  return voiceIn(spectralShape(samples, sampleRateHz, hopSamples), hopSamples);
}

export const hopOf = (sampleRateHz: number): number => Math.round(sampleRateHz * settings.hopSeconds);

/** The same, for who has measured the spectrum already. */
export function voiceIn({ levelDb, bandsDb }: SpectralShape, hopSamples: number): VoiceActivity {
  const frames = new Uint8Array(levelDb.length);
  const excessDb = smoothed(excessOf(bandsDb));
  const leastExcessDb = leastExcess(excessDb, levelDb);
  // Speech of the far end, 26 dB below the talker, is not the talker's.
  const loudDb = levelDb.slice().sort()[Math.floor(0.95 * levelDb.length)] ?? silentDb;
  const talkerDb = loudDb - settings.belowTalkerDb;
  const leastLevelDb = Math.max(settings.leastLevelDb, talkerDb);
  for (let frame = 0; frame < frames.length; frame++) {
    if (levelDb[frame]! > leastLevelDb && excessDb[frame]! > leastExcessDb[frame]!) frames[frame] = 1;
  }
  // Chance raises single frames: they are no word's beginning.
  dropShortRuns(frames, settings.chanceFrames);
  closeGaps(frames);
  dropShortRuns(frames, settings.shortestFrames);
  widen(frames);
  return { frames, hopSamples };
}

export function speechRatio({ frames }: VoiceActivity): number {
  let speech = 0;
  for (const frame of frames) speech += frame;
  return frames.length === 0 ? 0 : speech / frames.length;
}

/** By how much each frame rises above the floors of its bands, on average: one loud band counts for 20 dB at most. */
function excessOf(bandsDb: readonly Float32Array[]): Float32Array {
  const excess = new Float32Array(bandsDb[0]?.length ?? 0);
  for (const band of bandsDb) {
    const floor = floorOf(band);
    for (let frame = 0; frame < excess.length; frame++) {
      const above = Math.min(settings.mostExcessDb, band[frame]! - floor[frame]!);
      if (above > 0) excess[frame] = excess[frame]! + above / bandsDb.length;
    }
  }
  return excess;
}

function smoothed(values: Float32Array): Float32Array {
  const result = values.slice();
  for (let at = 1; at + 1 < values.length; at++) result[at] = (values[at - 1]! + values[at]! + values[at + 1]!) / 3;
  return result;
}

/** Tenth percentile of the levels within 5 s, digital silence apart. */
function floorOf(levelDb: Float32Array): Float32Array {
  const floor = new Float32Array(levelDb.length);
  const { floorStepFrames: step } = settings;
  const blocks: Float32Array[] = [];
  for (let at = 0; at < levelDb.length; at += step) {
    const loud = levelDb.subarray(at, at + step).filter((level) => level > silentDb);
    blocks.push(loud.sort());
  }
  // Each second is sorted once; of the ten around a moment only the lowest levels are gone through.
  const near = settings.floorWindowFrames / step;
  for (let block = 0; block < blocks.length; block++) {
    const lowest = lowestTenth(blocks, Math.max(0, block - near), Math.min(blocks.length, block + near));
    floor.fill(lowest, block * step, (block + 1) * step);
  }
  return floor;
}

/** The level under which a tenth of those in some sorted blocks lie. */
function lowestTenth(blocks: readonly Float32Array[], from: number, to: number): number {
  let count = 0;
  for (let block = from; block < to; block++) count += blocks[block]!.length;
  const passed = new Uint32Array(to - from);
  let level = silentDb;
  for (let left = Math.floor(0.1 * count); left >= 0 && count > 0; left--) {
    let least = Number.POSITIVE_INFINITY;
    let found = from;
    for (let block = from; block < to; block++) {
      const next = blocks[block]![passed[block - from]!] ?? Number.POSITIVE_INFINITY;
      if (next >= least) continue;
      least = next;
      found = block;
    }
    level = least;
    passed[found - from] = passed[found - from]! + 1;
  }
  return level;
}

/**
 * How far above its background a frame must rise to be speech: further where the background itself is restless, as a
 * crowd is. That is seen on the frames within 6 dB of the floor.
 */
function leastExcess(excessDb: Float32Array, levelDb: Float32Array): Float32Array {
  const floorDb = floorOf(levelDb);
  const least = new Float32Array(levelDb.length);
  for (let at = 0; at < least.length; at += settings.floorStepFrames) {
    const to = Math.min(least.length, at + settings.floorWindowFrames);
    const quietDb = floorDb[at]! + settings.backgroundDb;
    let sum = 0;
    let count = 0;
    for (let frame = Math.max(0, at - settings.floorWindowFrames); frame < to; frame++) {
      if (levelDb[frame]! <= silentDb || levelDb[frame]! >= quietDb) continue;
      sum += excessDb[frame]!;
      count++;
    }
    const restless = count === 0 ? 0 : settings.restlessness * (sum / count - settings.calmDb);
    const bounded = Math.min(settings.mostLeastExcessDb, Math.max(settings.leastExcessDb, restless));
    least.fill(bounded, at, at + settings.floorStepFrames);
  }
  return least;
}

const silentDb = -95;

/** Stops within a word and between two words are speech. */
function closeGaps(frames: Uint8Array): void {
  let last = -1;
  for (let frame = 0; frame < frames.length; frame++) {
    if (frames[frame] !== 1) continue;
    if (last >= 0 && frame - last <= settings.closedFrames) frames.fill(1, last, frame);
    last = frame;
  }
}

function dropShortRuns(frames: Uint8Array, shortest: number): void {
  for (let from = 0; from < frames.length; ) {
    let to = from;
    while (to < frames.length && frames[to] === frames[from]) to++;
    if (frames[from] === 1 && to - from < shortest) frames.fill(0, from, to);
    from = to;
  }
}

/** Words begin and end softly. */
function widen(frames: Uint8Array): void {
  const found = frames.slice();
  for (let frame = 0; frame < found.length; frame++) {
    if (found[frame] !== 1) continue;
    if (found[frame - 1] !== 1) frames.fill(1, Math.max(0, frame - settings.beforeFrames), frame);
    if (found[frame + 1] !== 1) frames.fill(1, frame, frame + 1 + settings.afterFrames);
  }
}
