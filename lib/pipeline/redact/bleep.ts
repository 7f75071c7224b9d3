import type { RedactionKind } from "../../contributions/redaction-kinds.ts";
import type { Channel } from "../parties.ts";
import { bleep as settings } from "../rules.ts";
import type { Stretch } from "../stretches.ts";
import type { RedactedWord } from "../transcript.ts";

export interface ChannelRedaction {
  startSeconds: number;
  endSeconds: number;
  kind: RedactionKind;
  score: number;
}

/** Words are looked up among the bleeps that end at most this long before them; bounds the search. */
const longestBleepSeconds = 60;

export type Bleep = ChannelRedaction & { channel: Channel };

/**
 * Times to silence for the redacted words of one channel, from 80 ms before to 120 ms after; gaps under 200 ms are
 * closed when the kind is the same.
 */
export function bleepsOf(words: readonly RedactedWord[], lengthSeconds: number): Bleep[] {
  const result: Bleep[] = [];
  for (const word of words) {
    if (!word.redaction) continue;
    const margin = word.guessed ? settings.guessedMarginSeconds : 0;
    const startSeconds = inMs(Math.max(0, word.startSeconds - settings.beforeSeconds - margin));
    const endSeconds = inMs(Math.min(lengthSeconds, word.endSeconds + settings.afterSeconds + margin));
    const { kind, score } = word.redaction;
    const last = result.at(-1);
    if (last && last.kind === kind && startSeconds - last.endSeconds < settings.joinSeconds) {
      last.endSeconds = Math.max(last.endSeconds, endSeconds);
      last.score = Math.max(last.score, score);
    } else if (startSeconds < endSeconds) {
      result.push({ channel: word.channel, startSeconds, endSeconds, kind, score });
    }
  }
  return result;
}

function inMs(seconds: number): number {
  return Math.round(seconds * 1_000) / 1_000;
}

/**
 * A bleep silences both channels, since a name that one party says may be heard on the other's line. What the other
 * party said meanwhile is gone too, and its text says so.
 */
export function markOverlaps(words: readonly RedactedWord[], bleeps: readonly Bleep[]): void {
  const sorted = bleeps.toSorted((a, b) => a.startSeconds - b.startSeconds);
  let first = 0;
  for (const word of words) {
    while (first < sorted.length && sorted[first]!.endSeconds < word.startSeconds - longestBleepSeconds) first++;
    for (let i = first; i < sorted.length && sorted[i]!.startSeconds < word.endSeconds; i++) {
      const { channel, startSeconds, endSeconds, score } = sorted[i]!;
      const shared = Math.min(endSeconds, word.endSeconds) - Math.max(startSeconds, word.startSeconds);
      const most = (word.endSeconds - word.startSeconds) / 2;
      if (channel !== word.channel && !word.redaction && shared > most) word.redaction = { kind: "OVERLAP", score };
    }
  }
}

/** The same times in samples, overlaps and short gaps closed. */
export function bleepStretches(bleeps: readonly Bleep[], sampleRateHz: number, lengthSamples: number): Stretch[] {
  const result: Stretch[] = [];
  const sorted = bleeps.toSorted((a, b) => a.startSeconds - b.startSeconds);
  for (const { startSeconds, endSeconds } of sorted) {
    const from = Math.max(0, Math.floor(startSeconds * sampleRateHz));
    const to = Math.min(lengthSamples, Math.ceil(endSeconds * sampleRateHz));
    const last = result.at(-1);
    if (last && from - last.to < settings.joinSeconds * sampleRateHz) last.to = Math.max(last.to, to);
    else if (from < to) result.push({ from, to });
  }
  return result;
}

/** Replaces every sample of the given parts by a soft tone, in place; nothing of what was there is mixed in. */
export function bleepOut(samples: Int16Array, parts: readonly Stretch[], sampleRateHz: number): void {
  const fade = settings.fadeSeconds * sampleRateHz;
  // The tone comes back each second: it is made once.
  const tone = new Float64Array(parts.length > 0 ? sampleRateHz : 0);
  const step = (2 * Math.PI * settings.toneHz) / sampleRateHz;
  for (let i = 0; i < tone.length; i++) tone[i] = 32_767 * settings.tonePeak * Math.sin(step * i);
  for (const { from, to } of parts) {
    for (let i = from; i < to; i++) {
      const edge = Math.min(1, (i - from) / fade, (to - 1 - i) / fade);
      samples[i] = Math.round(edge * tone[(i - from) % sampleRateHz]!);
    }
  }
}
