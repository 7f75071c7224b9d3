import { describe, expect, test } from "vitest";
import { fixtureBytes } from "../../tests/fixtures/calls.ts";
import { type Decoded, decode } from "./decode.ts";
import { disguiseVoice } from "./disguise.ts";
import { drawsFor } from "./draws.ts";
import { startFfmpeg } from "./ffmpeg.ts";
import { middlePitchHz } from "./pitch.ts";
import { disguise as rules } from "./rules.ts";
import { type Stretch, shortened, talkOf } from "./stretches.ts";
import { findVoice } from "./voice-activity.ts";

async function voiceOf(name: string): Promise<{ samples: Int16Array; rateHz: number; speech: Stretch[] }> {
  const ffmpeg = await startFfmpeg();
  const decoded = (await decode(ffmpeg, await fixtureBytes(name), "flac")) as Decoded;
  await ffmpeg.stop();
  const { left, sampleRateHz } = decoded;
  const talk = talkOf(findVoice(left, sampleRateHz), [], sampleRateHz, left.length);
  return { samples: left, rateHz: sampleRateHz, speech: shortened(talk, left, 20 * sampleRateHz, 2 * sampleRateHz) };
}

const seed = (value: number) => drawsFor("left", new Uint8Array([value]));
const energy = (samples: Int16Array) => samples.reduce((sum, sample) => sum + sample * sample, 0);

function likeness(a: Int16Array, b: Int16Array): number {
  const product = a.reduce((sum, sample, i) => sum + sample * b[i]!, 0);
  return product / Math.sqrt(energy(a) * energy(b));
}

describe.each(["boiler-repair.flac", "parcel-next-door.flac"])("the voice of %s", (name) => {
  test("gets a pitch of the common range, keeps its length and its loudness, and loses its wave form", async () => {
    const { samples, rateHz, speech } = await voiceOf(name);
    const pitches: number[] = [];
    for (const draw of [1, 2, 3]) {
      const sold = samples.slice();
      disguiseVoice(sold, rateHz, speech, [], seed(draw));
      expect(sold).toHaveLength(samples.length);
      expect(Math.abs(10 * Math.log10(energy(sold) / energy(samples)))).toBeLessThan(1.5);
      expect(Math.abs(likeness(samples, sold))).toBeLessThan(0.2);
      pitches.push(middlePitchHz(sold, rateHz, speech));
    }
    for (const pitch of pitches) {
      expect(pitch).toBeGreaterThan(rules.lowestPitchHz * 0.9);
      expect(pitch).toBeLessThan(rules.highestPitchHz * 1.1);
    }
    expect(new Set(pitches.map(Math.round)).size).toBe(3);
  });

  test("is the same for the same draw only", async () => {
    const { samples, rateHz, speech } = await voiceOf(name);
    const [first, again, other] = [samples.slice(), samples.slice(), samples.slice()];
    disguiseVoice(first, rateHz, speech, [], seed(1));
    disguiseVoice(again, rateHz, speech, [], seed(1));
    disguiseVoice(other, rateHz, speech, [], seed(2));
    expect(Buffer.compare(Buffer.from(again.buffer), Buffer.from(first.buffer))).toBe(0);
    expect(Buffer.compare(Buffer.from(other.buffer), Buffer.from(first.buffer))).not.toBe(0);
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
