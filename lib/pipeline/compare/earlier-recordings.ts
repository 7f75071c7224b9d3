import type { Channel } from "../parties.ts";
import { comparison as settings } from "../rules.ts";
import { matchAll } from "./compare-channels.ts";
import { type Comparison, comparisonOf, type KnownSide, type Side, verdictOf } from "./compare-recordings.ts";
import type { Alignment } from "./find-alignments.ts";
import type { Fingerprint } from "./fingerprint-channel.ts";

/** A side of an earlier recording that may hold what the new one holds. */
export interface Candidate {
  recordingId: string;
  /** Whether the contributor knows of it: their own, or a side of another's call that they agreed to. */
  relation: "own" | "agreed" | "other";
  channel: Channel;
  print: Fingerprint;
  /** Of the recordings, best first. */
  alignments: readonly Pick<Alignment, "shift" | "offset">[];
}

export interface Repeat extends Comparison {
  verdict: "same" | "look";
  recordingId: string;
  /** The sides that are in the earlier recording as a whole. */
  wholeChannels: Channel[];
}

export interface Repeats {
  /** The contributor may be told: every side of the new recording is in calls that they know of. This is the one with most of it. */
  duplicateOf: { recordingId: string; relation: "own" | "agreed" } | null;
  /** For the reviewer; most alike first. */
  repeats: Repeat[];
}

/** Judges a new recording against the candidates that the market's index gave. */
export function earlierRecordings(asked: readonly Side[], candidates: readonly Candidate[]): Repeats {
  const byRecording = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    byRecording.set(candidate.recordingId, [...(byRecording.get(candidate.recordingId) ?? []), candidate]);
  }
  const repeats = [...byRecording].flatMap(([recordingId, held]) => repeatOf(asked, recordingId, held));
  repeats.sort((a, b) => b.score - a.score);
  const told = candidates.filter(({ relation }) => relation !== "other");
  return { duplicateOf: duplicateOf(asked, told), repeats: repeats.slice(0, settings.mostRepeats) };
}

function repeatOf(asked: readonly Side[], recordingId: string, held: readonly Candidate[]): Repeat[] {
  const comparison = compareWith(asked, held);
  const wholeChannels = comparison.sides.filter(isWhole).map(({ channel }) => channel);
  const verdict = isKnown(comparison.sides) ? "same" : lookAt(comparison);
  return verdict === "different" ? [] : [{ ...comparison, verdict, recordingId, wholeChannels }];
}

/** Half of it is new: a person decides. */
const lookAt = ({ score, matchedSpeechSeconds }: Comparison): "look" | "different" =>
  verdictOf(score, matchedSpeechSeconds) === "different" ? "different" : "look";

function duplicateOf(asked: readonly Side[], told: readonly Candidate[]): Repeats["duplicateOf"] {
  if (told.length === 0 || !isKnown(compareWith(asked, told).sides)) return null;
  const [most] = [...new Set(told.map(({ recordingId }) => recordingId))]
    .map((recordingId) => ({ recordingId, held: told.filter((one) => one.recordingId === recordingId) }))
    .map(({ recordingId, held }) => ({
      recordingId,
      relation: held.some(({ relation }) => relation === "own") ? ("own" as const) : ("agreed" as const),
      matched: compareWith(asked, held).matchedSpeechSeconds,
    }))
    .sort((a, b) => b.matched - a.matched);
  return most ? { recordingId: most.recordingId, relation: most.relation } : null;
}

/** With sides of one earlier recording, or of several: whatever of the new one is in any of them. */
function compareWith(asked: readonly Side[], held: readonly Candidate[]): Comparison {
  const found = held.flatMap(({ channel, print, alignments }) =>
    asked.map((side) => ({
      channel: side.channel,
      otherChannel: channel,
      blocks: matchAll(side.print, print, alignments),
    })),
  );
  return comparisonOf(asked, held, found);
}

const isWhole = ({ share, matchedSeconds }: KnownSide): boolean =>
  share >= settings.sameFromShare && matchedSeconds >= settings.leastSpeechSeconds;

/** Every side on which anything is said is a whole side of what was there before. */
const isKnown = (sides: readonly KnownSide[]): boolean =>
  sides.some(isWhole) && sides.every((side) => isWhole(side) || side.speechSeconds < settings.leastSpeechSeconds);
