import type { Stretch } from "../stretches.ts";
import { trackPitch } from "./pitch-track.ts";
import { soundClasses } from "./sound-classes.ts";
import { soundOf, tractOrder, tractProbe } from "./vocal-tract.ts";

/** This many frames of a class are as good a reason to believe in a voice's own way with it as in the shared one. */
const doubtSounds = 8;
const mostFrames = 3_000;
const mostPitchSeconds = 30;
const leastVoicedFrames = 10;
/** Farther from the middle than this it is an octave error, not intonation. */
const farthestOctaves = 0.7;
/** Frames more than 30 dB under the loud ones are breath and room. */
export const leastShareOfLoud = 1e-3;

/** What is steady in a voice, learned from one side of one call. */
export interface VoiceTraits {
  /** Middle pitch in Hz and its deviation in octaves. */
  pitchHz: number;
  pitchSpread: number;
  /** Mean and deviation of each line frequency over the sounds of the recording, in radians. */
  means: Float64Array;
  deviations: Float64Array;
  /** How far this voice's own make of each class of sounds lies from the shared one, in deviations, class after class. */
  accents: Float64Array;
  frames: number;
}

export const unknownPitch = { pitchHz: 140, pitchSpread: 0.15 };

/** Learns from up to half a minute of pitch and 3,000 frames, spread over the speech. Null when there is none. */
export function learnTraits(samples: Int16Array, sampleRateHz: number, speech: readonly Stretch[]): VoiceTraits | null {
  const probe = tractProbe(sampleRateHz);
  const total = speech.reduce((sum, { from, to }) => sum + to - from, 0);
  const step = Math.max(Math.round(sampleRateHz * 0.02), Math.ceil(total / mostFrames));
  const rows: { lines: Float64Array; power: number }[] = [];
  const octaves: number[] = [];
  let left = mostPitchSeconds * sampleRateHz;
  for (const { from, to } of speech) {
    const sound = soundOf(samples.subarray(from, to));
    for (let centre = step >> 1; centre < sound.length; centre += step) {
      const found = probe(sound, centre);
      if (found) rows.push({ lines: found.lines.slice(), power: found.power });
    }
    const piece = sound.subarray(0, Math.max(0, left));
    left -= piece.length;
    for (const hz of trackPitch(piece, sampleRateHz)) if (hz > 0) octaves.push(Math.log2(hz));
  }
  const lines = lineTraits(rows, tractOrder(sampleRateHz));
  return lines && { ...pitchTraits(octaves), ...lines };
}

/** What is steady in the lines of the louder frames; null when there are none. */
export function lineTraits(rows: readonly { lines: Float64Array; power: number }[], order: number) {
  const powers = rows.map(({ power }) => power).sort((a, b) => a - b);
  const loud = rows.filter(({ power }) => power > leastShareOfLoud * powers[Math.floor(powers.length * 0.95)]!);
  if (loud.length < 2) return null;
  const means = new Float64Array(order);
  const squares = new Float64Array(order);
  for (const { lines } of loud) for (let i = 0; i < order; i++) means[i] = means[i]! + lines[i]! / loud.length;
  for (const { lines } of loud) {
    for (let i = 0; i < order; i++) squares[i] = squares[i]! + (lines[i]! - means[i]!) ** 2 / loud.length;
  }
  const deviations = squares.map((square) => Math.sqrt(square + 1e-8));
  const frames = loud.map(({ lines }) => lines.map((line, i) => (line - means[i]!) / deviations[i]!));
  return { means, deviations, accents: accentsOf(frames, order), frames: loud.length };
}

/** Offsets of each class after maximum a posteriori adaptation (Reynolds et al., 2000), as an attacker would learn them. */
function accentsOf(frames: readonly Float64Array[], order: number): Float64Array {
  const { count, means, share } = soundClasses(order);
  const shares = new Float64Array(count);
  const weights = new Float64Array(count);
  const offsets = new Float64Array(count * order);
  for (const frame of frames) {
    share(frame, shares);
    for (let k = 0, at = 0; k < count; k++) {
      weights[k] = weights[k]! + shares[k]!;
      for (let i = 0; i < order; i++, at++) offsets[at] = offsets[at]! + shares[k]! * (frame[i]! - means[at]!);
    }
  }
  return offsets.map((offset, at) => offset / (weights[Math.floor(at / order)]! + doubtSounds));
}

function pitchTraits(octaves: number[]) {
  if (octaves.length < leastVoicedFrames) return unknownPitch;
  octaves.sort((a, b) => a - b);
  const middle = octaves[octaves.length >> 1]!;
  const near = octaves.filter((value) => Math.abs(value - middle) < farthestOctaves);
  const at = (share: number) => near[Math.floor(share * (near.length - 1))]!;
  // The deviation of a normal distribution from its middle four fifths, so that odd ends do not count.
  return { pitchHz: 2 ** middle, pitchSpread: (at(0.9) - at(0.1)) / 2.563 };
}
