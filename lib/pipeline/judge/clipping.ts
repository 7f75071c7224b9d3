import { clipping as settings } from "./sound-rules.ts";
import type { VoiceActivity } from "./voice-activity.ts";

/**
 * Share of samples that were cut off, by how many there would be above the level at which they heap up if loud samples
 * went on getting rarer as they do below it. So it is right whether the flat tops were kept, turned down, resampled or
 * bumped by a codec. Each half wave has its own limit; only where somebody speaks, since a tone may be flat by itself.
 */
export function clippingRatio(samples: Int16Array, voice: VoiceActivity): number {
  if (samples.length === 0) return 0;
  return (clippedAbove(samples, voice, 1) + clippedAbove(samples, voice, -1)) / samples.length;
}

interface Heap {
  width: number;
  leastSurplus: number;
  leastHeap: number;
  mostAbove: number;
}

/** How many samples of one half wave are at least so loud, for each level. */
interface Tail {
  /** By level in steps of full scale / 32,768. */
  atLeast: Uint32Array;
  peak: number;
}

function clippedAbove(samples: Int16Array, voice: VoiceActivity, sign: 1 | -1): number {
  const tail = tailOf(samples, voice, sign);
  if (tail.peak < settings.quietPeak * 32_768) return 0;
  const narrow = Math.max(settings.narrow.width, coarsenessOf(tail));
  const kept = heapedUp(tail, { ...settings.narrow, width: narrow });
  if (kept > 0) return kept;
  const wide = settings.wideWidths.filter((width) => width > narrow);
  return wide.reduce((most, width) => Math.max(most, heapedUp(tail, { ...settings.wide, width })), 0);
}

function tailOf(samples: Int16Array, { frames, hopSamples }: VoiceActivity, sign: 1 | -1): Tail {
  const atLeast = new Uint32Array(32_770);
  for (let frame = 0; frame < frames.length; frame++) {
    if (frames[frame] !== 1) continue;
    const to = Math.min(samples.length, (frame + 1) * hopSamples);
    for (let i = frame * hopSamples; i < to; i++) {
      const level = sign * samples[i]!;
      if (level > 0) atLeast[level] = atLeast[level]! + 1;
    }
  }
  let peak = 0;
  for (let level = 32_768; level > 0; level--) {
    if (peak === 0 && atLeast[level]! > 0) peak = level;
    atLeast[level] = atLeast[level]! + atLeast[level + 1]!;
  }
  return { atLeast, peak };
}

/** Just over half the usual step between two loud levels that occur: µ-law knows sixteen of them in an octave. */
function coarsenessOf({ atLeast, peak }: Tail): number {
  const from = Math.floor(0.8 * peak);
  let different = 0;
  for (let level = from; level <= peak; level++) if (atLeast[level]! > atLeast[level + 1]!) different++;
  return 0.6 * (0.2 / different);
}

/** Samples that were cut off at the level around which, `width` to either side, many more lie than loud ones foretell. */
function heapedUp(tail: Tail, { width, leastSurplus, leastHeap, mostAbove }: Heap): number {
  const { atLeast, peak } = tail;
  let best = { surplus: leastSurplus, clipped: 0 };
  // A codec makes single samples louder than the level at which all were cut.
  for (let limit = peak; limit >= settings.lowestLimit * peak; limit *= 1 - settings.limitStep) {
    const above = atLeast[Math.min(32_769, Math.ceil(limit * (1 + width)) + 1)]!;
    const around = atLeast[Math.floor(limit * (1 - width))]! - above;
    if (around < leastHeap) continue;
    const foretold = foretell(tail, limit, width);
    if (!foretold || above > mostAbove * foretold.atLimit) continue;
    const surplus = around / Math.max(1, foretold.below - foretold.above);
    if (surplus <= best.surplus) continue;
    best = { surplus, clipped: Math.max(0, around + above - (foretold.below - foretold.atLimit)) };
  }
  return best.clipped;
}

/** How many samples there would be from some levels on, by the straight line through the logarithms further down. */
function foretell({ atLeast }: Tail, limit: number, width: number) {
  const highest = 1 - width - 0.02;
  let [n, x, y, xx, xy] = [0, 0, 0, 0, 0];
  for (let part = highest - settings.fittedRange; part <= highest; part += settings.fittedRange / 12) {
    const count = atLeast[Math.floor(part * limit)]!;
    if (count === 0) return null;
    const log = Math.log(count);
    n++;
    x += part;
    y += log;
    xx += part * part;
    xy += part * log;
  }
  const slope = (n * xy - x * y) / (n * xx - x * x);
  const at = (part: number) => Math.exp((y + slope * (n * part - x)) / n);
  return { below: at(1 - width), atLimit: at(1), above: at(1 + width) };
}
