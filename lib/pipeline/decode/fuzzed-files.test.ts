import { availableParallelism } from "node:os";
import { beforeAll, describe, expect, test } from "vitest";
import { decoders } from "../../../tests/fixtures/decoders.ts";
import { fuzzed, fuzzSources } from "../../../tests/fixtures/hostile/fuzz.ts";
import { countingServer, leftovers } from "../../../tests/fixtures/hostile/leftovers.ts";
import { limits } from "../rules.ts";
import { decode } from "./decode.ts";
import { type Ffmpeg, startFfmpeg } from "./ffmpeg.ts";
import { sniff } from "./sniff.ts";

// More files, or other ones: FUZZ_FILES=20000 FUZZ_SEED=500000 npx vitest run --project house lib/pipeline/decode/fuzzed-files
const asked = process.env.FUZZ_FILES;
/** A native program is started twice a file: by default it gets a quarter of what the WASM one gets. */
const filesFor = (decoder: unknown) => Number(asked ?? (decoder ? 255 : 1_020));
const firstSeed = Number(process.env.FUZZ_SEED ?? 1);
const atOnce = Math.max(2, availableParallelism());
/** Quiet, the slowest takes a few seconds; the rest is for a machine that does other things too. */
const mostMsEach = 20_000;
const mostGrownMegabytes = 1_500;

let sources: Uint8Array[];
beforeAll(async () => {
  sources = await fuzzSources();
});

interface Outcome {
  seed: number;
  outcome: string;
  ms: number;
}

/** What FfmpegFailure says when ffmpeg itself is gone. */
const endedIt = / (?:ran longer than|crashed|stopped).*/;

/** What became of a file; a word that begins with "wrong" is what no file may lead to. */
async function outcomeOf(ffmpeg: Ffmpeg, audio: Uint8Array): Promise<string> {
  const sniffed = sniff(audio);
  if ("refused" in sniffed) return `not sound: ${sniffed.refused}`;
  const result = await decode(ffmpeg, audio, sniffed.container);
  if ("outcome" in result) return `refused: ${result.reason}${endedIt.exec(String(result.detail.why))?.[0] ?? ""}`;
  const { left, right, sampleRateHz } = result;
  const seconds = left.length / sampleRateHz;
  if (!(seconds > 0 && seconds <= limits.longestSeconds)) return `wrong length: ${seconds} s`;
  if (right !== null && right.length !== left.length) return `wrong: ${left.length} and ${right.length} samples`;
  return sampleRateHz === 8_000 || sampleRateHz === 16_000 ? "decoded" : `wrong rate: ${sampleRateHz} Hz`;
}

async function worstOf(seeds: Iterator<number>, open: () => Promise<Ffmpeg>, url: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let ffmpeg = await open();
  for (let next = seeds.next(); !next.done; next = seeds.next()) {
    const seed = next.value;
    const started = performance.now();
    const outcome = await outcomeOf(ffmpeg, fuzzed(seed, sources, url)).catch((error) => `wrong: ${error}`);
    outcomes.push({ seed, outcome, ms: performance.now() - started });
    if (endedIt.test(outcome)) {
      await ffmpeg.stop();
      ffmpeg = await open();
    }
  }
  await ffmpeg.stop();
  return outcomes;
}

function* counted(from: number, count: number): Generator<number, undefined> {
  for (let seed = from; seed < from + count; seed++) yield seed;
  return undefined;
}

for (const { name, isMissing, open } of decoders) {
  describe.skipIf(isMissing)(`fuzzed files of every container, by ${name}`, () => {
    test(
      `each is decoded to something sane or gets a reason, within ${mostMsEach / 1_000} s and bounded memory`,
      async () => {
        const decoder = await open();
        const files = filesFor(decoder);
        const server = await countingServer();
        const before = process.memoryUsage().rss;
        let highest = before;
        const watching = setInterval(() => {
          highest = Math.max(highest, process.memoryUsage().rss);
        }, 100);
        const seeds = counted(firstSeed, files);
        const runs = Array.from({ length: atOnce }, () => worstOf(seeds, () => startFfmpeg(decoder), server.url));
        const outcomes = (await Promise.all(runs)).flat();
        clearInterval(watching);
        const grownMegabytes = Math.round((highest - before) / 1e6);
        const slowest = outcomes.reduce((worst, one) => (one.ms > worst.ms ? one : worst));
        console.log(
          name,
          tally(outcomes),
          `slowest: seed ${slowest.seed}, ${Math.round(slowest.ms)} ms`,
          `${grownMegabytes} MB`,
        );
        expect(outcomes).toHaveLength(files);
        expect(outcomes.filter(({ outcome }) => outcome.startsWith("wrong"))).toEqual([]);
        expect(outcomes.filter(({ ms }) => ms > mostMsEach)).toEqual([]);
        expect(grownMegabytes).toBeLessThan(mostGrownMegabytes);
        // Both ways out are taken, by many: a fuzzer whose files all end at the first check would show nothing.
        const decodedShare = outcomes.filter(({ outcome }) => outcome === "decoded").length / outcomes.length;
        expect(decodedShare).toBeGreaterThan(0.2);
        expect(decodedShare).toBeLessThan(0.9);
        expect(await server.calls()).toBe(0);
        expect(await leftovers()).toEqual([]);
      },
      6 * 3_600_000,
    );
  });
}

const tally = (outcomes: Outcome[]) =>
  Object.fromEntries(
    [...new Set(outcomes.map(({ outcome }) => outcome))].map((word) => [
      word,
      outcomes.filter(({ outcome }) => outcome === word).length,
    ]),
  );
