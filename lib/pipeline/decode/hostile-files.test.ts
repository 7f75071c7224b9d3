import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureBytes, fixtureTranscript } from "../../../tests/fixtures/calls.ts";
import { processRecording } from "../process-recording.ts";
import type { Processed } from "../processed.ts";
import { encodeFlac } from "./encode-flac.ts";
import { type Ffmpeg, startFfmpeg } from "./ffmpeg.ts";

let ffmpeg: Ffmpeg;
beforeAll(async () => {
  ffmpeg = await startFfmpeg();
});
afterAll(() => ffmpeg.stop());

describe("hostile files get their reason within bounded time", () => {
  const refusal = (processed: Processed) => (processed.outcome === "refused" ? processed.reason : processed.outcome);

  test.each([
    ["silence.flac", "mostly_silence"],
    ["noise-only.ogg", "mostly_silence"],
    ["playlist-named.mp3", "not_audio"],
    ["truncated.wav", "damaged"],
    ["not-audio.bin", "not_audio"],
  ])("%s is refused as %s", async (name, reason) => {
    const started = performance.now();
    const processed = await processRecording({ audio: await fixtureBytes(name), keep: "both", language: "en" });
    expect(refusal(processed)).toBe(reason);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test("a header alone, a header with noise behind it, and every prefix of a real file end without a crash", async () => {
    const whole = await fixtureBytes("boiler-repair.flac");
    const random = Uint8Array.from({ length: 50_000 }, (_, i) => (i * 7_919 + (i >> 3)) & 255);
    const files = [10, 43, 1_000, 20_000].map((length) => whole.subarray(0, length));
    for (const start of [
      "fLaC",
      "OggS",
      "RIFF\xff\xff\xff\xffWAVEfmt ",
      "\0\0\0\x20ftypM4A ",
      "#!AMR\n",
      "ID3\x04\0\0\0\0\0\0",
    ]) {
      files.push(new Uint8Array(Buffer.concat([Buffer.from(start, "latin1"), random])));
    }
    for (const audio of files) {
      const started = performance.now();
      expect([
        "damaged",
        "not_audio",
        "too_short",
        "mostly_silence",
        "sample_rate",
        "too_many_channels",
        "one_channel_for_two",
      ]).toContain(refusal(await processRecording({ audio, keep: "both", language: "en" })));
      expect(performance.now() - started).toBeLessThan(15_000);
    }
  });

  const wav = (rateHz: number, channels: number, bytes: number) => {
    const file = Buffer.alloc(44 + bytes);
    file.write("RIFF", 0, "latin1");
    file.writeUInt32LE(36 + bytes, 4);
    file.write("WAVEfmt ", 8, "latin1");
    file.writeUInt32LE(16, 16);
    file.writeUInt16LE(1, 20);
    file.writeUInt16LE(channels, 22);
    file.writeUInt32LE(rateHz, 24);
    file.writeUInt32LE(rateHz * channels * 2, 28);
    file.writeUInt16LE(channels * 2, 32);
    file.writeUInt16LE(16, 34);
    file.write("data", 36, "latin1");
    file.writeUInt32LE(bytes, 40);
    return new Uint8Array(file);
  };

  test.each([
    ["one sample a second, a bomb once resampled", wav(1, 2, 40_000), "sample_rate"],
    ["384 kHz", wav(384_000, 2, 400_000), "sample_rate"],
    ["six channels", wav(16_000, 6, 960_000), "too_many_channels"],
    ["one second", wav(16_000, 2, 64_000), "too_short"],
    ["nothing behind the header", wav(16_000, 2, 0), "damaged"],
  ])("a WAV file with %s", async (_, audio, reason) => {
    expect(refusal(await processRecording({ audio, keep: "both", language: "en" }))).toBe(reason);
  });

  test("hours of silence in a small file are too long, also when the header says nothing about it", async () => {
    const silence = new Int16Array(3.05 * 3_600 * 8_000);
    const honest = await encodeFlac(ffmpeg, [silence], 8_000);
    expect(honest.length).toBeLessThan(5_000_000);
    const mute = honest.slice();
    // The 36 bits of STREAMINFO that hold the number of samples.
    mute[21] = mute[21]! & 0xf0;
    mute.fill(0, 22, 26);
    for (const audio of [honest, mute]) {
      const started = performance.now();
      expect(refusal(await processRecording({ audio, keep: "left", language: "en" }))).toBe("too_long");
      expect(performance.now() - started).toBeLessThan(60_000);
    }
  }, 150_000);

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
