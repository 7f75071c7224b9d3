import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { type Knowledge, measuredRisk } from "./measured-risk.ts";

interface Figures {
  topOne: number;
  equalErrorRate: number;
  truePositiveRate: number;
}
interface Results {
  judgements: { method: string; attacks: { knowledge: string; figures: Figures }[] }[];
}

test("what buyers are told of the disguise is what the bench measured, of the worst attacker for each figure", async () => {
  const file = await readFile(new URL("../../../bench/privacy-results.json", import.meta.url), "utf8");
  const { judgements } = JSON.parse(file) as Results;
  const strengths = Object.keys(measuredRisk.strengths) as (keyof typeof measuredRisk.strengths)[];
  expect(strengths).toEqual(["light", "default", "strong"]);
  for (const strength of strengths) {
    const { attacks } = judgements.find(({ method }) => method === strength) ?? { attacks: [] };
    for (const [knowledge, told] of Object.entries(measuredRisk.strengths[strength]) as [Knowledge, Figures][]) {
      const figures = attacks.filter((attack) => attack.knowledge === knowledge).map((attack) => attack.figures);
      expect(figures.length, `${strength}, ${knowledge}`).toBeGreaterThan(0);
      expect(told, `${strength}, ${knowledge}`).toEqual({
        topOne: Math.max(...figures.map(({ topOne }) => topOne)),
        equalErrorRate: Math.min(...figures.map(({ equalErrorRate }) => equalErrorRate)),
        truePositiveRate: Math.max(...figures.map(({ truePositiveRate }) => truePositiveRate)),
      });
    }
  }
});
