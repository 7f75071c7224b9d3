import { describe, expect, test } from "vitest";
import { fixtureBytes } from "../../../tests/fixtures/calls.ts";
import { type Decoded, decode } from "../decode/decode.ts";
import { startFfmpeg } from "../decode/ffmpeg.ts";
import { findVoice } from "../judge/voice-activity.ts";
import { disguise as rules } from "../rules.ts";
import { type Stretch, shortened, talkOf } from "../stretches.ts";
import { disguiseVoice } from "./disguise.ts";
import { drawsFor } from "./draws.ts";
import { rangeAround, trackPitch } from "./pitch-track.ts";
import { learnTraits } from "./voice-traits.ts";

interface Voice {
  samples: Int16Array;
  rateHz: number;
  speech: Stretch[];
}

const decoded = new Map<string, Voice>();

async function voiceOf(name: string): Promise<Voice> {
  const known = decoded.get(name) ?? (await decodedVoice(name));
  decoded.set(name, known);
  return { ...known, samples: known.samples.slice() };
}

async function decodedVoice(name: string): Promise<Voice> {
  const ffmpeg = await startFfmpeg();
  const decoded = (await decode(ffmpeg, await fixtureBytes(name), "flac")) as Decoded;
  await ffmpeg.stop();
  const { left, sampleRateHz } = decoded;
  const talk = talkOf(findVoice(left, sampleRateHz), [], sampleRateHz, left.length);
  return { samples: left, rateHz: sampleRateHz, speech: shortened(talk, left, 20 * sampleRateHz, 2 * sampleRateHz) };
}

const seed = (value: number) => drawsFor("left", new Uint8Array([value]));
const energy = (samples: Int16Array) => samples.reduce((sum, sample) => sum + sample * sample, 0);
const strengths = Object.keys(rules.strengths) as (keyof typeof rules.strengths)[];

function disguised(
  { samples, rateHz, speech }: Voice,
  draw: number,
  strength?: (typeof strengths)[number],
): Int16Array {
  const sold = samples.slice();
  disguiseVoice(sold, rateHz, speech, [], seed(draw), strength);
  return sold;
}

function likeness(a: Int16Array, b: Int16Array): number {
  const product = a.reduce((sum, sample, i) => sum + sample * b[i]!, 0);
  return product / Math.sqrt(energy(a) * energy(b));
}

/** Level of each 10 ms in dB. */
function levels(samples: Int16Array, rateHz: number): number[] {
  const hop = rateHz / 100;
  return Array.from({ length: Math.floor(samples.length / hop) }, (_, i) => {
    const frame = samples.subarray(i * hop, (i + 1) * hop);
    return 10 * Math.log10(1 + energy(frame) / hop);
  });
}

/** Clicks: second differences that stand far out of the 5 ms around them. A bright voice has large ones, but no such. */
function clicks(samples: Int16Array, rateHz: number): number {
  let count = 0;
  let around = 0;
  for (let i = 2; i < samples.length; i++) {
    const bend = Math.abs(samples[i]! - 2 * samples[i - 1]! + samples[i - 2]!);
    if (bend > 2_000 && bend > 12 * around) count++;
    around += (bend - around) / (0.005 * rateHz);
  }
  return count;
}

// boiler-repair is a call of 16 kHz, parcel-next-door of 8 kHz.
describe.each(["boiler-repair.flac", "parcel-next-door.flac"])("the voice of %s", (name) => {
  test("gets a pitch of the common range, keeps length, loudness and pauses, and loses its wave form", async () => {
    const voice = await voiceOf(name);
    const pitches: number[] = [];
    for (const draw of [1, 2, 3]) {
      const sold = disguised(voice, draw);
      expect(sold).toHaveLength(voice.samples.length);
      expect(Math.abs(10 * Math.log10(energy(sold) / energy(voice.samples)))).toBeLessThan(1.5);
      expect(Math.abs(likeness(voice.samples, sold))).toBeLessThan(0.25);
      // Bursts and onsets count too, before and after: frames that do not join, or pulses of one sample, would add hundreds.
      expect(clicks(sold, voice.rateHz)).toBeLessThan(1.5 * clicks(voice.samples, voice.rateHz) + 3);
      pitches.push(learnTraits(sold, voice.rateHz, voice.speech)!.pitchHz);
    }
    for (const pitch of pitches) {
      expect(pitch).toBeGreaterThan(rules.strengths.default.lowestPitchHz * 0.9);
      expect(pitch).toBeLessThan(rules.strengths.default.highestPitchHz * 1.1);
    }
    expect(new Set(pitches.map(Math.round)).size).toBe(3);
  });

  test("keeps the course of its pitch", async () => {
    const voice = await voiceOf(name);
    const sold = disguised(voice, 1);
    const course = (samples: Int16Array) => {
      const range = rangeAround(learnTraits(samples, voice.rateHz, voice.speech)!.pitchHz);
      return trackPitch(
        Float64Array.from(samples, (s) => s / 32_768),
        voice.rateHz,
        range,
      );
    };
    const [before, after] = [course(voice.samples), course(sold)];
    const both = [...before.keys()].filter((i) => before[i]! > 0 && after[i]! > 0);
    const shifts = both.map((i) => Math.log2(after[i]! / before[i]!)).sort((a, b) => a - b);
    expect(both.length).toBeGreaterThan(0.7 * before.filter((hz) => hz > 0).length);
    // Moved as a whole: seven frames of ten lie within a quarter of an octave of the middle shift.
    const middle = shifts[shifts.length >> 1]!;
    const near = shifts.filter((shift) => Math.abs(shift - middle) < 0.25);
    expect(near.length).toBeGreaterThan(0.7 * shifts.length);
  });

  test("keeps its loudness from moment to moment, and its pauses", async () => {
    const voice = await voiceOf(name);
    const [before, after] = [voice.samples, disguised(voice, 1)].map((samples) => levels(samples, voice.rateHz)) as [
      number[],
      number[],
    ];
    const loud = [...before].sort((a, b) => a - b)[Math.floor(0.95 * before.length)]! - 30;
    const hop = voice.rateHz / 100;
    const inside = (i: number) => voice.speech.some(({ from, to }) => (i - 2) * hop > from && (i + 2) * hop < to);
    const speaking = [...before.keys()].filter((i) => inside(i) && before[i]! > loud);
    const jumps = speaking.filter((i) => Math.abs(after[i]! - after[i - 1]! - (before[i]! - before[i - 1]!)) > 9);
    expect(speaking.length).toBeGreaterThan(500);
    expect(jumps.length).toBeLessThan(0.08 * speaking.length);
    // In the middle of a pause of 100 ms and more nothing became loud.
    const pauses = [...before.keys()].filter((i) => before.slice(Math.max(0, i - 5), i + 6).every((one) => one < loud));
    expect(pauses.length).toBeGreaterThan(100);
    expect(pauses.filter((i) => after[i]! > loud + 6)).toEqual([]);
  });

  test("is the same for the same draw only, in each strength", async () => {
    const voice = await voiceOf(name);
    const bytes = (sold: Int16Array) => Buffer.from(sold.buffer).toString("base64");
    const results = strengths.map((strength) => bytes(disguised(voice, 1, strength)));
    expect(strengths.map((strength) => bytes(disguised(voice, 1, strength)))).toEqual(results);
    expect(new Set([...results, bytes(disguised(voice, 2))]).size).toBe(strengths.length + 1);
  });

  test("leaves no echo of the other party in the pauses", async () => {
    const { samples, rateHz, speech } = await voiceOf(name);
    const echo = speech.at(-1)!.to;
    const tone = Int16Array.from({ length: samples.length - echo }, (_, i) => 400 * Math.sin(i / 5));
    samples.set(tone, echo);
    disguiseVoice(samples, rateHz, speech, [], seed(1));
    const rest = samples.subarray(echo);
    expect(Math.abs(likeness(tone, rest))).toBeLessThan(0.1);
    expect(Math.sqrt(energy(rest) / rest.length)).toBeLessThan(40);
  });
});

describe("what is hardly a voice", () => {
  const rateHz = 16_000;
  const all = (samples: Int16Array) => [{ from: 0, to: samples.length }];

  test.each([0, 1, 2, 5, 159, 160, 400, 1_000])("%i samples do not break it", (length) => {
    const samples = Int16Array.from({ length }, (_, i) => 9_000 * Math.sin(i / 11));
    disguiseVoice(samples, rateHz, all(samples), [], seed(1));
    expect(samples).toHaveLength(length);
    expect(samples.every((sample) => Number.isInteger(sample))).toBe(true);
  });

  test("what is too short to learn a voice from is not sold as it was spoken", () => {
    const samples = Int16Array.from({ length: 100 }, (_, i) => 9_000 * Math.sin(i / 11));
    disguiseVoice(samples, rateHz, all(samples), [], seed(1));
    expect(Math.max(...samples.map(Math.abs))).toBeLessThan(100);
  });

  test.each(strengths)("silence stays silence (%s)", (strength) => {
    const samples = new Int16Array(3 * rateHz);
    disguiseVoice(samples, rateHz, all(samples), [], seed(1), strength);
    expect(samples.every((sample) => sample === 0)).toBe(true);
  });

  test.each([
    ["noise", (i: number) => 12_000 * Math.sin(i * i)],
    ["a square wave at full scale", (i: number) => (i % 100 < 50 ? 32_767 : -32_768)],
    ["one click", (i: number) => (i === 20_000 ? 32_767 : 0)],
    ["a constant", () => 20_000],
  ])("%s comes out no louder than samples can be, and without a hole", (_, shape) => {
    const samples = Int16Array.from({ length: 3 * rateHz }, (_, i) => shape(i));
    const before = energy(samples);
    disguiseVoice(samples, rateHz, all(samples), [], seed(1), "strong");
    expect(energy(samples)).toBeLessThan(4 * before);
  });

  test("bleeps stay as they are", () => {
    const samples = Int16Array.from({ length: 3 * rateHz }, (_, i) => 6_000 * Math.sin(i / 30) * Math.sin(i / 2_000));
    const bleep = { from: rateHz, to: rateHz + 8_000 };
    const before = samples.slice(bleep.from, bleep.to);
    disguiseVoice(
      samples,
      rateHz,
      [
        { from: 0, to: bleep.from },
        { from: bleep.to, to: samples.length },
      ],
      [bleep],
      seed(1),
    );
    expect(samples.slice(bleep.from, bleep.to)).toEqual(before);
  });

  test("rates that the pipeline never makes are refused, for the shared voice is known at 8 and 16 kHz only", () => {
    const samples = new Int16Array(48_000);
    expect(() => disguiseVoice(samples, 48_000, all(samples), [], seed(1))).toThrow(RangeError);
  });
});
