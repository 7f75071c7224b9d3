import { readFile } from "node:fs/promises";
import { decode } from "../../lib/pipeline/decode/decode.ts";
import type { Ffmpeg } from "../../lib/pipeline/decode/ffmpeg.ts";

/** Hours are encoded at once here; the pipeline encodes seconds, and has a shorter clock. */
const encodeMs = 900_000;

interface TranscriptFile {
  words: { channel: string; word: string; start: number; end: number }[];
}

export interface LongCall {
  audio: Uint8Array;
  transcript: TranscriptFile;
  sampleRateHz: number;
  lengthSeconds: number;
}

/** A call of the fixtures, repeated up to a length, with its transcript. */
export async function longCall(ffmpeg: Ffmpeg, call: string, seconds: number): Promise<LongCall> {
  const folder = new URL("../../tests/fixtures/calls/", import.meta.url);
  const once = await decode(ffmpeg, await readFile(new URL(`${call}.flac`, folder)), "flac");
  if ("outcome" in once || !once.right) throw new Error("the bench call could not be decoded");
  const file = JSON.parse(await readFile(new URL(`${call}.transcript.json`, folder), "utf8")) as TranscriptFile;
  const { sampleRateHz, left, right } = once;
  // Three hours are the longest that is taken: not a sample more.
  const times = Math.max(1, Math.floor((seconds * sampleRateHz) / left.length));
  const onceSeconds = left.length / sampleRateHz;
  const words = Array.from({ length: times }, (_, i) =>
    file.words.map((word) => ({ ...word, start: word.start + i * onceSeconds, end: word.end + i * onceSeconds })),
  ).flat();
  const interleaved = new Int16Array(2 * times * left.length);
  for (const [offset, channel] of [left, right].entries()) {
    for (let i = 0, to = offset; to < interleaved.length; i++, to += 2) interleaved[to] = channel[i % channel.length]!;
  }
  const pcm = new Uint8Array(interleaved.buffer);
  const reply = await ffmpeg.ask({ verb: "encode", pcm, channels: 2, sampleRateHz }, encodeMs);
  if (!("flac" in reply)) throw new Error("the bench call could not be encoded");
  const audio = reply.flac;
  return { audio, transcript: { words }, sampleRateHz, lengthSeconds: onceSeconds * times };
}
