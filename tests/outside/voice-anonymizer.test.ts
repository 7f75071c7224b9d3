import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { type AnonymizerFailure, anonymizeElsewhere, anonymizerLimits } from "../../lib/outside/voice-anonymizer.ts";
import { readWav, writeWav } from "../../lib/outside/wav.ts";

const rateHz = 16_000;
const voice = Int16Array.from({ length: rateHz }, (_, i) => 8_000 * Math.sin(i / 20) * Math.sin(i / 900));
const otherVoice = Int16Array.from({ length: rateHz }, (_, i) => 8_000 * Math.sin(i / 13) * Math.sin(i / 700));
const wavOf = (samples: Int16Array, sampleRateHz = rateHz) => writeWav({ sampleRateHz, channels: [samples] });

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A service that reads the whole request and answers as told. */
async function service(
  answer: (request: IncomingMessage, body: Buffer, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => answer(request, Buffer.concat(chunks), response));
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const answering = (body: Uint8Array): Promise<string> => service((_, __, response) => response.end(body));

describe("a voice that a service disguises", () => {
  test("is sent as WAV with its parameters and comes back with the same length", async () => {
    let sent: { path: string; body: Buffer } = { path: "", body: Buffer.alloc(0) };
    const url = await service((request, body, response) => {
      sent = { path: `${request.method} ${request.url}`, body };
      response.setHeader("x-anonymizer", "neural/5");
      response.end(wavOf(otherVoice.subarray(0, rateHz - 500)));
    });
    const done = await anonymizeElsewhere(`${url}/`, voice, rateHz, { strength: "strong" });
    expect(sent.path).toBe("POST /v1/anonymize");
    expect(sent.body.includes(Buffer.from('{"strength":"strong"}'))).toBe(true);
    expect(sent.body.includes(Buffer.from(wavOf(voice)))).toBe(true);
    if (done.outcome === "failed") throw new Error(done.detail);
    expect(done.by).toBe("neural/5");
    expect(done.samples).toHaveLength(voice.length);
    expect(done.samples.subarray(0, 100)).toEqual(otherVoice.subarray(0, 100));
  });

  const refusals: [AnonymizerFailure, () => Promise<string>][] = [
    ["not_wav", () => answering(Buffer.from("<html>busy</html>"))],
    ["not_wav", () => answering(wavOf(otherVoice).subarray(0, 9_000))],
    ["wrong_format", () => answering(wavOf(otherVoice, 8_000))],
    ["wrong_format", () => answering(writeWav({ sampleRateHz: rateHz, channels: [otherVoice, otherVoice] }))],
    ["wrong_length", () => answering(wavOf(otherVoice.subarray(0, rateHz - 1_200)))],
    ["wrong_loudness", () => answering(wavOf(new Int16Array(rateHz)))],
    ["unchanged", () => answering(wavOf(voice))],
    ["unchanged", () => answering(wavOf(voice.map((sample) => sample >> 1)))],
    ["too_large", () => answering(Buffer.alloc(200_000))],
    ["refused", () => service((_, __, response) => response.writeHead(503).end("busy"))],
    ["unreachable", () => service((_, __, response) => response.writeHead(302, { location: "/elsewhere" }).end())],
    ["unreachable", () => service((request) => request.socket.destroy())],
    ["unreachable", async () => "http://127.0.0.1:1"],
  ];
  test.each(refusals)("fails closed: %s (%#)", async (reason, start) => {
    expect(await anonymizeElsewhere(await start(), voice, rateHz)).toMatchObject({ outcome: "failed", reason });
  });

  test("fails closed when the service keeps it waiting, before or within the answer", async () => {
    const hurried = { ...anonymizerLimits, milliseconds: 200 };
    const silent = await service(() => undefined);
    const dripping = await service((_, __, response) => response.write("RIFF"));
    for (const url of [silent, dripping]) {
      expect(await anonymizeElsewhere(url, voice, rateHz, {}, hurried)).toMatchObject({ reason: "too_slow" });
    }
  });
});

test("an undisguised voice is sent over https, or within the own network", async () => {
  for (const url of ["http://anonymizer.example.com", "ftp://localhost", "file:///tmp"]) {
    await expect(anonymizeElsewhere(url, voice, rateHz)).rejects.toThrow("must be https");
  }
});

describe("WAV", () => {
  test("what is written is read again, other chunks around it or not", () => {
    const wav = Buffer.from(writeWav({ sampleRateHz: rateHz, channels: [voice, otherVoice] }));
    expect(readWav(wav)).toEqual({ sampleRateHz: rateHz, channels: [voice, otherVoice] });
    const note = Buffer.from("LIST\u0003\0\0\0abc\0", "latin1");
    expect(readWav(Buffer.concat([wav.subarray(0, 36), note, wav.subarray(36)]))?.channels[1]).toEqual(otherVoice);
  });

  test.each([0, 3, 43, 44, 60])("cut off after %i bytes it is nothing", (length) => {
    expect(readWav(writeWav({ sampleRateHz: rateHz, channels: [voice] }).subarray(0, length))).toBeNull();
  });
});
