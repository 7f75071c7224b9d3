import { describe, expect, test } from "vitest";
import { chooseSamples } from "./choose-samples.ts";
import { countStats, median } from "./count-stats.ts";
import { madeUpClips } from "./made-up-release.ts";
import type { ReleaseClip } from "./release.ts";

const base = madeUpClips(1, 1, () => Buffer.from("fLaC"))[0]!;
const clip = (change: Partial<ReleaseClip>): ReleaseClip => ({
  ...base,
  startMs: 0,
  endMs: 5_000,
  text: "hello",
  snrDb: 20,
  ...change,
});

describe("the figures of a version", () => {
  test("count every clip once, outliers in the outermost bins", () => {
    const stats = countStats([
      clip({ endMs: 1_999, snrDb: -3, kinds: [], recording: "x", sampleRateHz: 16_000 }),
      clip({ endMs: 2_000, snrDb: 5, kinds: ["NAME", "PHONE"], recording: "x", sampleRateHz: 8_000 }),
      clip({ endMs: 20_000, snrDb: 55, kinds: ["NAME"], recording: "y", sampleRateHz: 8_000 }),
      clip({ endMs: 45_000, snrDb: null, kinds: [], recording: "y", sampleRateHz: 8_000 }),
    ]);
    expect(stats.clipSeconds.map(({ clips }) => clips)).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
    expect(stats.clipSeconds.at(-1)).toMatchObject({ fromSeconds: 18, toSeconds: 20 });
    expect(stats.snrDb.map(({ clips }) => clips)).toEqual([1, 1, 0, 0, 0, 0, 0, 1]);
    expect(stats.snrDb.at(-1)).toMatchObject({ fromDb: 35, toDb: 40 });
    expect(stats).toMatchObject({ calls: 2, medianSnrDb: 5, sampleRatesHz: [8_000, 16_000] });
    expect(stats.redactions).toEqual({ NAME: 2, PHONE: 1 });
  });

  test("a median lies in the middle", () => {
    expect(median([])).toBeNull();
    expect(median([3])).toBe(3);
    expect(median([9, 1, 2])).toBe(2);
    expect(median([1, 2.5])).toBe(1.8);
  });
});

describe("the samples", () => {
  const many = madeUpClips(300, 4, () => Buffer.from("fLaC"));

  test("let everybody be heard before anybody is heard twice", () => {
    const chosen = chooseSamples(many).map((id) => many.find((one) => one.id === id)!);
    expect(chosen).toHaveLength(6);
    expect(new Set(chosen.slice(0, 4).map(({ speaker }) => speaker)).size).toBe(4);
    for (const one of chosen) {
      expect(one.endMs - one.startMs).toBeGreaterThanOrEqual(4_000);
      expect(one.endMs - one.startMs).toBeLessThanOrEqual(15_000);
      expect(one.text).toBeTruthy();
      expect(one.snrDb).toBeGreaterThanOrEqual(median(many.flatMap(({ snrDb }) => snrDb ?? []))! - 0.05);
    }
  });

  test("are the same in any order of clips", () =>
    expect(chooseSamples([...many].reverse())).toEqual(chooseSamples(many)));

  test("are few, or none, rather than unfit", () => {
    expect(
      chooseSamples([clip({ text: null }), clip({ endMs: 3_999 }), clip({ endMs: 15_001 }), clip({ text: " " })]),
    ).toEqual([]);
    expect(chooseSamples([clip({ snrDb: null })])).toEqual([base.id]);
  });
});
