import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { calls, fixtureBytes, fixtureTranscript } from "../../tests/fixtures/calls.ts";
import { type Decoded, decode } from "./decode/decode.ts";
import { encodeFlac } from "./decode/encode-flac.ts";
import { type Ffmpeg, startFfmpeg } from "./decode/ffmpeg.ts";
import { processRecording } from "./process-recording.ts";
import type { ProcessedRecording, RecordingInput } from "./processed.ts";

const seed = new Uint8Array([1, 2, 3]);
let ffmpeg: Ffmpeg;
beforeAll(async () => {
  ffmpeg = await startFfmpeg();
});
afterAll(() => ffmpeg.stop());

async function sell(input: Partial<RecordingInput> & { audio: Uint8Array }): Promise<ProcessedRecording> {
  const processed = await processRecording({ keep: "both", language: "en", seed, ...input });
  if (processed.outcome !== "processed") throw new Error(JSON.stringify(processed));
  return processed;
}

async function samplesOf(flac: Uint8Array): Promise<Decoded> {
  return (await decode(ffmpeg, flac, "flac")) as Decoded;
}

/** Everything that leaves the pipeline as one text; the time that steps took is left out. */
function everything({ report, ...rest }: ProcessedRecording): string {
  const steps = report.steps.map(({ ms: _, ...step }) => step);
  return JSON.stringify({
    ...rest,
    clips: rest.clips.map(({ flac: _, ...clip }) => clip),
    report: { ...report, steps },
  });
}

const planted: Record<string, string[]> = {
  "boiler-repair.flac": ["Daniel", "Whitfield", "Maple", "five", "seven", "Springfield"],
  "moving-an-appointment.ogg": ["Okafor", "Priya", "Raman", "1986", "gmail", "double"],
  "parcel-next-door.flac": ["karen", "elm", "555", "seven"],
  "sisters-planning-lunch.ogg": ["Thomas", "five", "six"],
  "restaurant-booking.ogg": ["Lefèvre", "zéro", "soixante", "arobase", "lefevre"],
  "directions-to-the-station.flac": ["lilas", "benali", "soixante", "quarante"],
};

describe.each(calls)("the call $name", ({ name, language }) => {
  test("is cut into clips of 2 to 20 s, disguised, its planted personal data gone", async () => {
    const transcript = await fixtureTranscript(name);
    const sold = await sell({ audio: await fixtureBytes(name), transcript, language });
    const words = sold.turns.map(({ text }) => text).join(" ");
    for (const secret of planted[name]!) expect(words.split(/[^\p{L}\d]+/u)).not.toContain(secret);
    expect(words).toMatch(/\[(NAME|PHONE|ADDRESS)\]/);
    for (const clip of sold.clips) {
      expect(clip.endMs - clip.startMs).toBeGreaterThanOrEqual(2_000);
      expect(clip.endMs - clip.startMs).toBeLessThanOrEqual(20_000);
      expect(clip.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(clip.peaks.length).toBeLessThanOrEqual(120);
    }
    for (const { channel, word, start, end } of transcript.words) {
      const middleMs = (start + end) * 500;
      const own = sold.clips.filter(
        (clip) => clip.channel === channel && clip.startMs <= middleMs && middleMs < clip.endMs,
      );
      expect(own, word).toHaveLength(1);
    }
    const { left, sampleRateHz } = await samplesOf(sold.clips[0]!.flac);
    expect(sampleRateHz).toBe(sold.sampleRateHz);
    expect(left.length / sampleRateHz).toBeCloseTo((sold.clips[0]!.endMs - sold.clips[0]!.startMs) / 1_000, 2);
  });
});

describe("consent", () => {
  test("the removed channel leaves no trace: another voice there changes nothing", async () => {
    const { left, right, sampleRateHz } = await samplesOf(await fixtureBytes("boiler-repair.flac"));
    const { words } = await fixtureTranscript("boiler-repair.flac");
    const other = Int16Array.from(right!, (_, i) => 9_000 * Math.sin(i / 7) * Math.sin(i / 9_000));
    const others = words.map((word) => (word.channel === "right" ? { ...word, word: "Secret" } : word));
    const given = await sell({
      audio: await encodeFlac(ffmpeg, [left, right!], sampleRateHz),
      transcript: { words },
      keep: "left",
    });
    const changed = await sell({
      audio: await encodeFlac(ffmpeg, [left, other], sampleRateHz),
      transcript: { words: others },
      keep: "left",
    });
    expect(everything(changed)).toBe(everything(given));
    expect(everything(changed)).not.toContain("Secret");
    expect(given.channels.map(({ party, channel }) => [party, channel])).toEqual([["a", "left"]]);
    expect(new Set(given.turns.map(({ party }) => party))).toEqual(new Set(["a"]));
  });

  test("the right channel alone is party b", async () => {
    const audio = await fixtureBytes("parcel-next-door.flac");
    const sold = await sell({ audio, transcript: await fixtureTranscript("parcel-next-door.flac"), keep: "right" });
    expect(new Set([...sold.channels, ...sold.clips, ...sold.turns].map(({ party }) => party))).toEqual(new Set(["b"]));
  });

  test("two parties on one channel are refused, also when it was copied to two", async () => {
    const { left, right, sampleRateHz } = await samplesOf(await fixtureBytes("boiler-repair.flac"));
    const mixed = left.map((sample, i) => (sample + right![i]!) / 2);
    for (const [channels, keep] of [
      [[mixed], "both"],
      [[mixed], "right"],
      [[mixed, mixed], "left"],
    ] as const) {
      const audio = await encodeFlac(ffmpeg, [...channels], sampleRateHz);
      const processed = await processRecording({ audio, keep, language: "en" });
      expect(processed).toMatchObject({ outcome: "refused", reason: "one_channel_for_two" });
    }
  });

  test("one channel is taken as the left one when only that is wanted", async () => {
    const { left, sampleRateHz } = await samplesOf(await fixtureBytes("boiler-repair.flac"));
    const sold = await sell({ audio: await encodeFlac(ffmpeg, [left], sampleRateHz), keep: "left" });
    expect(sold.channels.map(({ channel }) => channel)).toEqual(["left"]);
  });
});

describe("the words that were found", () => {
  test("are replaced in the sound before anything else is done to it, on both channels", async () => {
    const { left, right, sampleRateHz } = await samplesOf(await fixtureBytes("boiler-repair.flac"));
    const transcript = await fixtureTranscript("boiler-repair.flac");
    const first = await sell({ audio: await encodeFlac(ffmpeg, [left, right!], sampleRateHz), transcript });
    const bleeps = first.channels[0]!.redactions;
    expect(bleeps.map(({ kind }) => kind)).toEqual(["NAME", "ADDRESS", "PHONE", "NAME"]);
    for (const clip of first.clips) {
      const { left: sold } = await samplesOf(clip.flac);
      for (const { startMs, endMs } of clip.redactions) {
        const [from, to] = [(startMs * sampleRateHz) / 1_000, (endMs * sampleRateHz) / 1_000];
        // A pure tone of 600 Hz: the sum of a sample and the one half a period later is nothing.
        const half = sampleRateHz / 1_200;
        for (let i = from + 100; i < to - 100; i += 97) {
          const a = sold[Math.round(i)]!;
          expect(Math.abs(a)).toBeLessThanOrEqual(0.061 * 32_767);
          expect(Math.abs(a + interpolated(sold, Math.round(i) + half))).toBeLessThan(80);
        }
      }
    }
  });

  test("without a transcript clips have no text and nothing is said to be redacted", async () => {
    const sold = await sell({ audio: await fixtureBytes("boiler-repair.flac") });
    expect(sold.clips.every(({ text }) => text === null)).toBe(true);
    expect(sold.turns).toEqual([]);
    expect(sold.report.transcriptSource).toBe("none");
  });
});

function interpolated(samples: Int16Array, at: number): number {
  const whole = Math.floor(at);
  return samples[whole]! * (whole + 1 - at) + samples[whole + 1]! * (at - whole);
}

describe("a transcript with a hole in it", () => {
  test("is told how much speech it leaves out, since nothing could be redacted there", async () => {
    const audio = await fixtureBytes("boiler-repair.flac");
    const { words } = await fixtureTranscript("boiler-repair.flac");
    const whole = await sell({ audio, transcript: { words } });
    const holed = await sell({ audio, transcript: { words: words.filter(({ start }) => start < 8) } });
    expect(whole.report.untranscribedSeconds).toBe(0);
    expect(holed.report.untranscribedSeconds).toBeGreaterThan(8);
  });
});

describe("the disguise", () => {
  test("same input and seed give the same bytes; without a seed two runs differ", async () => {
    const audio = await fixtureBytes("parcel-next-door.flac");
    const hashes = (sold: ProcessedRecording) => sold.clips.map(({ sha256 }) => sha256);
    const [first, again] = [await sell({ audio }), await sell({ audio })];
    expect(hashes(again)).toEqual(hashes(first));
    const free = await processRecording({ audio, keep: "both", language: "en" });
    const other = await processRecording({ audio, keep: "both", language: "en" });
    expect(hashes(free as ProcessedRecording)).not.toEqual(hashes(other as ProcessedRecording));
  });
});
