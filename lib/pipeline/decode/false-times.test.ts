import { describe, expect, test } from "vitest";
import { decoders } from "../../../tests/fixtures/decoders.ts";
import { timeless } from "../../../tests/fixtures/hostile/corpus.ts";
import { leftovers } from "../../../tests/fixtures/hostile/leftovers.ts";
import { decode } from "./decode.ts";
import { type Ffmpeg, startFfmpeg } from "./ffmpeg.ts";

const longMs = 300_000;

for (const { name, isMissing, open } of decoders) {
  describe.skipIf(isMissing)(`files that say false times, by ${name}`, () => {
    test(
      "samples are counted as they come, whenever the file says that they begin",
      async () => {
        const ffmpeg = await startFfmpeg(await open());
        await ffmpeg.ask({ verb: "probe", audio: timeless(600), container: "matroska" }, longMs);
        const asked = { verb: "decode", container: "matroska", sampleRateHz: 16_000, channels: 2 } as const;
        const reply = await ffmpeg.ask({ ...asked, mostSeconds: 60 }, longMs);
        if (!("left" in reply)) throw new Error("no samples");
        expect(reply.left.length / 16_000).toBeGreaterThanOrEqual(60);
        // What was on its way when the count was full.
        expect(reply.left.length / 16_000).toBeLessThan(120);
        await ffmpeg.stop();
      },
      longMs,
    );

    test(
      "a small file that keeps a decoder busy with nothing gets a small clock",
      async () => {
        const audio = timeless(36_000, true);
        const uploadBytes = audio.length;
        expect(uploadBytes).toBeLessThan(1_000_000);
        const ffmpeg = await startFfmpeg(await open());
        const clocksAsked: number[] = [];
        // The clock that is asked for, a hundred times as fast: a test has no minute to wait.
        const hurried: Ffmpeg = {
          ...ffmpeg,
          ask(request, limitMs) {
            if (request.verb !== "decode") return ffmpeg.ask(request, limitMs);
            clocksAsked.push(limitMs);
            return ffmpeg.ask(request, Math.round(limitMs / 100));
          },
        };
        const refused = await decode(hurried, audio, "matroska");
        expect(refused).toMatchObject({ outcome: "refused", reason: "damaged" });
        expect(JSON.stringify(refused)).toContain("ffmpeg ran longer than");
        expect(clocksAsked).toEqual([60_000 + Math.round(uploadBytes / 50)]);
        await ffmpeg.stop();
        expect(await leftovers()).toEqual([]);
      },
      longMs,
    );
  });
}

test("an honest upload of three hours gets minutes, the largest no more than the longest clock", async () => {
  const clocksAsked: number[] = [];
  const stream = { codec_name: "amr_nb", sample_rate: "8000", channels: 1 };
  // One that only looks at the clock.
  const silent: Ffmpeg = {
    async ask(request, limitMs) {
      if (request.verb === "probe") return { id: 0, json: JSON.stringify({ streams: [stream] }) };
      clocksAsked.push(limitMs);
      return { id: 0, code: 0, errors: [], left: new Int16Array(), right: new Int16Array() };
    },
    async stop() {},
  };
  for (const bytes of [0, 7_000_000, 60_000_000]) await decode(silent, new Uint8Array(bytes), "amr");
  expect(clocksAsked).toEqual([60_000, 200_000, 240_000]);
});
