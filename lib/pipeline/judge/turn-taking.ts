import type { VoiceActivity } from "./voice-activity.ts";

export interface TurnTaking {
  /** Share of the time in which somebody talks that both do; null when only one party is kept. */
  overlapRatio: number | null;
  /** How often the word passes from one party to the other; null when only one party is kept. */
  turnChanges: number | null;
  /** Middle silence where it passes, below 0 where the next begins before the first has ended; null without changes. */
  gapMedianSeconds: number | null;
  /** Longest time in which nobody who is kept talks. */
  longestSilenceSeconds: number;
}

/** How the kept parties share the time, from where each of them speaks. */
export function turnTaking(voices: readonly VoiceActivity[], sampleRateHz: number): TurnTaking {
  const [first, second] = voices;
  const hopSeconds = (first?.hopSamples ?? 1) / sampleRateHz;
  const frames = first?.frames ?? new Uint8Array(0);
  const anybody = second ? frames.map((one, at) => one | second.frames[at]!) : frames;
  const longestSilenceSeconds = inTenths(longestRunOfZeros(anybody) * hopSeconds);
  if (!second) return { overlapRatio: null, turnChanges: null, gapMedianSeconds: null, longestSilenceSeconds };
  const talking = anybody.reduce((sum, one) => sum + one, 0);
  const both = frames.reduce((sum, one, at) => sum + (one & second.frames[at]!), 0);
  const gaps = gapsBetween(talks(frames, 0), talks(second.frames, 1)).sort((a, b) => a - b);
  return {
    overlapRatio: talking === 0 ? 0 : Math.round((1_000 * both) / talking) / 1_000,
    turnChanges: gaps.length,
    gapMedianSeconds: gaps.length === 0 ? null : Math.round(100 * gaps[gaps.length >> 1]! * hopSeconds) / 100,
    longestSilenceSeconds,
  };
}

interface Talk {
  party: 0 | 1;
  from: number;
  to: number;
}

function talks(frames: Uint8Array, party: 0 | 1): Talk[] {
  const result: Talk[] = [];
  for (let from = frames.indexOf(1); from >= 0; ) {
    const end = frames.indexOf(0, from);
    const to = end < 0 ? frames.length : end;
    result.push({ party, from, to });
    from = end < 0 ? -1 : frames.indexOf(1, end);
  }
  return result;
}

/** Frames from the end of one party's talk to the start of the other's; a word thrown in between takes no turn. */
function gapsBetween(one: readonly Talk[], other: readonly Talk[]): number[] {
  const inOrder = [...one, ...other].sort((a, b) => a.from - b.from || a.to - b.to);
  const gaps: number[] = [];
  let holder: Talk | undefined;
  for (const talk of inOrder) {
    if (holder && talk.party !== holder.party && talk.to <= holder.to) continue;
    if (holder && talk.party !== holder.party) gaps.push(talk.from - holder.to);
    holder = talk;
  }
  return gaps;
}

function longestRunOfZeros(frames: Uint8Array): number {
  let longest = 0;
  let run = 0;
  for (const frame of frames) {
    run = frame === 0 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

const inTenths = (seconds: number): number => Math.round(10 * seconds) / 10;
