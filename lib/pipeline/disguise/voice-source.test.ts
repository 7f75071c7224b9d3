import { describe, expect, test } from "vitest";
import { noiseFrom } from "./draws.ts";
import { voicePulses } from "./voice-pulses.ts";
import { voiceSource } from "./voice-source.ts";

const seconds = 1;

/** A source of one second: `pitchHz` for the first half, or as long as it says, then hiss. */
function made(sampleRateHz: number, pitchHz: (frame: number) => number): Float64Array {
  const source = new Float64Array(seconds * sampleRateHz);
  const frames = Float64Array.from({ length: 100 * seconds }, (_, frame) => pitchHz(frame));
  voiceSource(
    frames,
    sampleRateHz,
    noiseFrom(() => 0.5),
    source,
  );
  return source;
}
const halfVoiced = (hz: number) => (frame: number) => (frame < 50 ? hz : 0);
const power = (sound: Float64Array) => sound.reduce((sum, value) => sum + value * value, 0) / sound.length;

/** How much a stretch is like itself one lag later. */
function likeness(sound: Float64Array, lag: number): number {
  let product = 0;
  for (let i = 0; i + lag < sound.length; i++) product += sound[i]! * sound[i + lag]!;
  return product / (power(sound) * (sound.length - lag));
}

/** What is below about 1 kHz, where a voice repeats itself the most. */
function lowPart(source: Float64Array, sampleRateHz: number): Float64Array {
  const reach = sampleRateHz / 4_000;
  return source.map((_, i) => {
    const near = source.subarray(Math.max(0, i - reach), i + reach);
    return near.reduce((sum, value) => sum + value, 0) / near.length;
  });
}

/** The lag, in samples, after which a stretch is most like itself. */
function periodOf(sound: Float64Array, least: number, most: number): number {
  const lags = Array.from({ length: most - least + 1 }, (_, i) => least + i);
  return lags.reduce((best, lag) => (likeness(sound, lag) > likeness(sound, best) ? lag : best), least);
}

describe.each([8_000, 16_000])("the source of a voice at %i Hz", (rateHz) => {
  test("repeats itself at the pitch where there is a voice, and nowhere else", () => {
    for (const hz of [90, 125, 160, 210, 320]) {
      const source = made(rateHz, halfVoiced(hz));
      const voiced = lowPart(source, rateHz).subarray(0.1 * rateHz, 0.4 * rateHz);
      const period = rateHz / hz;
      const found = periodOf(voiced, Math.floor(period * 0.7), Math.ceil(period * 1.3));
      expect(Math.abs(found - period)).toBeLessThan(0.02 * period + 1);
      expect(likeness(voiced, found)).toBeGreaterThan(0.7);
      const hiss = source.subarray(0.6 * rateHz, 0.9 * rateHz);
      for (let lag = 10; lag < rateHz / 60; lag++) expect(Math.abs(likeness(hiss, lag))).toBeLessThan(0.15);
    }
  });

  test("follows a pitch that rises", () => {
    const source = made(rateHz, (frame) => 110 + frame);
    for (const at of [0.2, 0.5, 0.8]) {
      const part = source.subarray((at - 0.05) * rateHz, (at + 0.05) * rateHz);
      const period = rateHz / (110 + 100 * at);
      const found = periodOf(part, Math.floor(period * 0.75), Math.ceil(period * 1.3));
      expect(Math.abs(found - period)).toBeLessThan(0.06 * period);
    }
  });

  test("is as strong with a voice as without, at any pitch, so that nothing jumps", () => {
    for (const hz of [80, 140, 220, 390]) {
      const source = made(rateHz, (frame) => (frame % 40 < 20 ? hz : 0));
      const parts = Array.from({ length: 9 }, (_, k) =>
        source.subarray(0.1 * (k + 0.3) * rateHz, 0.1 * (k + 1.3) * rateHz),
      );
      const levels = parts.map((part) => 10 * Math.log10(power(part)));
      expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(2.5);
    }
  });

  test("has pulses that are spread as a larynx spreads them, not clicks", () => {
    const source = made(rateHz, () => 120).subarray(0.1 * rateHz, 0.9 * rateHz);
    const crest = Math.max(...source.map(Math.abs)) / Math.sqrt(power(source));
    // A pulse of one sample has the square root of the period: 8 at 8 kHz, 11.5 at 16 kHz.
    expect(crest).toBeLessThan(5.5);
    expect(crest).toBeGreaterThan(2);
  });

  test("has no colour of its own: what shapes a voice is the tract alone", () => {
    for (const hz of [0, 100, 200]) {
      const source = made(rateHz, () => hz);
      const [low, high] = [0, 0].map(() => new Float64Array(source.length)) as [Float64Array, Float64Array];
      for (let i = 1; i < source.length; i++) {
        low[i] = (source[i]! + source[i - 1]!) / 2;
        high[i] = (source[i]! - source[i - 1]!) / 2;
      }
      expect(Math.abs(10 * Math.log10(power(low) / power(high)))).toBeLessThan(1);
    }
  });
});

test("two voices of one pitch have the same source, and one of another pitch has another", () => {
  const one = made(16_000, () => 130);
  expect(made(16_000, () => 130)).toEqual(one);
  expect(made(16_000, () => 131)).not.toEqual(one);
});

test.each([300, 1_000, 2_500])("a pulse is where it is asked for, between samples too (at %i Hz)", (hz) => {
  const rateHz = 16_000;
  const { shapeAt } = voicePulses(rateHz);
  const phase = (shape: Float64Array) => {
    const turn = (i: number) => (2 * Math.PI * hz * i) / rateHz;
    const real = shape.reduce((sum, value, i) => sum + value * Math.cos(turn(i)), 0);
    return Math.atan2(
      shape.reduce((sum, value, i) => sum + value * Math.sin(turn(i)), 0),
      real,
    );
  };
  for (const choice of [0, 0.3, 0.99]) {
    const later = phase(shapeAt(0.5, choice)) - phase(shapeAt(0, choice));
    const samples = (Math.atan2(Math.sin(later), Math.cos(later)) * rateHz) / (2 * Math.PI * hz);
    expect(Math.abs(samples - 0.5)).toBeLessThan(0.05);
  }
});
