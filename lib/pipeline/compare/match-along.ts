import { comparison as settings } from "../rules.ts";
import { type Alignment, slopeOf } from "./find-alignments.ts";
import type { Fingerprint } from "./fingerprint-channel.ts";

/** A second of the one channel that is a second of the other. */
export interface MatchedBlock {
  block: number;
  shift: number;
  /** Where its first frame lies in the other channel. */
  otherFrame: number;
  /** Share of bits that differ, in the window around it. */
  bitErrors: number;
  /** Frames with speech in both. */
  speechFrames: number;
}

/**
 * Compares a channel with another along an alignment, block by block. The alignment may wander: a copy's clock is not
 * quite the original's, and its speed is one of a few that are tried.
 */
export function matchAlong(
  asked: Fingerprint,
  known: Fingerprint,
  { shift, offset }: Pick<Alignment, "shift" | "offset">,
  done: readonly (MatchedBlock | undefined)[] = [],
): MatchedBlock[] {
  const blocks = Math.ceil(asked.codes.length / settings.blockFrames);
  const found: MatchedBlock[] = [];
  let centre = offset;
  let reach: number = settings.alignmentFrames;
  for (let block = 0; block < blocks; block++) {
    if (done[block]) continue;
    const best = bestWindow(asked, known, slopeOf(shift), centre, reach, block);
    if (!best || best.bitErrors > settings.mostBitErrors) continue;
    centre = best.offset;
    reach = settings.slackFrames;
    const otherFrame = Math.round(block * settings.blockFrames * slopeOf(shift) + best.offset);
    found.push({ block, shift, otherFrame, bitErrors: best.bitErrors, speechFrames: best.speechFrames });
  }
  return found;
}

interface Window {
  offset: number;
  bitErrors: number;
  speechFrames: number;
}

/** The least bit error rate of the window around a block, over the offsets near `centre`. */
function bestWindow(
  asked: Fingerprint,
  known: Fingerprint,
  slope: number,
  centre: number,
  reach: number,
  block: number,
): Window | null {
  const { blockFrames, windowBlocks } = settings;
  const first = block * blockFrames;
  const from = Math.max(0, first - (windowBlocks >> 1) * blockFrames);
  const to = Math.min(asked.codes.length, first + ((windowBlocks >> 1) + 1) * blockFrames);
  if (to * slope + centre + reach < 0 || from * slope + centre - reach > known.codes.length) return null;
  let best: Window | null = null;
  const spoken = spokenFrames(asked.speech, from, to);
  if (spoken.length < settings.leastComparedFrames) return null;
  for (let offset = centre - reach; offset <= centre + reach; offset++) {
    // So many wrong bits are too many, however many frames can be compared.
    const most = 32 * spoken.length * Math.min(settings.mostBitErrors, best?.bitErrors ?? 1);
    let wrong = 0;
    let compared = 0;
    let own = 0;
    for (let i = 0; i < spoken.length && wrong <= most; i++) {
      const frame = spoken[i]!;
      const other = Math.round(frame * slope + offset);
      if (known.speech[other] !== 1) continue;
      wrong += bitsIn(asked.codes[frame]! ^ known.codes[other]!);
      compared++;
      if (frame >= first && frame < first + blockFrames) own++;
    }
    if (wrong > most) continue;
    if (compared < settings.leastComparedFrames) continue;
    const bitErrors = wrong / (32 * compared);
    if (!best || bitErrors < best.bitErrors) best = { offset, bitErrors, speechFrames: own };
  }
  return best;
}

function spokenFrames(speech: Uint8Array, from: number, to: number): number[] {
  const found: number[] = [];
  for (let frame = from; frame < to; frame++) if (speech[frame] !== 0) found.push(frame);
  return found;
}

function bitsIn(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
