import { describe, expect, test } from "vitest";
import { drawsFrom } from "./made-up-release.ts";
import { fewestSpeakersForTest, mostTestShare, planSplits, wantedTestShare } from "./plan-splits.ts";

type Spoken = { speaker: string; startMs: number; endMs: number };

function spoken(seed: number): Spoken[] {
  const draw = drawsFrom(seed);
  const speakers = 1 + Math.floor(draw() * 40);
  // A few people speak far more than the others, as in life.
  return Array.from({ length: 1 + Math.floor(draw() * 400) }, () => {
    const startMs = Math.floor(draw() * 100_000);
    return {
      speaker: `spk-${Math.floor(speakers * draw() ** 3)}`,
      startMs,
      endMs: startMs + 2_000 + Math.floor(draw() * 18_000),
    };
  });
}

const lengthMs = (clips: Spoken[]) => clips.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);

describe("splits", () => {
  test("hold a speaker once, leave some to train on, and test on about a tenth", () => {
    let tested = 0;
    for (let seed = 0; seed < 500; seed++) {
      const clips = spoken(seed);
      const splits = planSplits("calls", clips);
      const speakers = new Set(clips.map(({ speaker }) => speaker));
      expect(new Set(splits.keys())).toEqual(speakers);
      const testers = [...splits].filter(([, split]) => split === "test").map(([speaker]) => speaker);
      if (speakers.size < fewestSpeakersForTest) {
        expect(testers).toEqual([]);
        continue;
      }
      tested += 1;
      expect(testers.length).toBeGreaterThan(0);
      expect(testers.length).toBeLessThan(speakers.size);
      const share = lengthMs(clips.filter(({ speaker }) => testers.includes(speaker))) / lengthMs(clips);
      if (testers.length > 1) expect(share).toBeLessThanOrEqual(mostTestShare);
      // One alone may be more than that only where everybody is.
      if (share > mostTestShare) {
        const each = [...speakers].map((one) => lengthMs(clips.filter(({ speaker }) => speaker === one)));
        expect(Math.min(...each) / lengthMs(clips)).toBeGreaterThan(mostTestShare);
      }
    }
    expect(tested).toBeGreaterThan(300);
  });

  test("reach a tenth when many speak equally much", () => {
    const clips = Array.from({ length: 200 }, (_, index) => ({ speaker: `spk-${index}`, startMs: 0, endMs: 5_000 }));
    const testers = [...planSplits("calls", clips).values()].filter((split) => split === "test");
    expect(testers.length / 200).toBe(wantedTestShare);
  });

  test("do not depend on the order of clips, but on the dataset", () => {
    const clips = spoken(3);
    const asMap = (slug: string, list: Spoken[]) => Object.fromEntries([...planSplits(slug, list)].sort());
    expect(asMap("calls", [...clips].reverse())).toEqual(asMap("calls", clips));
    const slugs = Array.from({ length: 20 }, (_, index) => JSON.stringify(asMap(`calls-${index}`, clips)));
    expect(new Set(slugs).size).toBeGreaterThan(1);
  });
});
