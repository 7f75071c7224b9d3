import type { Channel } from "../parties.ts";
import { comparison as settings } from "../rules.ts";
import { type MatchingStretch, matchAll, secondsOf, speechFramesOf, stretchesOf } from "./compare-channels.ts";
import { type Alignment, bestAlignments, findAlignments } from "./find-alignments.ts";
import type { ChannelFingerprint, Fingerprint } from "./fingerprint-channel.ts";
import type { MatchedBlock } from "./match-along.ts";

export type Verdict = "same" | "look" | "different";

/** A channel of a recording, with its fingerprint. */
export interface Side<F extends Fingerprint = ChannelFingerprint> {
  channel: Channel;
  print: F;
}

/** What was found of one channel in one channel of the other recording. */
interface Found {
  channel: Channel;
  otherChannel: Channel;
  blocks: readonly (MatchedBlock | undefined)[];
}

/** How much of one channel is in the other recording, whichever channel of it. */
export interface KnownSide {
  channel: Channel;
  share: number;
  speechSeconds: number;
  matchedSeconds: number;
}

export interface Comparison {
  verdict: Verdict;
  /** Share of the speech of the recording with less of it that is in the other one, 0 to 1. */
  score: number;
  /** Share of differing bits where they match; null where nothing does. */
  bitErrors: number | null;
  matchedSpeechSeconds: number;
  /** Every channel of the first recording. */
  sides: KnownSide[];
  matches: { channel: Channel; otherChannel: Channel; stretches: MatchingStretch[] }[];
}

/** Compares every channel of one recording with every channel of another. */
export function compareRecordings(asked: readonly Side[], known: readonly Side[]): Comparison {
  const alignments = asked.flatMap(({ print }) =>
    known.flatMap((other) => findAlignments(print, other.print.readings[0].anchors)),
  );
  return compareAlong(asked, known, bestAlignments(alignments));
}

/** An alignment that was found between two channels is that of the recordings: it is tried on all of their channels. */
function compareAlong(
  asked: readonly Side[],
  known: readonly Side<Fingerprint>[],
  alignments: readonly Pick<Alignment, "shift" | "offset">[],
): Comparison {
  const found = asked.flatMap((one) =>
    known.map((other) => ({
      channel: one.channel,
      otherChannel: other.channel,
      blocks: matchAll(one.print, other.print, alignments),
    })),
  );
  return comparisonOf(asked, known, found);
}

/** Puts together what was found between the channels of two recordings. */
export function comparisonOf(
  asked: readonly Side<Fingerprint>[],
  known: readonly Side<Fingerprint>[],
  found: readonly Found[],
): Comparison {
  const best = asked.map(({ channel }) => bestBlocks(found.filter((one) => one.channel === channel)));
  const matched = best.map((blocks) => blocks.reduce((sum, { speechFrames }) => sum + speechFrames, 0));
  const speech = asked.map(({ print }) => speechFramesOf(print));
  const otherSpeech = sumOf(known.map(({ print }) => speechFramesOf(print)));
  const matchedSpeechSeconds = rounded(secondsOf(sumOf(matched)), 10);
  const score = shareOf(sumOf(matched), Math.min(sumOf(speech), otherSpeech));
  const all = best.flat();
  return {
    verdict: verdictOf(score, matchedSpeechSeconds),
    score,
    bitErrors: all.length === 0 ? null : rounded(sumOf(all.map(({ bitErrors }) => bitErrors)) / all.length, 1_000),
    matchedSpeechSeconds,
    sides: asked.map(({ channel }, i) => ({
      channel,
      share: shareOf(matched[i]!, speech[i]!),
      speechSeconds: rounded(secondsOf(speech[i]!), 10),
      matchedSeconds: rounded(secondsOf(matched[i]!), 10),
    })),
    matches: found
      .map(({ blocks, ...channels }) => ({ ...channels, stretches: stretchesOf(blocks) }))
      .filter(({ stretches }) => stretches.length > 0),
  };
}

/** Where both of the other's channels hold a second (a mix of them, or an echo), it counts once. */
function bestBlocks(found: readonly Found[]): MatchedBlock[] {
  const best = new Map<number, MatchedBlock>();
  for (const block of found.flatMap(({ blocks }) => blocks)) {
    if (block && block.bitErrors < (best.get(block.block)?.bitErrors ?? 1)) best.set(block.block, block);
  }
  return [...best.values()];
}

/** A shared announcement, or a sentence that a machine says, makes nothing the same: it takes most of the speech. */
export function verdictOf(share: number, matchedSpeechSeconds: number): Verdict {
  if (matchedSpeechSeconds < settings.leastSpeechSeconds) return "different";
  if (share >= settings.sameFromShare) return "same";
  return share >= settings.lookFromShare || matchedSpeechSeconds >= settings.lookFromSeconds ? "look" : "different";
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);
const rounded = (value: number, parts: number): number => Math.round(value * parts) / parts;
const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.min(1, rounded(part / whole, 1_000)));
