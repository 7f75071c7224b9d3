import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureBytes } from "../../../tests/fixtures/calls.ts";
import { decoders } from "../../../tests/fixtures/decoders.ts";
import { audioMaker, type MakeAudio } from "../../../tests/fixtures/hostile/make-audio.ts";
import { type Decoded, decode } from "./decode.ts";
import { type Ffmpeg, startFfmpeg } from "./ffmpeg.ts";
import { type Container, sniff } from "./sniff.ts";

let make: MakeAudio;
beforeAll(async () => {
  make = await audioMaker();
});

async function decoded(ffmpeg: Ffmpeg, audio: Uint8Array): Promise<Decoded> {
  const sniffed = sniff(audio);
  if ("refused" in sniffed) throw new Error(`refused: ${sniffed.refused}`);
  const result = await decode(ffmpeg, audio, sniffed.container);
  if ("outcome" in result) throw new Error(`refused: ${result.reason} ${JSON.stringify(result.detail)}`);
  return result;
}

const energy = (samples: Int16Array) => samples.reduce((sum, sample) => sum + sample * sample, 0);

for (const { name: decoder, isMissing, open } of decoders) {
  describe.skipIf(isMissing)(`every container that is taken, by ${decoder}`, () => {
    let ffmpeg: Ffmpeg;
    beforeAll(async () => {
      ffmpeg = await startFfmpeg(await open());
    });
    afterAll(() => ffmpeg.stop());

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
      const audio = make(name, ...options);
      expect(sniff(audio)).toEqual({ container });
      const { left, right, sampleRateHz } = await decoded(ffmpeg, audio);
      const original = await decoded(ffmpeg, await fixtureBytes("boiler-repair.flac"));
      expect(sampleRateHz).toBe(16_000);
      expect(Math.abs(left.length - original.left.length) / 16_000).toBeLessThan(0.15);
      expect(energy(left) / energy(original.left)).toBeGreaterThan(0.8);
      expect(energy(left) / energy(original.left)).toBeLessThan(1.2);
      expect(energy(right!) / energy(original.right!)).toBeGreaterThan(0.8);
    });

    test("AMR, as telephones record it, stays at 8 kHz", async () => {
      const { left, right, sampleRateHz, codec } = await decoded(ffmpeg, await fixtureBytes("one-side.amr"));
      expect({ right, sampleRateHz, codec }).toEqual({ right: null, sampleRateHz: 8_000, codec: "amr_nb" });
      expect(left.length / sampleRateHz).toBeGreaterThan(19);
    });

    test("a container that is not what it says is damaged, not guessed at", async () => {
      const mp3 = make("again.mp3", "-b:a", "64k");
      expect(await decode(ffmpeg, mp3, "flac")).toMatchObject({ outcome: "refused", reason: "damaged" });
    });

    test("sound beside a picture is taken, the picture is not looked at", async () => {
      const picture = ["-f", "lavfi", "-i", "color=red:size=64x64:rate=5:duration=5", "-i", "call.flac"];
      const film = make("film.mp4", ...picture, "-shortest", "-c:v", "libx264", "-c:a", "aac");
      const { left, sampleRateHz } = await decoded(ffmpeg, film);
      expect(left.length / sampleRateHz).toBeGreaterThan(4.5);
    });
  });
}
