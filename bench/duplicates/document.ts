import { readFileSync, writeFileSync } from "node:fs";
import type { Comparison } from "../../lib/pipeline/compare/compare-recordings.ts";
import { intervalOf } from "../../tests/fixtures/personal-data/score.ts";
import type { Half } from "./calls.ts";

/** What was found of one alteration, or of one kind of different pairs, in one half. */
export interface Finding {
  half: Half;
  kind: "copy" | "different";
  name: string;
  found: readonly Comparison[];
}

const documentFile = new URL("../../docs/decisions/0012-duplicates.md", import.meta.url);

/** Writes the tables between the marks of the decision that they belong to. */
export function writeTables(findings: readonly Finding[]): void {
  writeFileSync(documentFile, documentOf(readFileSync(documentFile, "utf8"), findings));
}

export function documentOf(text: string, findings: readonly Finding[]): string {
  const parts = { copies: tableOf(findings, "copy"), different: tableOf(findings, "different") };
  return Object.entries(parts).reduce((before, [name, part]) => {
    const [from, to] = [`<!-- bench ${name} -->\n`, `<!-- /bench ${name} -->`];
    const start = before.indexOf(from) + from.length;
    const end = before.indexOf(to);
    if (start < from.length || end < start) throw new Error(`the decision has no marks for ${name}`);
    return before.slice(0, start) + part + before.slice(end);
  }, text);
}

function tableOf(findings: readonly Finding[], kind: Finding["kind"]): string {
  const heads =
    kind === "copy"
      ? ["Alteration", "known again, test half", "looked at", "worst score", "bits that differ", "tuning half"]
      : ["Pair", "taken for the same, test half", "looked at", "highest score", "tuning half"];
  const rows = findings
    .filter((one) => one.half === "test" && one.kind === kind)
    .map((test) => {
      const tuning = findings.find(({ half, name }) => half === "tuning" && name === test.name);
      const cells = [test.name, sameOf(test, true), String(verdicts(test, "look")), extremeScore(test)];
      if (kind === "copy") cells.push(middleBits(test));
      return [...cells, tuning ? sameOf(tuning, false) : "–"];
    });
  return [heads, heads.map(() => "-"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

const verdicts = ({ found }: Finding, meant: Comparison["verdict"]): number =>
  found.filter(({ verdict }) => verdict === meant).length;

function sameOf(finding: Finding, withInterval: boolean): string {
  const [hits, of] = [verdicts(finding, "same"), finding.found.length];
  const [low, high] = intervalOf({ hits, of }).map((end) => Math.round(100 * end));
  return withInterval ? `${hits} / ${of} (${low} to ${high} %)` : `${hits} / ${of}`;
}

function extremeScore({ kind, found }: Finding): string {
  const scores = found.map(({ score }) => score);
  return (kind === "copy" ? Math.min(...scores) : Math.max(...scores)).toFixed(2);
}

function middleBits({ found }: Finding): string {
  const bits = found.flatMap(({ bitErrors }) => bitErrors ?? []).sort((a, b) => a - b);
  return bits.length === 0 ? "–" : bits[bits.length >> 1]!.toFixed(3);
}
