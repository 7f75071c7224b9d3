import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decoders } from "../../../tests/fixtures/decoders.ts";
import { bombs, claims, type HostileFile, mazes } from "../../../tests/fixtures/hostile/corpus.ts";
import { fuzzSources } from "../../../tests/fixtures/hostile/fuzz.ts";
import { leftovers } from "../../../tests/fixtures/hostile/leftovers.ts";
import { audioMaker, type MakeAudio } from "../../../tests/fixtures/hostile/make-audio.ts";
import { limits } from "../rules.ts";
import { decode } from "./decode.ts";
import { type Ffmpeg, startFfmpeg } from "./ffmpeg.ts";
import { type Container, sniff } from "./sniff.ts";

/** Quiet, a bomb that lies about its length takes 1 to 2 s and everything else under half a second. */
const mostMsEach = 60_000;
/** Three hours of one channel, twice for a moment, beside what the garbage collector has not taken yet. */
const mostGrownMegabytes = 1_200;
const longMs = 600_000;

for (const { name: decoder, isMissing, open } of decoders) {
  describe.skipIf(isMissing)(`a corpus of hostile files, by ${decoder}`, () => {
    let ffmpeg: Ffmpeg;
    let make: MakeAudio;
    beforeAll(async () => {
      make = await audioMaker();
      ffmpeg = await startFfmpeg(await open());
    });
    afterAll(async () => {
      await ffmpeg.stop();
      expect(await leftovers()).toEqual([]);
    });

    async function outcomeOf(audio: Uint8Array, container?: Container): Promise<string> {
      const sniffed = sniff(audio);
      if (container === undefined && "refused" in sniffed) return sniffed.refused;
      const known = container ?? ("container" in sniffed ? sniffed.container : "wav");
      // A copy: the thread keeps what it is given.
      const result = await decode(ffmpeg, audio.slice(), known);
      if ("outcome" in result) return result.reason;
      expect(result.left.length / result.sampleRateHz).toBeLessThanOrEqual(limits.longestSeconds);
      return `decoded ${Math.round(result.left.length / result.sampleRateHz)}`;
    }

    async function each(files: HostileFile[]): Promise<void> {
      const before = process.memoryUsage().rss;
      for (const [what, audio, outcome] of files) {
        const started = performance.now();
        expect(await outcomeOf(audio), what).toMatch(outcome);
        expect(performance.now() - started, what).toBeLessThan(mostMsEach);
        expect((process.memoryUsage().rss - before) / 1e6, what).toBeLessThan(mostGrownMegabytes);
      }
    }

    test("headers that claim what cannot be", () => each(claims), longMs);
    test("containers that lead in circles, streams that change on the way", () => each(mazes(make)), longMs);
    test("hours of sound in few bytes are never unpacked further than three", () => each(bombs(make)), longMs);

    test(
      "a file is never read as another kind than its own",
      async () => {
        const kinds: Container[] = ["wav", "flac", "mp3", "mov", "aac", "ogg", "matroska", "amr"];
        const sources = await fuzzSources();
        for (const [place, kind] of kinds.entries()) {
          const other = sources.find((source) => outcomeKind(source) === kinds[(place + 1) % kinds.length]);
          const outcome = await outcomeOf(other ?? new Uint8Array(), kind);
          // Raw AAC, MP3 and AMR have frames and no header: noise may hold a few by chance.
          expect(outcome, `another kind as ${kind}`).toMatch(/^(?:damaged|sample_rate|decoded [0-9])$/);
        }
      },
      longMs,
    );
  });
}

function outcomeKind(audio: Uint8Array): string {
  const sniffed = sniff(audio);
  return "container" in sniffed ? sniffed.container : sniffed.refused;
}
