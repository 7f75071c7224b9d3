import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { analyzeElsewhere } from "../../lib/outside/redaction-service.ts";
import { outsideFinds } from "../../lib/pipeline/redact/outside-finds.ts";
import { servicesOf } from "../../lib/pipeline/services-of.ts";
import { readTranscript } from "../../lib/pipeline/transcript.ts";

type Asked = { text: string; language: string; score_threshold: number };
let close: (() => Promise<void>) | undefined;
afterEach(async () => close?.());

/** A server that speaks Presidio's protocol; `answer` decides what it says. */
async function serve(answer: (asked: Asked, response: ServerResponse, request: IncomingMessage) => void) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => answer(JSON.parse(Buffer.concat(chunks).toString()) as Asked, response, request));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Presidio counts code points. */
const found = (text: string, part: string, entity_type: string, score = 0.85) => {
  const start = [...text.slice(0, text.indexOf(part))].length;
  return { entity_type, start, end: start + [...part].length, score, analysis_explanation: null };
};
const json = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
describe("a redaction service", () => {
  it("is asked as Presidio is, and its code points become UTF-16 offsets", async () => {
    let asked: Asked | undefined;
    let path: string | undefined;
    const url = await serve((body, response, request) => {
      asked = body;
      path = `${request.method} ${request.url}`;
      json(response, [found(body.text, "Zoé", "PERSON")]);
    });
    const text = "🎉🎉 bonjour Zoé";
    const analyzed = await analyzeElsewhere(`${url}/presidio/`, text, "fr");
    expect(path).toBe("POST /presidio/analyze");
    expect(asked).toEqual({ text, language: "fr", score_threshold: 0.4 });
    expect(analyzed).toEqual({ outcome: "analyzed", finds: [{ entityType: "PERSON", from: 13, to: 16, score: 0.85 }] });
    expect(text.slice(13, 16)).toBe("Zoé");
  });

  it("is sent a name and password of its address in a header", async () => {
    let authorization: string | undefined;
    const url = await serve((_, response, request) => {
      authorization = request.headers.authorization;
      json(response, []);
    });
    await analyzeElsewhere(url.replace("://", "://ann:s%20t@"), "hello", "en");
    expect(Buffer.from(authorization!.slice(6), "base64").toString()).toBe("ann:s t");
  });

  it.each<[string, string, (asked: Asked, response: ServerResponse) => void]>([
    ["an error", "refused", (_, response) => json(response, { error: "no French model" }, 500)],
    ["a redirect", "unreachable", (_, response) => response.writeHead(307, { location: "http://127.0.0.1:9/" }).end()],
    ["no JSON", "not_understood", (_, response) => response.end("<html>")],
    ["no list", "not_understood", (_, response) => json(response, { finds: [] })],
    [
      "a find behind the end",
      "not_understood",
      (_, r) => json(r, [{ entity_type: "PERSON", start: 0, end: 99, score: 1 }]),
    ],
    ["an empty find", "not_understood", (_, r) => json(r, [{ entity_type: "PERSON", start: 2, end: 2, score: 1 }])],
    ["a score of 7", "not_understood", (_, r) => json(r, [{ entity_type: "PERSON", start: 0, end: 1, score: 7 }])],
    ["more than can be read", "too_large", (_, response) => response.end(`["${"x".repeat(3_000_000)}"]`)],
    ["a cut connection", "unreachable", (_, response) => response.destroy()],
  ])("that answers with %s fails, and says why without the text", async (_, reason, answer) => {
    const url = await serve(answer);
    const analyzed = await analyzeElsewhere(url, "my name is Ottilie", "en");
    expect(analyzed).toMatchObject({ outcome: "failed", reason });
    expect(JSON.stringify(analyzed)).not.toContain("Ottilie");
  });

  it("that does not answer fails after its time", async () => {
    const url = await serve(() => undefined);
    expect(await analyzeElsewhere(url, "hello", "en", undefined, 100)).toMatchObject({ reason: "too_slow" });
  });

  it("that nobody runs fails", async () => {
    expect(await analyzeElsewhere("http://127.0.0.1:9", "hello", "en")).toMatchObject({ reason: "unreachable" });
  });

  it("that is asked about something that was withdrawn meanwhile is not waited for", async () => {
    const url = await serve(() => undefined);
    const signal = AbortSignal.timeout(50);
    await expect(analyzeElsewhere(url, "hello", "en", signal)).rejects.toThrow(/timeout/);
  });

  it("is not asked in the clear across the network", async () => {
    await expect(analyzeElsewhere("http://presidio.example.com", "hello", "en")).rejects.toThrow("https");
    expect(() => servicesOf({ REDACTION_URL: "http://presidio.example.com" })).toThrow("https");
    expect(servicesOf({ REDACTION_URL: "http://presidio:3000" })).toEqual({
      redaction: { url: "http://presidio:3000" },
    });
  });
});

describe("a transcript that a service is asked about", () => {
  const transcript = {
    words: ["so", "the", "teapot", "belongs", "to", "Paris"].map((word, at) => {
      return { channel: at < 3 ? "left" : "right", word, start: at, end: at + 0.5 };
    }),
  };
  const words = readTranscript(transcript)!;

  it("is sent channel by channel, and finds are mapped to its words", async () => {
    const texts: string[] = [];
    const url = await serve(({ text }, response) => {
      texts.push(text);
      json(
        response,
        text.includes("teapot") ? [found(text, "the teapot", "UK_TEAPOT"), found(text, "so", "DATE_TIME")] : [],
      );
    });
    const finds = [{ words: [1, 2], kind: "NUMBER", score: 0.85 }];
    expect(await outsideFinds(url, words, "en")).toEqual({ outcome: "found", finds });
    expect(texts).toEqual(["so the teapot ", "belongs to Paris "]);
  });

  it("is not half redacted when one passage fails", async () => {
    const url = await serve(({ text }, response) =>
      text.startsWith("so") ? json(response, []) : json(response, {}, 503),
    );
    expect(await outsideFinds(url, words, "en")).toEqual({
      outcome: "failed",
      reason: "refused",
      detail: "status 503",
    });
  });
});
