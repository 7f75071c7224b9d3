import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decoders } from "../../../tests/fixtures/decoders.ts";
import { drawsFor, noiseFrom } from "../disguise/draws.ts";
import { type Decoded, decode } from "./decode.ts";
import { encodeFlac } from "./encode-flac.ts";
import { type Ffmpeg, startFfmpeg } from "./ffmpeg.ts";
import { FfmpegFailure } from "./ffmpeg-failure.ts";

const noise = noiseFrom(drawsFor("samples", new Uint8Array([1])));
const samplesOf = (length: number) => Int16Array.from({ length }, () => noise() * 9_000);

for (const { name: decoder, isMissing, open } of decoders) {
  describe.skipIf(isMissing)(`samples and bytes, by ${decoder}`, () => {
    let ffmpeg: Ffmpeg;
    beforeAll(async () => {
      ffmpeg = await startFfmpeg(await open());
    });
    afterAll(() => ffmpeg.stop());

    test("FLAC decodes to the very samples that were encoded, one channel and two", async () => {
      const [left, right] = [samplesOf(50_001), samplesOf(50_001)];
      const two = (await decode(ffmpeg, await encodeFlac(ffmpeg, [left, right], 16_000), "flac")) as Decoded;
      expect(two.left).toEqual(left);
      expect(two.right).toEqual(right);
      const one = (await decode(ffmpeg, await encodeFlac(ffmpeg, [left], 8_000), "flac")) as Decoded;
      expect(one).toMatchObject({ sampleRateHz: 8_000, right: null, left });
    });

    test("the same samples give the same bytes, without a word about who made them", async () => {
      const left = samplesOf(20_000);
      const first = await encodeFlac(ffmpeg, [left], 16_000);
      expect(await encodeFlac(ffmpeg, [left], 16_000)).toEqual(first);
      expect(Buffer.from(first.subarray(0, 300)).toString("latin1")).not.toMatch(/Lavf5|Lavc5|encoder=/);
    });

    test("a long call's worth of clips is encoded, though every run leaks inside ffmpeg", async () => {
      const clip = samplesOf(16_000);
      const first = await encodeFlac(ffmpeg, [clip], 8_000);
      for (let i = 0; i < 1_500; i++) {
        if (Buffer.compare(await encodeFlac(ffmpeg, [clip], 8_000), first) !== 0) throw new Error(`clip ${i} differs`);
      }
      expect(first.length).toBeGreaterThan(1_000);
    }, 120_000);

    test("a request past its clock ends it", async () => {
      const busy = await startFfmpeg(await open());
      const pcm = new Uint8Array(60_000_000);
      const started = performance.now();
      await expect(busy.ask({ verb: "encode", pcm, channels: 1, sampleRateHz: 16_000 }, 50)).rejects.toThrow(
        FfmpegFailure,
      );
      expect(performance.now() - started).toBeLessThan(10_000);
      await expect(busy.ask({ verb: "encode", pcm, channels: 1, sampleRateHz: 16_000 }, 50)).rejects.toThrow(
        FfmpegFailure,
      );
      await busy.stop();
    });
  });
}
