import { describe, expect, test } from "vitest";
import { channelSplitter } from "./channel-splitter.ts";

const bytesOf = (samples: Int16Array) => new Uint8Array(samples.buffer);
const counting = (length: number) => Int16Array.from({ length }, (_, i) => i * 31);

describe("samples that come in pieces", () => {
  test.each([1, 2])("of any length are split into %i channels, to the last one", (channels) => {
    const frames = 700_001;
    const split = channelSplitter(channels, 1_000_000);
    const bytes = bytesOf(counting(frames * channels));
    for (let from = 0, length = 1; from < bytes.length; from += length, length = (length * 5 + 1) % 300_007) {
      expect(split.write(bytes.subarray(from, from + length))).toBe(true);
    }
    const { left, right } = split.finish();
    expect([left.length, right.length]).toEqual([frames, channels === 2 ? frames : 0]);
    expect(left.every((sample, i) => sample === ((i * channels * 31) << 16) >> 16)).toBe(true);
    expect(right.every((sample, i) => sample === (((i * 2 + 1) * 31) << 16) >> 16)).toBe(true);
  });

  test("more of them than were asked for end the run, however they come", () => {
    for (const pieceBytes of [65_536, 4_000_000, 64_000_000]) {
      const split = channelSplitter(2, 100_000);
      let taken = 0;
      while (split.write(new Uint8Array(pieceBytes))) taken++;
      expect(taken * pieceBytes).toBeLessThan(8_000_000);
      expect(split.write(new Uint8Array(pieceBytes))).toBe(false);
      const { left, right } = split.finish();
      expect(left.length).toBeGreaterThan(100_000);
      expect(right.length).toBe(left.length);
    }
  });

  test("take memory as they come: room for the longest call costs a short one nothing", () => {
    const before = process.memoryUsage().rss;
    const splitters = Array.from({ length: 4 }, () => channelSplitter(2, 3 * 3_600 * 16_000));
    for (const split of splitters) split.write(bytesOf(counting(320_000)));
    expect(splitters.map((split) => split.finish().left.length)).toEqual([160_000, 160_000, 160_000, 160_000]);
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
  });
});
