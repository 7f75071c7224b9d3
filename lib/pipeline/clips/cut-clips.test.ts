import { describe, expect, test } from "vitest";
import { drawsFor, noiseFrom } from "../disguise/draws.ts";
import { joined, type Stretch, without } from "../stretches.ts";
import { cutClips } from "./cut-clips.ts";

const rateHz = 1_000;
const seconds = (from: number, to: number): Stretch => ({ from: from * rateHz, to: to * rateHz });

describe("clips", () => {
  test("end at a pause once they hold about eight seconds", () => {
    const talk = [seconds(1, 5), seconds(5.5, 10), seconds(11, 14), seconds(20, 23)];
    const clips = cutClips(talk, new Int16Array(30 * rateHz), rateHz);
    expect(clips).toEqual([seconds(1, 10), seconds(11, 14), seconds(20, 23)]);
  });

  test("a single word gets silence around it", () => {
    const clips = cutClips([seconds(10, 10.5)], new Int16Array(30 * rateHz), rateHz);
    expect(clips).toEqual([seconds(9.25, 11.25)]);
  });

  test("a monologue is cut where it is quietest", () => {
    const samples = new Int16Array(60 * rateHz).fill(1_000);
    samples.fill(0, 14_000, 14_500);
    const [first] = cutClips([seconds(0, 30)], samples, rateHz);
    expect(first!.to).toBeGreaterThanOrEqual(14_000);
    expect(first!.to).toBeLessThanOrEqual(14_500);
  });

  test("whatever is said, clips last 2 to 20 s, do not overlap, and cover all of it", () => {
    const noise = noiseFrom(drawsFor("talk", new Uint8Array([3])));
    const draw = () => Math.abs(noise());
    for (let round = 0; round < 300; round++) {
      const length = Math.round((3 + draw() * 200) * rateHz);
      const talk = Array.from({ length: 1 + Math.floor(draw() * 40) }, () => {
        const from = Math.floor(draw() * (length - 200));
        return { from, to: Math.min(length, from + 100 + Math.floor(draw() ** 3 * 60 * rateHz)) };
      });
      const said = joined(talk, 300);
      const samples = Int16Array.from({ length }, () => draw() * 1_000);
      const clips = cutClips(said, samples, rateHz);
      for (const [index, { from, to }] of clips.entries()) {
        expect(to - from).toBeGreaterThanOrEqual(2 * rateHz);
        expect(to - from).toBeLessThanOrEqual(20 * rateHz);
        expect(from).toBeGreaterThanOrEqual(clips[index - 1]?.to ?? 0);
        expect(to).toBeLessThanOrEqual(length);
      }
      expect(without(said, clips)).toEqual([]);
    }
  });
});
