import { describe, expect, test } from "vitest";
import { drawsFor, noiseFrom } from "../disguise/draws.ts";
import { measureChannel } from "./measure-channel.ts";

const rateHz = 16_000;

/** A hum that glides around 140 Hz with overtones like a voice's, in words of uneven length and loudness, over white noise. */
function talk(seconds: number, noiseLevel: number, gain = 6_000): Int16Array {
  const noise = noiseFrom(drawsFor("test", new Uint8Array([7])));
  let turns = 0;
  return Int16Array.from({ length: seconds * rateHz }, (_, i) => {
    const at = (2 * Math.PI * i) / rateHz;
    turns += (140 * (1 + 0.25 * Math.sin(1.7 * at))) / rateHz;
    const speaking = Math.sin(0.8 * at + 2 * Math.sin(0.23 * at)) > 0;
    let voice = 0;
    for (let overtone = 1; overtone <= 20; overtone++) voice += Math.sin(2 * Math.PI * overtone * turns) / overtone;
    const loudness = gain * (1 + 0.3 * Math.sin(0.41 * at));
    const sample = (speaking ? loudness * voice : 0) + noiseLevel * noise();
    return Math.max(-32_768, Math.min(32_767, sample));
  });
}

describe("the quality of a channel", () => {
  test("speech ratio and signal-to-noise ratio of talk with pauses", () => {
    const { speechRatio, snrDb } = measureChannel({ channel: "left", samples: talk(12, 300) }, rateHz);
    expect(speechRatio).toBeGreaterThan(0.45);
    expect(speechRatio).toBeLessThan(0.75);
    // Voice: 6,000 × sqrt(Σ 1/2n²) = 5,360 rms; noise: 300/√3 = 173 rms; 29.8 dB.
    expect(snrDb).toBeGreaterThan(27);
    expect(snrDb).toBeLessThan(32);
  });

  test("noise and silence are no speech", () => {
    const noise = talk(6, 2_000, 0);
    expect(measureChannel({ channel: "left", samples: noise }, rateHz).speechRatio).toBeLessThan(0.02);
    const silence = measureChannel({ channel: "left", samples: new Int16Array(6 * rateHz) }, rateHz);
    expect(silence).toMatchObject({ speechRatio: 0, snrDb: null, clippingRatio: 0, bandwidthHz: 0 });
  });

  test("clipping is found, also when it was turned down afterwards", () => {
    const clipped = talk(4, 10, 40_000);
    const quieter = clipped.map((sample) => sample / 3);
    expect(measureChannel({ channel: "left", samples: talk(4, 10) }, rateHz).clippingRatio).toBeLessThan(0.001);
    expect(measureChannel({ channel: "left", samples: clipped }, rateHz).clippingRatio).toBeGreaterThan(0.02);
    expect(measureChannel({ channel: "left", samples: quieter }, rateHz).clippingRatio).toBeGreaterThan(0.02);
  });

  test("the bandwidth is where the sound ends", () => {
    const tones = Int16Array.from({ length: 4 * rateHz }, (_, i) => {
      return 8_000 * (Math.sin((2 * Math.PI * 500 * i) / rateHz) + Math.sin((2 * Math.PI * 2_000 * i) / rateHz));
    });
    const { bandwidthHz } = measureChannel({ channel: "left", samples: tones }, rateHz);
    expect(bandwidthHz).toBeGreaterThanOrEqual(2_000);
    expect(bandwidthHz).toBeLessThan(2_100);
  });
});
