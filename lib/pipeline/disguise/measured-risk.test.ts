import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { type Knowledge, measuredRisk } from "./measured-risk.ts";

interface Figures {
  topOne: number;
  equalErrorRate: number;
  truePositiveRate: number;
}
interface Results {
  judgements: { method: string; sampleRateHz: number; attacks: { knowledge: string; figures: Figures }[] }[];
}
const strengths = ["light", "default", "strong"] as const;

test.each([16_000, 8_000] as const)(
  "what buyers are told of the disguise at %i Hz is what the bench measured, of the worst attacker for each figure",
  async (rate) => {
    const file = await readFile(new URL("../../../bench/privacy-results.json", import.meta.url), "utf8");
    const { judgements } = JSON.parse(file) as Results;
    expect(Object.keys(measuredRisk.rates[rate])).toEqual(strengths);
    for (const strength of strengths) {
      const judgement = judgements.find(({ method, sampleRateHz }) => method === strength && sampleRateHz === rate);
      for (const [knowledge, told] of Object.entries(measuredRisk.rates[rate][strength]) as [Knowledge, Figures][]) {
        const figures = (judgement?.attacks ?? [])
          .filter((attack) => attack.knowledge === knowledge)
          .map((attack) => attack.figures);
        expect(figures.length, `${strength}, ${knowledge}`).toBeGreaterThan(0);
        expect(told, `${strength}, ${knowledge}`).toEqual({
          topOne: Math.max(...figures.map(({ topOne }) => topOne)),
          equalErrorRate: Math.min(...figures.map(({ equalErrorRate }) => equalErrorRate)),
          truePositiveRate: Math.max(...figures.map(({ truePositiveRate }) => truePositiveRate)),
        });
      }
    }
  },
);
