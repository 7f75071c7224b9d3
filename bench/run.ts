import { readFileSync, writeFileSync } from "node:fs";
import { measureCatalogue } from "./catalogue.ts";
import { measureDuplicates } from "./duplicates.ts";
import { measureJudging } from "./judging.ts";
import { measureLink } from "./link.ts";
import type { Measure } from "./measure.ts";
import { measurePipeline } from "./pipeline.ts";
import { measurePrivacy } from "./privacy.ts";
import { measureRedaction } from "./redaction.ts";
import { measureRelease } from "./release.ts";

// npm run bench [-- NAME]: ratios against a floor or a peer, measured in the same run. No test asserts them: machines differ.
const parts: Record<string, () => Promise<Measure[]>> = {
  catalogue: measureCatalogue,
  duplicates: measureDuplicates,
  judging: measureJudging,
  link: measureLink,
  pipeline: measurePipeline,
  privacy: measurePrivacy,
  redaction: measureRedaction,
  release: measureRelease,
};
const results = "bench/results.json";

const asked = process.argv[2];
if (asked && !(asked in parts)) {
  console.error(`usage: npm run bench [-- ${Object.keys(parts).join(" | ")}]`);
  process.exit(2);
}
const fresh: Measure[] = [];
for (const [name, measure] of Object.entries(parts)) if (!asked || asked === name) fresh.push(...(await measure()));

const before = asked ? (JSON.parse(readFileSync(results, "utf8")) as Measure[]) : [];
const kept = before.filter((old) => !fresh.some((one) => one.name === old.name));
const all = [...kept, ...fresh].sort((a, b) => (a.name < b.name ? -1 : 1));
writeFileSync(results, `${JSON.stringify(all, null, 2)}\n`);
console.table(fresh);
