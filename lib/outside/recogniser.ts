import { z } from "zod";
import { askService, jsonOf, type ServiceFailure, serviceAddress } from "./ask-service.ts";
import { writeWav } from "./wav.ts";

/** A recogniser that speaks OpenAI's protocol: OpenAI, whisper.cpp, vLLM and others. */
export interface RecogniserSettings {
  url: string;
  key?: string | undefined;
  model: string;
}

/** A word, or what is said in a segment when the service times no words; in seconds from the start of what was sent. */
export interface HeardPart {
  text: string;
  start: number;
  end: number;
}

export type Recognised =
  | { outcome: "recognised"; form: "words" | "segments"; parts: HeardPart[] }
  | { outcome: "failed"; reason: ServiceFailure | "not_understood"; detail: string };

export interface RecogniserLimits {
  milliseconds: number;
  answerBytes: number;
  parts: number;
  /** Times may pass the end by this much: recognisers round, and hear in windows of 30 s. */
  slackSeconds: number;
}
export const recogniserLimits: RecogniserLimits = {
  milliseconds: 300_000,
  answerBytes: 16_000_000,
  parts: 50_000,
  slackSeconds: 2,
};
/** Of the letters of the whole text, this share must have a time: the rest could not be struck out of the sound. */
const leastTimedShare = 0.8;

const seconds = z.number().min(0).max(100_000);
const timed = { start: seconds, end: seconds };
const word = z.object({ word: z.string().max(500), ...timed });
const heard = z.object({
  text: z.string().max(2_000_000).nullish(),
  words: z.array(word).max(recogniserLimits.parts).nullish(),
  segments: z
    .array(z.object({ text: z.string().max(50_000), ...timed, words: z.array(word).max(1_000).nullish() }))
    .max(recogniserLimits.parts)
    .nullish(),
});
type Heard = z.infer<typeof heard>;

/**
 * What is said on one channel, by POST {url}/v1/audio/transcriptions. Fails closed, with a reason that holds nothing of
 * what was said: an answer whose times cannot be right is none. It hears one person, undisguised and unredacted.
 */
export async function recogniseElsewhere(
  { url, key, model }: RecogniserSettings,
  samples: Int16Array,
  sampleRateHz: number,
  language: string,
  signal?: AbortSignal,
  limits: RecogniserLimits = recogniserLimits,
): Promise<Recognised> {
  const body = new FormData();
  const wav = writeWav({ sampleRateHz, channels: [samples] });
  body.append("file", new Blob([new Uint8Array(wav)], { type: "audio/wav" }), "channel.wav");
  const fields = { model, language, temperature: "0", response_format: "verbose_json" };
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  for (const grain of ["word", "segment"]) body.append("timestamp_granularities[]", grain);
  const { address, headers: own } = recogniserAddress(url);
  const headers = { ...own, accept: "application/json", ...(key && { authorization: `Bearer ${key}` }) };
  const { milliseconds, answerBytes: mostBytes } = limits;
  const answer = await askService({ address, headers, body, milliseconds, mostBytes, signal });
  if (answer.outcome === "failed") return answer;
  const parsed = heard.safeParse(jsonOf(answer.bytes));
  if (!parsed.success) return notUnderstood("no transcript with times");
  return judged(parsed.data, samples.length / sampleRateHz, limits);
}

/** Either form of base address that is in use: with and without its /v1. */
export const recogniserAddress = (url: string) =>
  serviceAddress(url.replace(/\/v1\/?$/, ""), "/v1/audio/transcriptions");

const notUnderstood = (detail: string): Recognised => ({ outcome: "failed", reason: "not_understood", detail });

function judged(answer: Heard, lengthSeconds: number, limits: RecogniserLimits): Recognised {
  const words = wordsOf(answer);
  const form = words.length > 0 ? "words" : "segments";
  const parts = (form === "words" ? words : (answer.segments ?? [])).filter(({ text }) => text.trim() !== "");
  for (const { start, end } of parts) {
    if (end < start) return notUnderstood("a word that ends before it begins");
    if (end > lengthSeconds + limits.slackSeconds) return notUnderstood("words behind the end of the sound");
  }
  const text = answer.text ?? (answer.segments ?? []).map((segment) => segment.text).join(" ");
  if (lettersIn(parts.map((part) => part.text).join("")) < leastTimedShare * lettersIn(text)) {
    return notUnderstood("words without times");
  }
  const fitted = parts.map(({ text, start, end }) => ({
    text: text.trim(),
    start: Math.min(start, lengthSeconds),
    end: Math.min(end, lengthSeconds),
  }));
  return { outcome: "recognised", form, parts: fitted.sort((a, b) => a.start - b.start) };
}

const lettersIn = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/** Timed words, wherever the service puts them: beside the text (OpenAI) or in its segments (whisper.cpp). */
function wordsOf({ words, segments }: Heard): HeardPart[] {
  if (words && words.length > 0) return joinTokens(words);
  const inSegments = (segments ?? []).map((segment) => segment.words ?? []);
  return inSegments.every((own) => own.length > 0) ? inSegments.flatMap(joinTokens) : [];
}

/** whisper.cpp calls its tokens words: where any begins with a space, those that do not go on with the one before. */
function joinTokens(tokens: readonly z.infer<typeof word>[]): HeardPart[] {
  const areTokens = tokens.some((token) => token.word.startsWith(" "));
  const parts: HeardPart[] = [];
  for (const { word: text, start, end } of tokens) {
    const last = parts.at(-1);
    if (areTokens && last && !text.startsWith(" ")) {
      last.text += text;
      last.end = Math.max(last.end, end);
    } else parts.push({ text, start, end });
  }
  return parts;
}
