import { beforeAll, describe, expect, test } from "vitest";
import { fixtureBytes, fixtureTranscript } from "../../../tests/fixtures/calls.ts";
import { decoders } from "../../../tests/fixtures/decoders.ts";
import { silentFlac } from "../../../tests/fixtures/hostile/flac.ts";
import { wavFile } from "../../../tests/fixtures/hostile/wav.ts";
import { processRecording } from "../process-recording.ts";
import type { Processed, RecordingInput } from "../processed.ts";
import type { NativeDecoder } from "./native-decoder.ts";

const refusal = (result: Processed) => (result.outcome === "refused" ? result.reason : result.outcome);

const wav = (rateHz: number, channels: number, bytes: number) => wavFile({ rateHz, channels }, new Uint8Array(bytes));
const reasons = [
  "damaged",
  "not_audio",
  "too_short",
  "mostly_silence",
  "sample_rate",
  "too_many_channels",
  "one_channel_for_two",
];

/** Prefixes of a real file, and the first bytes of each container with noise behind them. */
async function beginnings(): Promise<Uint8Array[]> {
  const whole = await fixtureBytes("boiler-repair.flac");
  const random = Uint8Array.from({ length: 50_000 }, (_, i) => (i * 7_919 + (i >> 3)) & 255);
  const magic = [
    "fLaC",
    "OggS",
    "RIFF\xff\xff\xff\xffWAVEfmt ",
    "\0\0\0\x20ftypM4A ",
    "#!AMR\n",
    "ID3\x04\0\0\0\0\0\0",
  ];
  return [
    ...[10, 43, 1_000, 20_000].map((length) => whole.subarray(0, length)),
    ...magic.map((start) => new Uint8Array(Buffer.concat([Buffer.from(start, "latin1"), random]))),
  ];
}

for (const { name: decoderName, isMissing, open } of decoders) {
  describe.skipIf(isMissing)(`hostile files get their reason within bounded time, by ${decoderName}`, () => {
    let decoder: NativeDecoder | undefined;
    beforeAll(async () => {
      decoder = await open();
    });
    const processed = (audio: Uint8Array, more?: Partial<RecordingInput>) =>
      processRecording({ audio, keep: "both", language: "en", ...(decoder && { decoder }), ...more });

    test.each([
      ["silence.flac", "mostly_silence"],
      ["noise-only.ogg", "mostly_silence"],
      ["playlist-named.mp3", "not_audio"],
      ["truncated.wav", "damaged"],
      ["not-audio.bin", "not_audio"],
    ])("%s is refused as %s", async (name, reason) => {
      const started = performance.now();
      expect(refusal(await processed(await fixtureBytes(name)))).toBe(reason);
      expect(performance.now() - started).toBeLessThan(30_000);
    });

    test("a header alone, a header with noise behind it, and every prefix of a real file end without a crash", async () => {
      for (const audio of await beginnings()) {
        const started = performance.now();
        expect(reasons).toContain(refusal(await processed(audio)));
        expect(performance.now() - started).toBeLessThan(30_000);
      }
    }, 180_000);

    test.each([
      ["one sample a second, a bomb once resampled", wav(1, 2, 40_000), "sample_rate"],
      ["384 kHz", wav(384_000, 2, 400_000), "sample_rate"],
      ["six channels", wav(16_000, 6, 960_000), "too_many_channels"],
      ["one second", wav(16_000, 2, 64_000), "too_short"],
      ["nothing behind the header", wav(16_000, 2, 0), "damaged"],
    ])("a WAV file with %s", async (_, audio, reason) => {
      expect(refusal(await processed(audio))).toBe(reason);
    });

    test("hours of silence in a small file are too long, also when the header says nothing about it", async () => {
      const hours = 3.05 * 3_600;
      for (const audio of [silentFlac(hours), silentFlac(hours, 0), silentFlac(hours, 480_000)]) {
        expect(audio.length).toBeLessThan(50_000);
        const started = performance.now();
        expect(refusal(await processed(audio, { keep: "left" }))).toBe("too_long");
        expect(performance.now() - started).toBeLessThan(60_000);
      }
    }, 240_000);
  });
}

describe("what does not depend on the decoder", () => {
  test("a transcript of another call, or of another form", async () => {
    const audio = await fixtureBytes("boiler-repair.flac");
    const { words } = await fixtureTranscript("boiler-repair.flac");
    const later = words.map((word) => ({ ...word, start: word.start + 100, end: word.end + 100 }));
    for (const transcript of [{ words: later }, { text: "hello" }, null, "hello"]) {
      expect(refusal(await processRecording({ audio, transcript, keep: "both", language: "en" }))).toBe(
        "transcript_invalid",
      );
    }
  });

  test("work that nobody waits for any more stops", async () => {
    const audio = await fixtureBytes("boiler-repair.flac");
    const signal = AbortSignal.abort(new Error("withdrawn"));
    await expect(processRecording({ audio, keep: "both", language: "en", signal })).rejects.toThrow("withdrawn");
  });
});
