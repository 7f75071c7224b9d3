import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { FixtureTranscript } from "../../../tests/fixtures/calls.ts";
import { memorySteps } from "../../../tests/fixtures/memory-steps.ts";
import { shortCall } from "../../../tests/fixtures/short-call.ts";
import { type Heard, sendJson, serveRecogniser } from "../../../tests/outside/recogniser-server.ts";
import { processRecording } from "../process-recording.ts";
import type { ProcessedRecording, RecordingInput } from "../processed.ts";
import { recogniser as rules } from "../rules.ts";
import { startSteps } from "./run-steps.ts";
import { transcribe } from "./transcribe.ts";

let call: Awaited<ReturnType<typeof shortCall>>;
let audio: Uint8Array;
let words: FixtureTranscript["words"];
const seed = new Uint8Array([1]);
beforeAll(async () => {
  call = await shortCall();
  audio = call.audio;
  words = call.transcript.words;
});
let close: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const one of close) await one();
  close = [];
});

/** Knows the call: answers with the words of the channel that it hears. */
const answerFor = (heard: Heard) => {
  const channel = heard.samples.every((sample, at) => sample === call.left[at]) ? "left" : "right";
  const own = words.filter((word) => word.channel === channel);
  return { text: own.map(({ word }) => word).join(" "), words: own.map(({ channel: _, ...word }) => word) };
};
async function serve(answer: Parameters<typeof serveRecogniser>[0]) {
  const server = await serveRecogniser(answer);
  close.push(server.close);
  return server;
}
const run = (url: string, input: Partial<RecordingInput> = {}) =>
  processRecording({
    ...{ audio, keep: "both", language: "en", seed },
    services: { recogniser: { url, model: "whisper-1" } },
    ...input,
  });
const hashes = ({ clips }: ProcessedRecording) => clips.map(({ sha256 }) => sha256);

describe("a recogniser in the chain", { timeout: 120_000 }, () => {
  test("hears each kept channel by itself, as it was spoken, and its words do what given ones do", async () => {
    const { url, asked } = await serve((heard, response) => sendJson(response, answerFor(heard)));
    const heard = (await run(url)) as ProcessedRecording;
    expect(asked.map(({ samples }) => samples)).toEqual([call.left, call.right]);
    expect(heard.report.transcriptSource).toBe("recogniser");
    const given = (await run(url, { transcript: { words } })) as ProcessedRecording;
    expect(asked, "a given transcript is not asked for").toHaveLength(2);
    expect(given.report.transcriptSource).toBe("contributor");
    expect(heard.turns).toEqual(given.turns);
    expect(heard.channels).toEqual(given.channels);
    expect(hashes(heard)).toEqual(hashes(given));
  });

  test("does not hear who did not agree, and what is heard is asked once", async () => {
    const store = memorySteps();
    const { url, asked } = await serve((heard, response) => sendJson(response, answerFor(heard)));
    await run(url, { keep: "right", store });
    expect(asked.map(({ samples }) => samples)).toEqual([call.right]);
    const again = (await run(url, { keep: "right", store })) as ProcessedRecording;
    expect(asked).toHaveLength(1);
    expect(again.report.steps.every(({ resumed }) => resumed)).toBe(true);
    expect([...store.kept.keys()]).toContain("transcript-right");
  });

  test("that fails for the second channel lets the recording wait; the first is not asked for again", async () => {
    const store = memorySteps();
    const { url, asked } = await serve((heard, response, count) =>
      count === 2 ? sendJson(response, {}, 503) : sendJson(response, answerFor(heard)),
    );
    expect(await run(url, { store })).toEqual({ outcome: "waiting", for: "transcript", detail: "refused: status 503" });
    expect(await run(url, { store })).toMatchObject({ outcome: "processed" });
    expect(asked).toHaveLength(3);
  });

  test("that shifts its times is not believed", async () => {
    const { url } = await serve((_, response) => {
      const shifted = Array.from({ length: 30 }, (_, i) => ({ word: "hum", start: 0.01 * i, end: 0.01 * i + 0.005 }));
      sendJson(response, { text: "", words: shifted });
    });
    const waiting = { outcome: "waiting", for: "transcript", detail: "not_understood: nobody_speaks" };
    expect(await run(url)).toEqual(waiting);
  });

  test("is sent a long channel in parts, and their words have the times of the whole", async () => {
    const { left, sampleRateHz } = call;
    const long = new Int16Array((rules.longestPartSeconds + 100) * sampleRateHz);
    for (let at = 0; at + left.length <= long.length; at += left.length) long.set(left, at);
    for (let second = 0; second * sampleRateHz < long.length; second++) long[second * sampleRateHz] = 30_000;
    // The service hears a loud sample each second, and says a word there.
    const { url, asked } = await serve(({ samples }, response) => {
      const loud = [...samples.keys()].filter((at) => samples[at] === 30_000).map((at) => at / sampleRateHz);
      sendJson(response, { text: "", words: loud.map((at) => ({ word: "tick", start: at, end: at })) });
    });
    const voice = { frames: new Uint8Array(long.length / 80).fill(1), hopSamples: 80 };
    const measured = { channel: "left" as const, samples: long, voice, pauses: null, speechRatio: 1, snrDb: null };
    const recording: RecordingInput = {
      ...{ audio, keep: "left", language: "en" },
      services: { recogniser: { url, model: "whisper-1" } },
    };
    const heard = await transcribe(
      {
        input: recording,
        steps: startSteps(recording),
        patience: AbortSignal.timeout(60_000),
      },
      undefined,
      [
        {
          ...measured,
          ...{ clippingRatio: 0, bandwidthHz: 4_000, syllables: 0, musicSeconds: 0, perhapsMusicSeconds: 0 },
        },
      ],
      sampleRateHz,
    );
    if ("outcome" in heard) throw new Error(JSON.stringify(heard));
    expect(asked).toHaveLength(2);
    for (const { bytes } of asked) expect(bytes).toBeLessThan(25_000_000);
    expect(asked.reduce((sum, { samples }) => sum + samples.length, 0)).toBe(long.length);
    expect(heard.words).toHaveLength(rules.longestPartSeconds + 100);
    for (const [second, { startSeconds }] of heard.words.entries()) expect(startSeconds).toBeCloseTo(second, 6);
  });
});

describe("the other services", { timeout: 120_000 }, () => {
  test("let the recording wait when they fail, and are told apart", async () => {
    const { url } = await serve((_, response) => response.writeHead(500).end());
    const transcript = { words };
    const redaction = await processRecording({
      ...{ audio, keep: "left", language: "en", seed, transcript },
      services: { redaction: { url } },
    });
    expect(redaction).toMatchObject({ outcome: "waiting", for: "redaction" });
    const anonymizer = await processRecording({
      ...{ audio, keep: "left", language: "en", seed, transcript },
      services: { anonymizer: { url } },
    });
    expect(anonymizer).toMatchObject({ outcome: "waiting", for: "anonymizer" });
  });
});
