import { comparison, fingerprint } from "../rules.ts";
import type { Alignment } from "./find-alignments.ts";
import type { ChannelFingerprint, Fingerprint } from "./fingerprint-channel.ts";
import { type MatchedBlock, matchAlong } from "./match-along.ts";

export const secondsOf = (frames: number): number => (frames * fingerprint.hopSamples) / fingerprint.sampleRateHz;
export const speechFramesOf = ({ speech }: Fingerprint): number => speech.reduce((sum, frame) => sum + frame, 0);

/** The blocks of a channel that are found again in another; at each place the best match. */
export function matchAll(
  asked: ChannelFingerprint,
  known: Fingerprint,
  alignments: readonly Pick<Alignment, "shift" | "offset">[],
): (MatchedBlock | undefined)[] {
  const blocks: (MatchedBlock | undefined)[] = [];
  for (const alignment of alignments) {
    const reading = asked.readings.find(({ shift }) => shift === alignment.shift);
    if (!reading) continue;
    const read = { codes: reading.codes, speech: asked.speech };
    for (const match of matchAlong(read, known, alignment, blocks)) blocks[match.block] = match;
  }
  return blocks;
}

/** A stretch of one recording that is a stretch of another. */
export interface MatchingStretch {
  fromSeconds: number;
  toSeconds: number;
  otherFromSeconds: number;
  otherToSeconds: number;
  bitErrors: number;
}

/** Neighbouring blocks that lie next to one another in the other channel, too, become one stretch. */
export function stretchesOf(blocks: readonly (MatchedBlock | undefined)[]): MatchingStretch[] {
  const stretches: { first: MatchedBlock; last: MatchedBlock; errors: number; count: number }[] = [];
  for (const block of blocks) {
    if (!block) continue;
    const open = stretches.at(-1);
    if (open && follows(open.last, block)) {
      open.last = block;
      open.errors += block.bitErrors;
      open.count++;
    } else stretches.push({ first: block, last: block, errors: block.bitErrors, count: 1 });
  }
  return stretches.map(({ first, last, errors, count }) => ({
    fromSeconds: tenths(secondsOf(first.block * comparison.blockFrames)),
    toSeconds: tenths(secondsOf((last.block + 1) * comparison.blockFrames)),
    otherFromSeconds: tenths(Math.max(0, secondsOf(first.otherFrame))),
    otherToSeconds: tenths(Math.max(0, secondsOf(last.otherFrame + comparison.blockFrames))),
    bitErrors: Math.round((1_000 * errors) / count) / 1_000,
  }));
}

const tenths = (seconds: number): number => Math.round(seconds * 10) / 10;

/** Up to a minute of pause may lie between two blocks of one stretch: a party listens. */
function follows(last: MatchedBlock, next: MatchedBlock): boolean {
  const away = (next.block - last.block) * comparison.blockFrames;
  const otherAway = next.otherFrame - last.otherFrame;
  return secondsOf(away) <= 60 && Math.abs(otherAway - away) <= 0.025 * away + comparison.slackFrames;
}
