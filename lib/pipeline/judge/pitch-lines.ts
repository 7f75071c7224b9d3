import { correlation } from "../correlation.ts";
import { fourierTransform, hann } from "../fourier.ts";
import { music as settings } from "./sound-rules.ts";

const { windowSamples, hopSamples, reachFrames } = settings;
const rateHz = 8_000;
const firstBin = Math.round((200 * windowSamples) / rateHz);
const endBin = Math.round((3_400 * windowSamples) / rateHz);
const bins = endBin - firstBin;
const likenessToSilence = 0;

/** Frames of 32 ms. */
export interface PitchLines {
  /** How alike the lines of the spectrum are 128 ms later, -1 to 1: notes stay, a voice glides. */
  steadiness: Float32Array;
  levelDb: Float32Array;
}

/** How steadily the pitches of a channel are held; only for frames that are wanted, for most of a call is silence. */
export function pitchLines(
  samples: Int16Array,
  sampleRateHz: number,
  isWanted: (frame: number) => boolean,
): PitchLines {
  const step = sampleRateHz > rateHz ? 2 : 1;
  const frames = Math.max(0, Math.floor((samples.length / step - windowSamples) / hopSamples) + 1);
  const found = { steadiness: new Float32Array(frames), levelDb: new Float32Array(frames) };
  const window = hann(windowSamples);
  const re = new Float64Array(windowSamples);
  const im = new Float64Array(windowSamples);
  const rows = Array.from({ length: reachFrames + 2 }, () => new Float32Array(bins));
  const note = (own: Float64Array, other: Float64Array, frame: number) => {
    const row = rows[frame % rows.length]!;
    found.levelDb[frame] = linesOf(own, other, row);
    if (frame < reachFrames) return;
    found.steadiness[frame - reachFrames] = correlation(
      rows[(frame - reachFrames) % rows.length]!,
      row,
      likenessToSilence,
    );
  };
  // A frame is looked at for itself, and for the one before that it is compared with.
  const isLookedAt = (frame: number) => isWanted(frame) || isWanted(frame - reachFrames);
  for (let frame = 0; frame < frames; frame += 2) {
    if (!isLookedAt(frame) && !isLookedAt(frame + 1)) continue;
    // Two frames share a transform; behind the end there is silence.
    for (let i = 0, at = frame * hopSamples; i < windowSamples; i++, at++) {
      re[i] = sampleAt(samples, at, step) * window[i]!;
      im[i] = sampleAt(samples, at + hopSamples, step) * window[i]!;
    }
    fourierTransform(re, im);
    note(re, im, frame);
    if (frame + 1 < frames) note(im, re, frame + 1);
  }
  return found;
}

function sampleAt(samples: Int16Array, at: number, step: number): number {
  if (step === 1) return samples[at] ?? 0;
  return ((samples[2 * at] ?? 0) + (samples[2 * at + 1] ?? 0)) / 2;
}

const logs = new Float64Array(bins);
const sums = new Float64Array(bins + 1);

/** What rises above the spectrum's own shape, into `row`; gives the level of the frame that went in as `own`. */
function linesOf(own: Float64Array, other: Float64Array, row: Float32Array): number {
  let all = 0;
  for (let bin = 0; bin < bins; bin++) {
    const k = firstBin + bin;
    const mirrored = windowSamples - k;
    const even = own[k]! + own[mirrored]!;
    const odd = other[k]! - other[mirrored]!;
    const power = (even * even + odd * odd) / 4;
    all += power;
    logs[bin] = Math.log(power + settings.floorPower);
    sums[bin + 1] = sums[bin]! + logs[bin]!;
  }
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.max(0, bin - settings.shapeBins);
    const to = Math.min(bins, bin + settings.shapeBins + 1);
    row[bin] = Math.max(0, logs[bin]! - (sums[to]! - sums[from]!) / (to - from));
  }
  return 10 * Math.log10(all / bins + 1);
}
