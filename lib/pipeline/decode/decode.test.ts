import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureBytes } from "../../../tests/fixtures/calls.ts";
import { type Decoded, decode } from "./decode.ts";
import { type Ffmpeg, startFfmpeg } from "./ffmpeg.ts";
import { compiledFfmpeg, type FfmpegCore, startCore } from "./ffmpeg-core.ts";
import { type Container, sniff } from "./sniff.ts";

let ffmpeg: Ffmpeg;
let core: FfmpegCore;
beforeAll(async () => {
  ffmpeg = await startFfmpeg();
  core = await startCore(await compiledFfmpeg());
  core.FS.writeFile("call.flac", await fixtureBytes("boiler-repair.flac"));
});
afterAll(() => ffmpeg.stop());

/** The call of the boiler as another program would have stored it. */
function converted(name: string, ...options: string[]): Uint8Array {
  core.exec("-nostdin", "-v", "error", "-y", "-i", "call.flac", ...options, name);
  return core.FS.readFile(name);
}

async function decoded(audio: Uint8Array): Promise<Decoded> {
  const sniffed = sniff(audio);
  if ("refused" in sniffed) throw new Error(`refused: ${sniffed.refused}`);
  const result = await decode(ffmpeg, audio, sniffed.container);
  if ("outcome" in result) throw new Error(`refused: ${result.reason} ${JSON.stringify(result.detail)}`);
  return result;
}

const energy = (samples: Int16Array) => samples.reduce((sum, sample) => sum + sample * sample, 0);

describe("every container that is taken", () => {
  test.each<[string, string, Container, string[]]>([
    ["a WAV file of a sound card", "call.wav", "wav", ["-ar", "44100", "-c:a", "pcm_s24le"]],
    ["an MP3 with tags", "call.mp3", "mp3", ["-b:a", "64k", "-metadata", "artist=Somebody"]],
    ["an M4A of a telephone", "call.m4a", "mov", ["-c:a", "aac", "-ar", "48000"]],
    ["raw AAC", "call.aac", "aac", ["-c:a", "aac"]],
    ["Opus in Ogg", "call.opus", "ogg", ["-c:a", "libopus"]],
    ["Vorbis in Ogg", "call.ogg", "ogg", ["-c:a", "libvorbis"]],
    ["a browser's recording", "call.webm", "matroska", ["-c:a", "libopus"]],
    ["FLAC", "other.flac", "flac", ["-ar", "22050"]],
  ])("%s comes out as two channels of 16 kHz", async (_, name, container, options) => {
    const audio = converted(name, ...options);
    expect(sniff(audio)).toEqual({ container });
    const { left, right, sampleRateHz } = await decoded(audio);
    const original = await decoded(await fixtureBytes("boiler-repair.flac"));
    expect(sampleRateHz).toBe(16_000);
    expect(Math.abs(left.length - original.left.length) / 16_000).toBeLessThan(0.15);
    expect(energy(left) / energy(original.left)).toBeGreaterThan(0.8);
    expect(energy(left) / energy(original.left)).toBeLessThan(1.2);
    expect(energy(right!) / energy(original.right!)).toBeGreaterThan(0.8);
  });

  test("AMR, as telephones record it, stays at 8 kHz", async () => {
    const { left, right, sampleRateHz, codec } = await decoded(await fixtureBytes("one-side.amr"));
    expect({ right, sampleRateHz, codec }).toEqual({ right: null, sampleRateHz: 8_000, codec: "amr_nb" });
    expect(left.length / sampleRateHz).toBeGreaterThan(19);
  });

  test("a container that is not what it says is damaged, not guessed at", async () => {
    const mp3 = converted("again.mp3", "-b:a", "64k");
    expect(await decode(ffmpeg, mp3, "flac")).toMatchObject({ outcome: "refused", reason: "damaged" });
  });

  test("sound beside a picture is taken, the picture is not looked at", async () => {
    core.exec(
      ...["-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", "color=red:size=64x64:rate=5:duration=5"],
      ...["-i", "call.flac", "-shortest", "-c:v", "libx264", "-c:a", "aac", "film.mp4"],
    );
    const { left, sampleRateHz } = await decoded(core.FS.readFile("film.mp4"));
    expect(left.length / sampleRateHz).toBeGreaterThan(4.5);
  });
});
