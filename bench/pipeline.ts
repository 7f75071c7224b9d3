import { decode } from "../lib/pipeline/decode/decode.ts";
import { encodeFlac } from "../lib/pipeline/decode/encode-flac.ts";
import { type Ffmpeg, startFfmpeg } from "../lib/pipeline/decode/ffmpeg.ts";
import { processRecording } from "../lib/pipeline/process-recording.ts";
import type { Processed } from "../lib/pipeline/processed.ts";
import { processInThread } from "../lib/pipeline/run-in-thread.ts";
import { type Measure, measured, median } from "./measure.ts";
import { processHours } from "./pipeline/hours.ts";
import { type LongCall, longCall } from "./pipeline/long-call.ts";

const seconds = 300;
const runs = 3;
const goalTimesRealTime = 50;
/** The longest that is taken is 3; `npm run bench -- pipeline 3` takes minutes more. */
const hoursLong = Number(process.argv[3] ?? 0.5);
const shortSeconds = 20;
const goalTwoThreads = 1.8;
const goalMemory = 3;
const onOneCore = "x real time on one core";

/**
 * How many seconds of a two-channel call the pipeline processes per second of processor time of all threads together ("one
 * core"), whole and by step, beside decoding and encoding the same file alone in the same run; what a second thread adds;
 * and hours-long calls.
 */
export async function measurePipeline(): Promise<Measure[]> {
  const ffmpeg = await startFfmpeg();
  try {
    const measures: Measure[] = [];
    for (const name of ["boiler-repair", "parcel-next-door"]) {
      const call = await longCall(ffmpeg, name, seconds);
      measures.push(...(await measureSteps(ffmpeg, call)), await measureThreads(call));
    }
    for (const name of ["boiler-repair", "parcel-next-door"]) {
      const short = await longCall(ffmpeg, name, shortSeconds);
      measures.push(...(await measureHours(await longCall(ffmpeg, name, hoursLong * 3_600), short)));
    }
    return measures;
  } finally {
    await ffmpeg.stop();
  }
}

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const inputOf = ({ audio, transcript }: LongCall) => ({ audio, transcript, keep: "both", language: "en" }) as const;

function checked(processed: Processed): void {
  if (processed.outcome !== "processed") throw new Error(`the bench call was not processed: ${processed.outcome}`);
}

async function measureSteps(ffmpeg: Ffmpeg, call: LongCall): Promise<Measure[]> {
  const kHz = call.sampleRateHz / 1_000;
  // The first run warms the compiler up, as in a worker that has been running for a while.
  await secondsByStep(call);
  const all: Record<string, number>[] = [];
  const plains: number[] = [];
  for (let i = 0; i < runs; i++) {
    all.push(await secondsByStep(call));
    plains.push(await plainSeconds(ffmpeg, call));
  }
  const plain = call.lengthSeconds / median(plains);
  return Object.keys(all[0]!).map((step) => {
    const value = call.lengthSeconds / median(all.map((run) => run[step]!));
    const name = `voice pipeline, two channels of ${kHz} kHz`;
    const goal = step === "whole" ? goalTimesRealTime / plain : 0;
    return measured(step === "whole" ? name : `${name}: ${step}`, value, onOneCore, plain, goal);
  });
}

/** Processor seconds of all threads between one step's end and the next one's. */
async function secondsByStep(call: LongCall): Promise<Record<string, number>> {
  const spent: Record<string, number> = {};
  const began = cpuSeconds();
  let last = began;
  const onProgress = (step: string) => {
    const now = cpuSeconds();
    spent[step] = (spent[step] ?? 0) + now - last;
    last = now;
  };
  checked(await processRecording({ ...inputOf(call), onProgress }));
  return { whole: cpuSeconds() - began, ...spent };
}

async function plainSeconds(ffmpeg: Ffmpeg, { audio, sampleRateHz }: LongCall): Promise<number> {
  const began = cpuSeconds();
  const decoded = await decode(ffmpeg, audio, "flac");
  if ("outcome" in decoded || !decoded.right) throw new Error("the bench call could not be decoded");
  await encodeFlac(ffmpeg, [decoded.left], sampleRateHz);
  await encodeFlac(ffmpeg, [decoded.right], sampleRateHz);
  return cpuSeconds() - began;
}

/** Calls an hour that two threads get through, against one; by the clock, so it wants a quiet machine of two cores. */
async function measureThreads(call: LongCall): Promise<Measure> {
  const process_ = async () => checked(await processInThread(inputOf(call)));
  const timed = async (work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    return (2 * call.lengthSeconds) / ((performance.now() - began) / 1_000);
  };
  const one = await timed(async () => {
    await process_();
    await process_();
  });
  const two = await timed(() => Promise.all([process_(), process_()]));
  const name = `voice pipeline, two threads against one, ${call.sampleRateHz / 1_000} kHz`;
  return measured(name, two, "x real time by the clock", one, goalTwoThreads);
}

/** In a process of its own: what this one has held before would count. */
async function measureHours(call: LongCall, short: LongCall): Promise<Measure[]> {
  const { cpuSeconds, mostBytes } = await processHours(call);
  // Node, three threads and the compiled ffmpeg are there for a call of seconds too.
  const { mostBytes: shortBytes } = await processHours(short);
  const sampleMegabytes = (2 * 2 * call.lengthSeconds * call.sampleRateHz) / 1e6;
  const name = `voice pipeline, a call of ${hoursLong} hours, ${call.sampleRateHz / 1_000} kHz`;
  return [
    measured(name, call.lengthSeconds / cpuSeconds, onOneCore, goalTimesRealTime, 1),
    measured(
      `${name}: memory over its samples`,
      mostBytes / 1e6,
      "MB at most, whole process",
      sampleMegabytes,
      goalMemory,
    ),
    measured(
      `${name}: memory beyond that of a short call`,
      (mostBytes - shortBytes) / 1e6,
      "MB",
      sampleMegabytes,
      goalMemory,
    ),
  ];
}
