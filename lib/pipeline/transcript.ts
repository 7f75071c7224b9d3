import { z } from "zod";
import type { RedactionKind } from "../contributions/redaction-kinds.ts";
import type { VoiceActivity } from "./judge/voice-activity.ts";
import { type Channel, type Party, partyOf } from "./parties.ts";
import { certainFrom } from "./redact/kinds.ts";
import { limits, turnPauseSeconds } from "./rules.ts";

export interface Turn {
  party: Party;
  startSeconds: number;
  endSeconds: number;
  /** Redacted. */
  text: string;
  /** Where the marks stand in `text`, in UTF-16 units. */
  spans: { from: number; to: number; kind: RedactionKind; score: number; certain: boolean }[];
}

export interface Word {
  channel: Channel;
  text: string;
  startSeconds: number;
  endSeconds: number;
  /** Its time was spread over a segment, not measured. */
  guessed: boolean;
}

export interface RedactedWord extends Word {
  /** The words of one find share one object. */
  redaction: { kind: RedactionKind; score: number } | null;
  /** Not struck out, but offered to the reviewer. */
  suspicion?: { kind: RedactionKind; score: number };
}

const slackSeconds = 2;
const nearSeconds = 0.15;
const coveredSeconds = 0.3;
const leastWordsToJudge = 10;

const seconds = z.number().min(0).max(limits.longestSeconds);
const channel = z
  .union([z.literal("left"), z.literal("right"), z.literal(0), z.literal(1)])
  .transform((name): Channel => (name === "left" || name === 0 ? "left" : "right"));
const inOrder = (part: { start: number; end: number }) => part.end >= part.start && part.end - part.start <= 600;
const language = z.string().max(35).optional();

const word = z.object({ channel, word: z.string().max(limits.transcriptWordCharacters), start: seconds, end: seconds });
const segment = z.object({
  channel,
  text: z.string().max(limits.transcriptSegmentCharacters),
  start: seconds,
  end: seconds,
});
const transcriptFile = z.union([
  z.object({ language, words: z.array(word.refine(inOrder)).max(limits.transcriptWords) }),
  z.object({ language, segments: z.array(segment.refine(inOrder)).max(limits.transcriptWords) }),
]);

/**
 * Reads a contributor's transcript, `{ words: [{ channel, word, start, end }] }` or `{ segments: [{ channel, text,
 * start, end }] }`, times in seconds. Words come back in time order; null when it is not such a file.
 */
export function readTranscript(json: unknown): Word[] | null {
  const parsed = transcriptFile.safeParse(json);
  if (!parsed.success) return null;
  const words =
    "words" in parsed.data
      ? parsed.data.words.flatMap((word) => wordsOf(word.channel, word.word, word.start, word.end, false))
      : parsed.data.segments.flatMap((segment) =>
          wordsOf(segment.channel, segment.text, segment.start, segment.end, true),
        );
  const characters = words.reduce((sum, { text }) => sum + text.length, 0);
  if (words.length > limits.transcriptWords || characters > limits.transcriptCharacters) return null;
  return words.sort((a, b) => a.startSeconds - b.startSeconds);
}

/** Splits text at spaces and spreads its time by the length of the words. */
function wordsOf(channel: Channel, text: string, start: number, end: number, guessed: boolean): Word[] {
  const parts = clean(text).split(" ").filter(Boolean);
  const characters = parts.reduce((sum, part) => sum + part.length, 0);
  let before = 0;
  return parts.map((part) => {
    const startSeconds = start + ((end - start) * before) / characters;
    before += part.length;
    const endSeconds = start + ((end - start) * before) / characters;
    return { channel, text: part, startSeconds, endSeconds, guessed: guessed || parts.length > 1 };
  });
}

/** Control and bidirectional characters have no place in speech, and a bracket could pass for one of our marks. */
function clean(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\p{C}\u2028\u2029]+/gu, " ")
    .replaceAll("[", "(")
    .replaceAll("]", ")")
    .replace(/\s+/gu, " ")
    .trim();
}

/** A key: the interface says it in words. */
export type Misfit = "behind_end" | "nobody_speaks";

/**
 * Why a transcript cannot belong to a channel, or null when it can: words behind its end, or most of them where nobody
 * speaks. A shifted transcript would bleep the wrong words.
 */
export function misfitOf(words: readonly Word[], voice: VoiceActivity, sampleRateHz: number): Misfit | null {
  const { frames, hopSamples } = voice;
  const hopSeconds = hopSamples / sampleRateHz;
  const lengthSeconds = frames.length * hopSeconds;
  if (words.some(({ startSeconds }) => startSeconds > lengthSeconds + slackSeconds)) return "behind_end";
  const nearVoice = words.filter(({ startSeconds, endSeconds }) => {
    const middle = (startSeconds + endSeconds) / 2;
    const from = Math.max(0, Math.floor((middle - nearSeconds) / hopSeconds));
    return frames.subarray(from, Math.ceil((middle + nearSeconds) / hopSeconds)).includes(1);
  });
  if (words.length >= leastWordsToJudge && nearVoice.length < words.length / 2) return "nobody_speaks";
  return null;
}

/** Seconds of speech of a channel that lie further than 300 ms from every word. */
export function untranscribedSeconds(words: readonly Word[], voice: VoiceActivity, sampleRateHz: number): number {
  const { frames, hopSamples } = voice;
  const hopSeconds = hopSamples / sampleRateHz;
  const rest = frames.slice();
  for (const { startSeconds, endSeconds } of words) {
    const from = Math.max(0, Math.floor((startSeconds - coveredSeconds) / hopSeconds));
    rest.fill(0, from, Math.ceil((endSeconds + coveredSeconds) / hopSeconds));
  }
  return rest.reduce((sum, frame) => sum + frame, 0) * hopSeconds;
}

/** Joins words to text; each find becomes one mark such as [NAME], with the punctuation that follows it. */
export function writeText(words: readonly RedactedWord[]): Pick<Turn, "text" | "spans"> {
  const spans: Turn["spans"] = [];
  let text = "";
  for (const [index, { text: said, redaction }] of words.entries()) {
    const before = words[index - 1]?.redaction;
    const after = words[index + 1]?.redaction;
    if (!redaction || before !== redaction) text += text === "" ? "" : " ";
    if (!redaction) {
      text += said;
      continue;
    }
    if (before !== redaction) {
      const from = text.length;
      text += `[${redaction.kind}]`;
      spans.push({ from, to: text.length, ...redaction, certain: redaction.score >= certainFrom });
    }
    if (after !== redaction) text += said.match(/[.,;:!?]$/u)?.[0] ?? "";
  }
  return { text, spans };
}

/** The turns of all kept channels in time order; a pause of 1.2 s starts a new one. */
export function turnsOf(words: readonly RedactedWord[]): Turn[] {
  const groups: RedactedWord[][] = [];
  for (const channel of ["left", "right"] as const) {
    let open: RedactedWord[] | undefined;
    for (const word of words) {
      if (word.channel !== channel) continue;
      const last = open?.at(-1);
      if (open && last && word.startSeconds - last.endSeconds < turnPauseSeconds) open.push(word);
      else {
        open = [word];
        groups.push(open);
      }
    }
  }
  return groups
    .map((group) => ({
      party: partyOf(group[0]!.channel),
      startSeconds: group[0]!.startSeconds,
      endSeconds: group.reduce((latest, { endSeconds }) => Math.max(latest, endSeconds), 0),
      ...writeText(group),
    }))
    .sort((a, b) => a.startSeconds - b.startSeconds);
}
