import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Put, ReleaseClip, ReleaseDataset } from "./release.ts";

/** Releases that nobody spoke, for the tests and the measurement of the builder: no FLAC, bytes of any content. */
export const madeUpDataset: ReleaseDataset = {
  slug: "calls-en-us",
  org: "consonant",
  title: 'Calls: "support" & sales',
  summary: "Support calls of made-up people, with # and <b>markup</b> in the summary.",
  language: "en",
  kind: "support",
  licence: "standard",
  pricePerHourCents: 12_000,
  number: "1.0.0",
  notes: "First version.",
  publishedAt: new Date("2026-11-09T10:30:00Z"),
  siteUrl: "https://market.example",
  anonymization: { version: "1", measuredAt: "2026-11-01", equalErrorRate: 0.41 },
};

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32, public domain, Tommy Ettinger). */
export function drawsFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` clips of `speakers` speakers, whose `read` gives `audioOf(index)`. */
export function madeUpClips(count: number, speakers: number, audioOf: (index: number) => Buffer): ReleaseClip[] {
  const draw = drawsFrom(count * 1_000 + speakers);
  return Array.from({ length: count }, (_, index) => {
    const audio = audioOf(index);
    const startMs = Math.floor(draw() * 600_000);
    const speaker = Math.floor(draw() * speakers);
    return {
      id: `clip-${String(index).padStart(6, "0")}`,
      speaker: `spk-${speaker}`,
      recording: `call-${Math.floor(speaker / 2)}`,
      party: speaker % 2 ? "b" : "a",
      startMs,
      endMs: startMs + 2_000 + Math.floor(draw() * 18_000),
      text: draw() < 0.2 ? null : `Hello, this is [NAME] — « ça va » number ${index}`,
      sampleRateHz: draw() < 0.3 ? 8_000 : 16_000,
      snrDb: draw() < 0.1 ? null : Math.round(draw() * 400) / 10,
      sha256: createHash("sha256").update(audio).digest("hex"),
      bytes: audio.length,
      language: "en",
      kinds: draw() < 0.5 ? ["NAME"] : ["NAME", "PHONE"],
      read: async () => audioOf(index),
      consentDigest: createHash("sha256").update(`receipt ${index}`).digest("hex"),
    };
  });
}

/** Stores files below a folder, with one hash on the way: what a shelf on disk does. */
export function putInFolder(folder: string): Put {
  return async (path, _contentType, content) => {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    const hash = createHash("sha256");
    let bytes = 0;
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        bytes += chunk.length;
        done(null, chunk);
      },
    });
    await pipeline(
      content instanceof Uint8Array ? Readable.from([content]) : content,
      counted,
      createWriteStream(target),
    );
    return { bytes, sha256: hash.digest("hex") };
  };
}
