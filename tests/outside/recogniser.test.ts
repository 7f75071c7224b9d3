import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { recogniseElsewhere, recogniserLimits } from "../../lib/outside/recogniser.ts";
import { servicesOf } from "../../lib/pipeline/services-of.ts";
import { sendJson, serveRecogniser } from "./recogniser-server.ts";

let close: (() => Promise<void>) | undefined;
afterEach(async () => close?.());
async function serve(answer: Parameters<typeof serveRecogniser>[0]) {
  const server = await serveRecogniser(answer);
  close = server.close;
  return server;
}

const rateHz = 8_000;
const sound = Int16Array.from({ length: 4 * rateHz }, (_, i) => 1_000 * Math.sin(i / 5));
const hear = (url: string, o: { key?: string; limits?: Partial<typeof recogniserLimits>; signal?: AbortSignal } = {}) =>
  recogniseElsewhere({ url, key: o.key, model: "whisper-1" }, sound, rateHz, "en", o.signal, {
    ...recogniserLimits,
    ...o.limits,
  });
const parts = (list: [string, number, number][]) => list.map(([text, start, end]) => ({ text, start, end }));

describe("a recogniser", () => {
  it("is asked as OpenAI is, and its words come back with their times", async () => {
    const { url, asked } = await serve((_, response) =>
      sendJson(response, {
        task: "transcribe",
        language: "english",
        duration: 4.0,
        text: "Hello, Daniel here.",
        words: [
          { word: "Hello", start: 0.5, end: 0.9 },
          { word: "Daniel", start: 1.1, end: 1.5 },
          { word: "here", start: 1.5, end: 1.8 },
        ],
        segments: [
          { id: 0, seek: 0, start: 0, end: 2, text: " Hello, Daniel here.", tokens: [50364], avg_logprob: -0.2 },
        ],
      }),
    );
    const heard = await hear(`${url}/v1/`, { key: "sk-1" });
    expect(heard).toEqual({
      outcome: "recognised",
      form: "words",
      parts: parts([
        ["Hello", 0.5, 0.9],
        ["Daniel", 1.1, 1.5],
        ["here", 1.5, 1.8],
      ]),
    });
    const [request] = asked;
    expect(request).toMatchObject({
      path: "POST /v1/audio/transcriptions",
      authorization: "Bearer sk-1",
      sampleRateHz: rateHz,
      channels: 1,
    });
    expect(request!.samples).toEqual(sound);
    expect(request!.fields).toEqual([
      ["model", "whisper-1"],
      ["language", "en"],
      ["temperature", "0"],
      ["response_format", "verbose_json"],
      ["timestamp_granularities[]", "word"],
      ["timestamp_granularities[]", "segment"],
    ]);
  });

  it("that is whisper.cpp gives tokens: those without a leading space go on with the word before", async () => {
    const tokens = [" My", " name", " is", " Wh", "it", "field", "."];
    const words = tokens.map((word, i) => ({ word, start: i * 0.2, end: i * 0.2 + 0.2, probability: 0.9 }));
    const next = [" Da", "niel"].map((word, i) => ({ word, start: 2 + i * 0.2, end: 2.2 + i * 0.2 }));
    const { url } = await serve((_, response) =>
      sendJson(response, {
        language: "english",
        duration: 4,
        text: " My name is Whitfield.\n Daniel\n",
        segments: [
          { id: 0, text: " My name is Whitfield.", start: 0, end: 1.4, words },
          { id: 1, text: " Daniel", start: 2, end: 2.4, words: next },
        ],
      }),
    );
    const heard = await hear(url);
    expect(heard).toMatchObject({ outcome: "recognised", form: "words" });
    if (heard.outcome !== "recognised") return;
    expect(heard.parts.map(({ text }) => text)).toEqual(["My", "name", "is", "Whitfield.", "Daniel"]);
    expect(heard.parts[3]!.start).toBeCloseTo(0.6);
    expect(heard.parts[3]!.end).toBeCloseTo(1.4);
  });

  it("that is vLLM times segments alone, and says its duration as a string", async () => {
    const segments = [{ id: 0, start: 0.2, end: 2.5, text: " My name is Daniel." }];
    const { url } = await serve((_, response) =>
      sendJson(response, { language: "en", duration: "4.0", text: "My name is Daniel.", words: null, segments }),
    );
    expect(await hear(url)).toEqual({
      outcome: "recognised",
      form: "segments",
      parts: parts([["My name is Daniel.", 0.2, 2.5]]),
    });
  });

  it("may hear nothing, name words out of order, let them overlap, and end a little late", async () => {
    const answers = [
      { text: "", words: [], segments: [] },
      {
        text: "one two three",
        words: [
          { word: "two", start: 1, end: 2.5 },
          { word: "one", start: 0.5, end: 1.2 },
          { word: "three", start: 3.9, end: 4.7 },
        ],
      },
    ];
    const { url } = await serve((_, response, count) => sendJson(response, answers[count - 1]));
    expect(await hear(url)).toEqual({ outcome: "recognised", form: "segments", parts: [] });
    const inTime = parts([
      ["one", 0.5, 1.2],
      ["two", 1, 2.5],
      ["three", 3.9, 4],
    ]);
    expect(await hear(url)).toMatchObject({ parts: inTime });
  });

  const word = (word: unknown, start: unknown, end: unknown) => ({ text: "Ottilie", words: [{ word, start, end }] });
  it.each<[string, string, (response: ServerResponse) => void]>([
    ["an error", "refused", (r) => sendJson(r, { error: { message: "Ottilie" } }, 500)],
    ["too many requests", "refused", (r) => sendJson(r, {}, 429)],
    ["a redirect", "unreachable", (r) => r.writeHead(307, { location: "http://127.0.0.1:9/" }).end()],
    ["a page", "not_understood", (r) => r.writeHead(200, { "content-type": "text/html" }).end("<html>Ottilie</html>")],
    ["nothing", "not_understood", (r) => r.end()],
    ["a cut connection", "unreachable", (r) => r.destroy()],
    ["more than can be read", "too_large", (r) => r.end(`{"text":"${"Ottilie ".repeat(300_000)}"}`)],
    [
      "more words than anybody says",
      "not_understood",
      (r) => sendJson(r, { words: Array.from({ length: 50_001 }, () => ({ word: "a", start: 0, end: 1 })) }),
    ],
    ["a word behind the end", "not_understood", (r) => sendJson(r, word("Ottilie", 90, 91))],
    ["a word that ends before it begins", "not_understood", (r) => sendJson(r, word("Ottilie", 2, 1))],
    ["a word before the beginning", "not_understood", (r) => sendJson(r, word("Ottilie", -1, 1))],
    ["a time that is none", "not_understood", (r) => sendJson(r, word("Ottilie", "soon", null))],
    ["a word that is none", "not_understood", (r) => sendJson(r, word({ toString: 1 }, 0, 1))],
    ["text without any time", "not_understood", (r) => sendJson(r, { text: "My name is Ottilie" })],
    [
      "times for half of its text",
      "not_understood",
      (r) => sendJson(r, { ...word("hello", 0, 1), text: "hello my name is Ottilie" }),
    ],
    ["a list", "not_understood", (r) => sendJson(r, [])],
  ])("that answers with %s fails, and says why without a word of it", async (_, reason, answer) => {
    const { url } = await serve((_, response) => answer(response));
    const heard = await hear(url, { limits: { answerBytes: 2_000_000 } });
    expect(heard).toMatchObject({ outcome: "failed", reason });
    expect(JSON.stringify(heard)).not.toContain("Ottilie");
  });

  it("that is slow fails after its time; one that nobody waits for any more is left at once", async () => {
    const { url } = await serve(() => undefined);
    expect(await hear(url, { limits: { milliseconds: 100 } })).toMatchObject({ reason: "too_slow" });
    await expect(hear(url, { signal: AbortSignal.timeout(100) })).rejects.toThrow(/timeout/);
    expect(await hear("http://127.0.0.1:9")).toMatchObject({ reason: "unreachable" });
  });

  it("that drips its answer fails after its time too", async () => {
    const { url } = await serve((_, response) => {
      const dripping = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(dripping));
    });
    expect(await hear(url, { limits: { milliseconds: 200 } })).toMatchObject({ reason: "too_slow" });
  });

  it("is not asked in the clear across the network", async () => {
    await expect(hear("http://recogniser.example.com")).rejects.toThrow("https");
    expect(() => servicesOf({ RECOGNISER_URL: "http://recogniser.example.com" })).toThrow("https");
    expect(() => servicesOf({ ANONYMIZER_URL: "http://voices.example.com" })).toThrow("https");
    expect(
      servicesOf({ RECOGNISER_URL: "http://whisper:8080", RECOGNISER_KEY: "k", RECOGNISER_MODEL: "small" }),
    ).toEqual({
      recogniser: { url: "http://whisper:8080", key: "k", model: "small" },
    });
  });
});
