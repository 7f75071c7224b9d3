import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readWav, writeWav } from "../../outside/wav.ts";
import { disguiseChannel } from "./disguise-channel.ts";
import { drawsFor } from "./draws.ts";

const rateHz = 16_000;
const draws = () => drawsFor("left", new Uint8Array([1]));
const speech = [
  { from: 4_000, to: 12_000 },
  { from: 20_000, to: 30_000 },
];
const voice = () => Int16Array.from({ length: 32_000 }, (_, i) => 8_000 * Math.sin(i / 20) * Math.sin(i / 900));
const hum = Int16Array.from({ length: 32_000 }, (_, i) => 5_000 * Math.sin(i / 13));

let server: Server;
let url: string;
let heard: { samples: number; params: unknown }[];
let answers: number;

beforeEach(async () => {
  heard = [];
  answers = Number.POSITIVE_INFINITY;
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const sent = readWav(body.subarray(body.indexOf("RIFF")))!;
      const samples = sent.channels[0]!.length;
      heard.push({
        samples,
        params: JSON.parse(/\{"seed":\d+,"strength":"default"\}/.exec(body.toString("latin1"))![0]),
      });
      if (heard.length > answers) response.writeHead(500).end();
      else response.end(writeWav({ ...sent, channels: [hum.slice(0, samples)] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test("a configured service hears the speech alone, with one seed, and what it answers is what is sold", async () => {
  const samples = voice();
  const bleeped = [{ from: 14_000, to: 15_000 }];
  const bleep = samples.slice(14_000, 15_000);
  await disguiseChannel({ samples, speech, bleeped }, rateHz, { draw: draws(), anonymizerUrl: url });
  expect(heard.map((one) => one.samples)).toEqual([8_000, 10_000]);
  expect(heard[1]!.params).toEqual(heard[0]!.params);
  for (const { from, to } of speech) expect(samples.slice(from, to)).toEqual(hum.slice(0, to - from));
  expect(samples.slice(14_000, 15_000)).toEqual(bleep);
  const pause = samples.subarray(0, 4_000);
  expect(Math.max(...pause.map(Math.abs))).toBeLessThan(100);
});

test("when the service fails in the middle, nothing is sold", async () => {
  answers = 1;
  const sold = disguiseChannel({ samples: voice(), speech, bleeped: [] }, rateHz, {
    draw: draws(),
    anonymizerUrl: url,
  });
  expect(await sold).toEqual({ outcome: "failed", reason: "refused", detail: "status 500" });
});

test("without a service it is the pipeline's own disguise", async () => {
  const [first, again] = [voice(), voice()];
  await disguiseChannel({ samples: first, speech, bleeped: [] }, rateHz, { draw: draws() });
  await disguiseChannel({ samples: again, speech, bleeped: [] }, rateHz, { draw: draws() });
  expect(again).toEqual(first);
  expect(first).not.toEqual(voice());
  expect(heard).toEqual([]);
});
