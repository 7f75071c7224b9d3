import { beforeAll, describe, expect, test } from "vitest";
import { atUsualLevel, committedSpeech, rateHz, type Speech, toInt16 } from "../../../tests/fixtures/judging/speech.ts";
import { startFfmpeg } from "../decode/ffmpeg.ts";
import { clippingRatio } from "./clipping.ts";
import { findVoice } from "./voice-activity.ts";

let loud: Int16Array[];
beforeAll(async () => {
  const ffmpeg = await startFfmpeg();
  loud = (await committedSpeech(ffmpeg)).map((voice: Speech) => toInt16(atUsualLevel(voice).map((x) => 2 * x)));
  await ffmpeg.stop();
});

const measured = (samples: Int16Array, hz = rateHz) => clippingRatio(samples, findVoice(samples, hz));

/** Cut off so that about this share of the samples is at the limit. */
function clipped(samples: Int16Array, share: number, halves: "both" | "positive" = "both") {
  const loudness = (sample: number) => (halves === "both" ? Math.abs(sample) : Math.max(0, sample));
  const limit = Int16Array.from(samples, loudness).sort()[Math.floor(samples.length * (1 - share))]!;
  const truth = samples.filter((sample) => loudness(sample) >= limit).length / samples.length;
  const lowest = halves === "both" ? -limit : -32_768;
  return { cut: samples.map((sample) => Math.max(lowest, Math.min(limit, sample))), truth };
}

describe("the share of clipped samples", () => {
  test.each([0.0005, 0.003, 0.03])("%f is right within 5 %, turned down and offset too", (share) => {
    for (const samples of loud) {
      const { cut, truth } = clipped(samples, share);
      for (const change of [(x: number) => x, (x: number) => x / 2, (x: number) => 0.8 * x + 900])
        expect(Math.abs(measured(cut.map(change)) / truth - 1)).toBeLessThan(0.05);
    }
  });

  test("of one half wave is right within 5 %", () => {
    for (const samples of loud) {
      const { cut, truth } = clipped(samples, 0.01, "positive");
      expect(Math.abs(measured(cut) / truth - 1)).toBeLessThan(0.05);
      expect(Math.abs(measured(cut.map((x) => -x)) / truth - 1)).toBeLessThan(0.05);
    }
  });

  test("is found again where a filter bumped the flat tops", () => {
    for (const samples of loud) {
      const { cut, truth } = clipped(samples, 0.03);
      const bumped = cut.map((x, i) => 0.1 * (cut[i - 1] ?? 0) + 0.8 * x + 0.1 * (cut[i + 1] ?? 0));
      expect(Math.abs(measured(bumped) / truth - 1)).toBeLessThan(0.5);
    }
  });

  test("is nil for loud speech, flat tones, silence and nothing", () => {
    for (const samples of loud) expect(measured(samples)).toBe(0);
    const square = Int16Array.from({ length: 10 * rateHz }, (_, i) => 20_000 * Math.tanh(5 * Math.sin(i * 0.17)));
    const quiet = { frames: new Uint8Array(1_000), hopSamples: 160 };
    expect(clippingRatio(square, quiet)).toBe(0);
    expect(measured(new Int16Array(rateHz))).toBe(0);
    expect(measured(new Int16Array(0))).toBe(0);
  });
});
