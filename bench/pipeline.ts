import { readFile } from "node:fs/promises";
import { decode } from "../lib/pipeline/decode/decode.ts";
import { encodeFlac } from "../lib/pipeline/decode/encode-flac.ts";
import { type Ffmpeg, startFfmpeg } from "../lib/pipeline/decode/ffmpeg.ts";
import { processRecording } from "../lib/pipeline/process-recording.ts";
import type { Measure } from "./measure.ts";

const seconds = 300;
const goalTimesRealTime = 50;

/**
 * How many seconds of a two-channel call the pipeline processes per second of processor time, next to decoding and
 * encoding the same file alone, in the same run. Processor time of all threads together: "one core".
 */
export async function measurePipeline(): Promise<Measure[]> {
  const ffmpeg = await startFfmpeg();
  try {
    const measures: Measure[] = [];
    for (const call of ["boiler-repair", "parcel-next-door"]) measures.push(await measureCall(ffmpeg, call));
    return measures;
  } finally {
    await ffmpeg.stop();
  }
}

async function measureCall(ffmpeg: Ffmpeg, call: string): Promise<Measure> {
  const { audio, transcript, sampleRateHz, lengthSeconds } = await longCall(ffmpeg, call);
  const process_ = () => processRecording({ audio, transcript, keep: "both", language: "en" });
  // The first run warms the compiler up, as in a worker that has been running for a while.
  await process_();
  const whole = await timesRealTime(lengthSeconds, async () => {
    const processed = await process_();
    if (processed.outcome === "refused") throw new Error(`the bench call was refused: ${processed.reason}`);
  });
  const plain = await timesRealTime(lengthSeconds, async () => {
    const decoded = await decode(ffmpeg, audio, "flac");
    if ("outcome" in decoded || !decoded.right) throw new Error("the bench call could not be decoded");
    await encodeFlac(ffmpeg, [decoded.left], sampleRateHz);
    await encodeFlac(ffmpeg, [decoded.right], sampleRateHz);
  });
  return {
    name: `voice pipeline, two channels of ${sampleRateHz / 1_000} kHz`,
    value: Math.round(whole * 10) / 10,
    unit: "x real time on one core",
    against: Math.round(plain * 10) / 10,
    ratio: Math.round((whole / plain) * 1_000) / 1_000,
    goal: goalTimesRealTime,
  };
}

async function timesRealTime(lengthSeconds: number, work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return lengthSeconds / ((user + system) / 1e6);
}

interface TranscriptFile {
  words: { channel: string; word: string; start: number; end: number }[];
}

/** A call of the fixtures, repeated up to five minutes, with its transcript. */
async function longCall(ffmpeg: Ffmpeg, call: string) {
  const folder = new URL("../tests/fixtures/calls/", import.meta.url);
  const once = await decode(ffmpeg, await readFile(new URL(`${call}.flac`, folder)), "flac");
  if ("outcome" in once || !once.right) throw new Error("the bench call could not be decoded");
  const file = JSON.parse(await readFile(new URL(`${call}.transcript.json`, folder), "utf8")) as TranscriptFile;
  const { sampleRateHz, left, right } = once;
  const times = Math.ceil((seconds * sampleRateHz) / left.length);
  const repeated = [left, right].map((channel) => {
    const long = new Int16Array(channel.length * times);
    for (let i = 0; i < times; i++) long.set(channel, i * channel.length);
    return long;
  });
  const onceSeconds = left.length / sampleRateHz;
  const words = Array.from({ length: times }, (_, i) =>
    file.words.map((word) => ({ ...word, start: word.start + i * onceSeconds, end: word.end + i * onceSeconds })),
  ).flat();
  const audio = await encodeFlac(ffmpeg, repeated, sampleRateHz);
  return { audio, transcript: { words }, sampleRateHz, lengthSeconds: onceSeconds * times };
}
