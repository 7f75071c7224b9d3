import { readFileSync, writeFileSync } from "node:fs";
import { chartOf } from "./chart.ts";
import { knowledge } from "./judge.ts";
import { type Results, results, worstOf } from "./results.ts";
import { curveTable, goalSentence, listeningTable, privacyTable } from "./table.ts";

/** What the bench writes: tables between marks of docs/privacy.md, the chart beside it, and what buyers are told. */
export const documentFile = new URL("../../docs/privacy.md", import.meta.url);
export const chartFile = new URL("../../docs/privacy-curve.svg", import.meta.url);

const riskFile = new URL("../../lib/pipeline/disguise/measured-risk.ts", import.meta.url);

export const readResults = () => JSON.parse(readFileSync(results, "utf8")) as Results;

/** The document with its tables as the results have them. */
export function documentOf(text: string, { size, judgements }: Results): string {
  const { targets, trials, enrolmentRecordings, backgroundSpeakers, readers } = size;
  const parts = {
    size: `${targets} speakers, ${trials} trials each against ${enrolmentRecordings} known recordings, ${backgroundSpeakers} other speakers to learn from, ${readers} readers of words.\n`,
    figures: privacyTable(judgements, 16_000),
    telephone: privacyTable(judgements, 8_000),
    listening: listeningTable(judgements, 16_000),
    "telephone listening": listeningTable(judgements, 8_000),
    curve: curveTable(judgements),
    goals: goalSentence(judgements, 16_000),
    "telephone goals": goalSentence(judgements, 8_000),
  };
  return Object.entries(parts).reduce((before, [name, part]) => {
    const [from, to] = [`<!-- bench ${name} -->\n`, `<!-- /bench ${name} -->`];
    const start = before.indexOf(from) + from.length;
    const end = before.indexOf(to);
    if (start < from.length || end < start) throw new Error(`docs/privacy.md has no marks for ${name}`);
    return before.slice(0, start) + part + before.slice(end);
  }, text);
}

/** The figures of measured-risk.ts as the results have them; as they were when a strength was not judged at a rate. */
export function riskFileOf(text: string, { size, judgements }: Results): string {
  const rates = [16_000, 8_000].map((rate) => ({ rate, blocks: riskBlocks(judgements, rate) }));
  if (rates.some(({ blocks }) => blocks.length < 3)) return text;
  const start = text.indexOf("  speakers: ");
  const end = text.indexOf("} as const satisfies");
  if (start < 0 || end < start) throw new Error("measured-risk.ts has no figures to replace");
  const figures = rates.map(({ rate, blocks }) => `    ${rate}: {\n${blocks.join("")}    },\n`);
  return `${text.slice(0, start)}  speakers: ${size.targets},\n  rates: {\n${figures.join("")}  },\n${text.slice(end)}`;
}

function riskBlocks(judgements: Results["judgements"], rate: number): string[] {
  return (["light", "default", "strong"] as const).flatMap((strength) => {
    const judgement = judgements.find(({ method, sampleRateHz }) => method === strength && sampleRateHz === rate);
    if (!judgement) return [];
    const lines = knowledge.map((known) => {
      const { topOne, equalErrorRate, truePositiveRate } = worstOf(judgement, known);
      const name = known.includes("-") ? `"${known}"` : known;
      const figures = `topOne: ${topOne.share}, equalErrorRate: ${equalErrorRate.share}`;
      return `        ${name}: { ${figures}, truePositiveRate: ${truePositiveRate.share} },\n`;
    });
    return [`      ${strength}: {\n${lines.join("")}      },\n`];
  });
}

/** Writes tables, chart and what buyers are told anew from the results. */
export function bringUpToDate(): void {
  const found = readResults();
  writeFileSync(riskFile, riskFileOf(readFileSync(riskFile, "utf8"), found));
  writeFileSync(documentFile, documentOf(readFileSync(documentFile, "utf8"), found));
  writeFileSync(chartFile, chartOf(found.judgements));
}
