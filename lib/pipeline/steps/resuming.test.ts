import { beforeAll, describe, expect, test } from "vitest";
import type { FixtureTranscript } from "../../../tests/fixtures/calls.ts";
import { type KeptSteps, type MemorySteps, memorySteps } from "../../../tests/fixtures/memory-steps.ts";
import { shortCall } from "../../../tests/fixtures/short-call.ts";
import { processRecording } from "../process-recording.ts";
import type { ProcessedRecording, RecordingInput } from "../processed.ts";
import { processInThread } from "../run-in-thread.ts";
import { unpackResult } from "./pack-result.ts";
import type { Pieces } from "./step-store.ts";

let audio: Uint8Array;
let transcript: FixtureTranscript;
let unbroken: ProcessedRecording;
const seed = new Uint8Array([7]);
const input = (): RecordingInput => ({ audio, transcript, keep: "both", language: "en", seed });

beforeAll(async () => {
  ({ audio, transcript } = await shortCall());
  unbroken = sold(await processRecording(input()));
});

function sold(processed: Awaited<ReturnType<typeof processRecording>>): ProcessedRecording {
  if (processed.outcome !== "processed") throw new Error(`${processed.outcome} ${JSON.stringify(processed)}`);
  return processed;
}

/** All that leaves a run but how long it took and what was resumed. */
const content = ({ report, ...rest }: ProcessedRecording) => ({
  ...rest,
  clips: rest.clips.map(({ flac, ...clip }) => ({ ...clip, flac: Buffer.from(flac).toString("base64") })),
  report: { ...report, steps: report.steps.map(({ ms: _, resumed: __, ...step }) => step) },
});
const hashes = ({ clips }: ProcessedRecording) => clips.map(({ sha256 }) => sha256);
const resumed = ({ report }: ProcessedRecording) =>
  report.steps.filter((step) => step.resumed).map(({ name, settings }) => [name, settings.channel].join(" ").trim());

const inOrder = ["decode", "fingerprint", "measure", "redact", "bleep", "disguise left", "disguise right", "clips"];

describe("a run that is broken off", { timeout: 120_000 }, () => {
  test("after each step in turn goes on there, and leaves the bytes of an unbroken one", async () => {
    const kept: KeptSteps = new Map();
    for (const [index, step] of inOrder.entries()) {
      const asked: string[] = [];
      const dying = memorySteps(kept, (name) => {
        asked.push(name);
        throw new Error(`killed after ${name}`);
      });
      await expect(processRecording({ ...input(), store: dying })).rejects.toThrow("killed after");
      expect(asked).toEqual([step.replace(" ", "-")]);
      expect(kept.size).toBe(index + 1);
    }
    const last = sold(await processRecording({ ...input(), store: memorySteps(kept) }));
    expect(resumed(last)).toEqual(inOrder);
    expect(content(last)).toEqual(content(unbroken));
    expect(resumed(unbroken)).toEqual([]);
  });

  test("by an abort goes on too", async () => {
    const kept: KeptSteps = new Map();
    const stop = new AbortController();
    const onProgress = (step: string) => step === "bleep" && stop.abort(new Error("withdrawn"));
    const aborted = processRecording({ ...input(), store: memorySteps(kept), signal: stop.signal, onProgress });
    await expect(aborted).rejects.toThrow("withdrawn");
    const again = sold(await processRecording({ ...input(), store: memorySteps(kept) }));
    expect(resumed(again)).toEqual(inOrder.slice(0, 5));
    expect(content(again)).toEqual(content(unbroken));
  });

  test("in the middle of keeping a result keeps nothing of that one", async () => {
    const stop = new AbortController();
    async function* cutOff(pieces: Pieces): AsyncGenerator<Uint8Array> {
      for await (const piece of pieces) {
        yield piece;
        stop.abort(new Error("withdrawn"));
      }
    }
    const { kept, get, put } = memorySteps();
    const store = { get, put: (key: string, pieces: Pieces) => put(key, cutOff(pieces)) };
    await expect(processInThread({ ...input(), store, signal: stop.signal })).rejects.toThrow("withdrawn");
    expect([...kept.keys()]).toEqual([]);
  });

  test("by the end of its thread goes on in the next one", async () => {
    const kept: KeptSteps = new Map();
    const stop = new AbortController();
    const onProgress = (step: string) => step === "disguise" && stop.abort(new Error("the worker was killed"));
    const killed = processInThread({ ...input(), store: memorySteps(kept), signal: stop.signal, onProgress });
    await expect(killed).rejects.toThrow("the worker was killed");
    const again = sold(await processInThread({ ...input(), store: memorySteps(kept) }));
    expect(resumed(again).slice(0, 6)).toEqual(inOrder.slice(0, 6));
    expect(content(again)).toEqual(content(unbroken));
  });
});

describe("a stored result", { timeout: 120_000 }, () => {
  let kept: KeptSteps;
  const copy = () => new Map([...kept].map(([name, one]) => [name, { ...one, bytes: one.bytes.slice() }]));
  const rerun = async (store: MemorySteps, change: Partial<RecordingInput> = {}) =>
    sold(await processRecording({ ...input(), ...change, store }));
  beforeAll(async () => {
    kept = new Map();
    await rerun(memorySteps(kept));
  });

  test("of a step before a changed setting is used, and none after it", async () => {
    const changes: [Partial<RecordingInput>, number][] = [
      [{ strength: "light" }, 5],
      [{ transcript: { words: transcript.words.slice(1) } }, 3],
      [{ keep: "left" }, 1],
    ];
    for (const [change, before] of changes)
      expect(resumed(await rerun(memorySteps(copy()), change))).toEqual(inOrder.slice(0, before));
    expect(resumed(await rerun(memorySteps(copy()), { audio: audio.slice(0, -1) }))).toEqual([]);
  });

  test("that is damaged or another's is made again; the rest is still used", async () => {
    const damages: ((bytes: Uint8Array) => Uint8Array)[] = [
      (bytes) => bytes.with(bytes.length - 1, bytes.at(-1)! ^ 1),
      (bytes) => bytes.with(20, bytes[20]! ^ 1),
      (bytes) => bytes.subarray(0, bytes.length >> 1),
      () => new Uint8Array(0),
      () => kept.get("measure")!.bytes,
    ];
    for (const damage of damages) {
      const store = memorySteps(copy());
      const { key, bytes } = store.kept.get("bleep")!;
      store.kept.set("bleep", { key, bytes: damage(bytes) });
      const again = await rerun(store);
      expect(resumed(again)).toEqual(inOrder.filter((step) => step !== "bleep"));
      expect(hashes(again)).toEqual(hashes(unbroken));
      expect(await unpackResult(key, [store.kept.get("bleep")!.bytes])).not.toBeNull();
    }
  });
});

test("a draw at random is drawn once, and kept with the results: the pseudo-speakers stay", {
  timeout: 120_000,
}, async () => {
  const { seed: _, ...free } = input();
  const kept: KeptSteps = new Map();
  const dying = memorySteps(kept, (name) => {
    if (name === "disguise-left") throw new Error("killed");
  });
  await expect(processRecording({ ...free, store: dying })).rejects.toThrow("killed");
  expect([...kept.keys()]).toContain("draw");
  const withoutVoice = new Map([...kept].filter(([name]) => name !== "disguise-left"));
  const first = sold(await processRecording({ ...free, store: memorySteps(kept) }));
  expect(resumed(first)).toEqual([...inOrder.slice(0, 5), "draw", "disguise left"]);
  const second = sold(await processRecording({ ...free, store: memorySteps(withoutVoice) }));
  expect(hashes(second)).toEqual(hashes(first));
  const other = sold(await processRecording({ ...free, store: memorySteps() }));
  expect(hashes(other)).not.toEqual(hashes(first));
});
