import { expect, test } from "vitest";
import { wavFile } from "../../tests/fixtures/hostile/wav.ts";
import { decode } from "./decode/decode.ts";
import type { Ffmpeg } from "./decode/ffmpeg-messages.ts";
import { sniff } from "./decode/sniff.ts";
import { processRecording } from "./process-recording.ts";
import { limits } from "./rules.ts";

const rateHz = 8_000;
const secret = "Ottilie Winterbourne";

/** A decoder of a header that announces `duration` and a file that holds `seconds`; it complains in the file's own words. */
function holding(seconds: number, duration?: number): Ffmpeg {
  const stream = { codec_name: "amrnb", sample_rate: String(rateHz), channels: 1 };
  const left = new Int16Array(seconds * rateHz);
  return {
    async ask({ verb }) {
      if (verb === "probe") return { id: 0, json: JSON.stringify({ streams: [stream], format: { duration } }) };
      return { id: 0, code: 1, errors: [`invalid comment ${secret}`], left, right: new Int16Array() };
    },
    async stop() {},
  };
}
const source = { container: "amr", codec: "amrnb" };

test.each<[string, Ffmpeg, string, object]>([
  ["says that it is too long", holding(0, 36_000.4), "too_long", { announcedSeconds: 36_001 }],
  ["goes on for too long", holding(limits.longestSeconds + 1), "too_long", { readSeconds: limits.longestSeconds + 1 }],
  [
    "holds less than it says",
    holding(200.04, 600.06),
    "damaged",
    { why: "shorter than it says", seconds: 200, announcedSeconds: 600.1 },
  ],
  ["holds nothing", holding(0), "damaged", { why: "nothing could be decoded" }],
])("a file that %s: what was said is told from what was read", async (_, ffmpeg, reason, detail) => {
  const refused = await decode(ffmpeg, new Uint8Array(64), "amr");
  expect(refused).toEqual({ outcome: "refused", reason, detail: { ...source, ...detail } });
});

test("a transcript of another form is refused by a key, without a word of it", async () => {
  const audio = wavFile({ rateHz, channels: 2 }, new Uint8Array(64_000));
  for (const transcript of [
    null,
    secret,
    { text: secret },
    { words: [{ channel: 0, word: secret, start: 2, end: 1 }] },
  ])
    expect(await processRecording({ audio, transcript, keep: "both", language: "en" })).toEqual({
      outcome: "refused",
      reason: "transcript_invalid",
      detail: { why: "form" },
    });
});

test("formats that are not taken are told by a key", () => {
  const bytes = (start: string) => new Uint8Array(Buffer.from(start.padEnd(64, "x"), "latin1"));
  const starts = ["FORM", "\x30\x26\xb2\x75", "MThd", ".snd", ".RMF", "caff", "#!AMR_MC", "RIFF", "#EXTM3U", secret];
  for (const start of starts) expect(Object(sniff(bytes(start))).looksLike).toMatch(/^[a-z_]{2,20}$/);
});
