import { pitchContour } from "./pitch-contour.ts";
import { pulseSharpness } from "./pulse-sharpness.ts";

/** What a disguise does to listening, apart from words. */
export interface Artefacts {
  /** Sample steps per minute that are far larger than any around them, and were not in the original. */
  clicksPerMinute: number;
  /** Middle difference of loudness between the two, over frames with speech, in dB. */
  levelErrorDb: number;
  /** Share of voiced frames whose loudness jumps by 9 dB or more against how it moved before. */
  levelJumps: number;
  /** Correlation of the course of pitch, in octaves, over frames voiced in both. */
  pitchCorrelation: number;
  /** Share of frames that are voiced in one and not in the other: buzz where there was breath, or the reverse. */
  voicingErrors: number;
  /** Share of pauses (100 ms and more) that are still pauses. */
  pausesKept: number;
  /** How sharp the disguised voice's pulses are (kurtosis of what prediction leaves); far above a voice's, it buzzes. */
  pulseSharpness: number;
}

const hopSeconds = 0.01;
const clickRatio = 12;
const clickReachSeconds = 0.005;
const jumpDb = 9;
const pauseFrames = 10;

export function artefactsOf(original: Int16Array, disguised: Int16Array, sampleRateHz: number): Artefacts {
  const before = levels(original, sampleRateHz);
  const after = levels(disguised, sampleRateHz);
  const loud = [...before].sort((a, b) => a - b)[Math.floor(before.length * 0.95)]! - 30;
  const speaking = [...before.keys()].filter((i) => before[i]! > loud);
  const differences = speaking.map((i) => Math.abs(after[i]! - before[i]!)).sort((a, b) => a - b);
  const jumps = speaking.filter(
    (i) => i > 0 && Math.abs(after[i]! - after[i - 1]! - (before[i]! - before[i - 1]!)) > jumpDb,
  );
  const pauses = pausesIn(before, loud);
  const kept = pauses.filter(({ from, to }) => after.subarray(from + 3, to - 3).every((level) => level < loud + 6));
  const clicks = Math.max(0, clicksIn(disguised, sampleRateHz) - clicksIn(original, sampleRateHz));
  return {
    clicksPerMinute: (clicks * 60 * sampleRateHz) / original.length,
    levelErrorDb: differences[differences.length >> 1] ?? 0,
    levelJumps: jumps.length / Math.max(1, speaking.length),
    ...prosodyOf(original, disguised, sampleRateHz),
    pausesKept: pauses.length === 0 ? 1 : kept.length / pauses.length,
    pulseSharpness: pulseSharpness(disguised, sampleRateHz),
  };
}

function levels(samples: Int16Array, sampleRateHz: number): Float64Array {
  const hop = Math.round(hopSeconds * sampleRateHz);
  return Float64Array.from({ length: Math.floor(samples.length / hop) }, (_, frame) => {
    let energy = 1;
    for (let i = frame * hop; i < (frame + 1) * hop; i++) energy += samples[i]! * samples[i]!;
    return 10 * Math.log10(energy / hop);
  });
}

function pausesIn(level: Float64Array, loud: number): { from: number; to: number }[] {
  const pauses: { from: number; to: number }[] = [];
  let from = -1;
  for (let i = 0; i <= level.length; i++) {
    const quiet = i < level.length && level[i]! < loud;
    if (quiet && from < 0) from = i;
    if (quiet || from < 0) continue;
    if (i - from >= pauseFrames) pauses.push({ from, to: i });
    from = -1;
  }
  return pauses;
}

/** Second differences that stand out of the 5 ms around them; the first 5 ms have nothing to stand out of. */
function clicksIn(samples: Int16Array, sampleRateHz: number): number {
  const reach = clickReachSeconds * sampleRateHz;
  let count = 0;
  let around = 0;
  for (let i = 2; i < samples.length - 2; i++) {
    const bend = Math.abs(samples[i]! - 2 * samples[i - 1]! + samples[i - 2]!);
    if (i > reach && bend > 2_000 && bend > clickRatio * around) count++;
    around += (bend - around) / reach;
  }
  return count;
}

function prosodyOf(original: Int16Array, disguised: Int16Array, sampleRateHz: number) {
  const before = pitchContour(original, sampleRateHz).hz;
  const after = pitchContour(disguised, sampleRateHz).hz;
  const both: [number, number][] = [];
  let different = 0;
  let voiced = 0;
  for (let i = 0; i < Math.min(before.length, after.length); i++) {
    if (before[i]! > 0 || after[i]! > 0) voiced++;
    if (before[i]! > 0 !== after[i]! > 0) different++;
    if (before[i]! > 0 && after[i]! > 0) both.push([Math.log2(before[i]!), Math.log2(after[i]!)]);
  }
  return { pitchCorrelation: correlation(withoutOctaveErrors(both)), voicingErrors: different / Math.max(1, voiced) };
}

/** The judge's own octave errors say nothing about the disguise: pairs far from the middle ratio are left out. */
function withoutOctaveErrors(pairs: readonly [number, number][]): [number, number][] {
  const ratios = pairs.map(([a, b]) => b - a).sort((a, b) => a - b);
  const middle = ratios[ratios.length >> 1] ?? 0;
  return pairs.filter(([a, b]) => Math.abs(b - a - middle) < 0.6);
}

function correlation(pairs: readonly [number, number][]): number {
  if (pairs.length < 3) return 0;
  const mean = (pick: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[pick], 0) / pairs.length;
  const [x, y] = [mean(0), mean(1)];
  let [xy, xx, yy] = [0, 1e-12, 1e-12];
  for (const [a, b] of pairs) {
    xy += (a - x) * (b - y);
    xx += (a - x) ** 2;
    yy += (b - y) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}
