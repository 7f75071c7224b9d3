import fs from "node:fs";
import type { Mutant } from "./mutant.ts";
import type { Telling, Verdict } from "./orders.ts";

// Which story saw which mutant when all were tried: a hint, so that it is told first. A wrong one costs time, and nothing else.
const hintsFile = new URL("./seen-by.json", import.meta.url);
const hints = JSON.parse(fs.readFileSync(hintsFile, "utf8")) as Record<string, string>;
const nameOf = ({ theme, name }: { theme: string; name: string }) => `${theme}: ${name}`;

/** What is likely to see it, and what is told after the laws. */
export type Turn = { near: Telling[]; far: Telling[] };
type Seen = { theme: string; name: string; verdict: Verdict };

export function orderOf(files: readonly string[]) {
  const seen = new Map<string, number>();
  const key = (theme: string, file: string) => `${theme} ${file}`;
  return {
    of(mutant: Mutant): Turn {
      const { theme, seenBy = [] } = mutant;
      const wrong = seenBy.filter((file) => !files.includes(file));
      if (wrong.length > 0) throw new Error(`no attack file is called ${wrong}`);
      const hint = tellingOf(hints[nameOf(mutant)] ?? "");
      const hinted = files.includes(hint.file) ? [hint] : [];
      const times = (file: string) => seen.get(key(theme, file)) ?? 0;
      const near = [...new Set([...hinted.map(({ file }) => file), ...seenBy])];
      const far = files.filter((file) => !near.includes(file)).sort((a, b) => times(b) - times(a));
      return { near: [...hinted, ...near.map((file) => ({ file }))], far: far.map((file) => ({ file })) };
    },
    learn({ theme, verdict }: Seen): void {
      if (verdict.by !== "attack") return;
      const file = key(theme, verdict.telling.file);
      seen.set(file, (seen.get(file) ?? 0) + 1);
    },
  };
}

const tellingOf = (story: string): Telling => {
  const [file = "", ...names] = story.split(" › ");
  return names.length === 0 || names.at(-1)?.startsWith("(") ? { file } : { file, story: names.join(" › ") };
};

/** Writes down what this run has learned, beside what other runs have. */
export function rememberWho(tried: readonly Seen[]): void {
  for (const one of tried) {
    if (one.verdict.by === "attack") hints[nameOf(one)] = one.verdict.story;
    else delete hints[nameOf(one)];
  }
  const sorted = Object.fromEntries(Object.entries(hints).sort(([a], [b]) => (a < b ? -1 : 1)));
  fs.writeFileSync(hintsFile, `${JSON.stringify(sorted, null, 2)}\n`);
}
