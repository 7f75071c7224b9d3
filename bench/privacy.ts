import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { type Measure, measured } from "./measure.ts";
import { bringUpToDate } from "./privacy/document.ts";
import type { Judgement } from "./privacy/judge.ts";
import { judgeAll } from "./privacy/judge-all.ts";
import { keptMaterial } from "./privacy/kept-material.ts";
import { methods } from "./privacy/methods.ts";
import type { Size } from "./privacy/recordings.ts";
import { results as file, type Results, worstOf } from "./privacy/results.ts";
import { briefly, tableOf } from "./privacy/table.ts";

const wholeSize: Size = {
  backgroundSpeakers: 20,
  backgroundRecordings: 3,
  targets: 20,
  enrolmentRecordings: 3,
  trials: 4,
  sentences: 2,
  teachers: 12,
  readers: 8,
};
const tuningSize: Size = { ...wholeSize, trials: 3 };
const quickSize: Size = { ...wholeSize, backgroundSpeakers: 14, targets: 8, trials: 2, readers: 2 };
const mostProcesses = 2;
const rates = [16_000, 8_000];

/** Which methods at which rate: at 8 kHz only what is compared, for the curve says nothing new there. */
interface Part {
  sampleRateHz: number;
  names: string[];
}

/**
 * How well people are still recognised after the disguise, and how well their words are: attackers and listeners over
 * synthetic voices that nothing was tuned on. Skipped where espeak-ng is missing.
 * `--methods a,b` judges these only, in this order, `--rate 8000` at one rate, `--resume` only what the results do not have yet.
 * `--quick` takes fewer voices and the main methods, `--tuning` the voices on which settings are chosen; both leave results
 * and documents alone.
 */
export async function measurePrivacy(): Promise<Measure[]> {
  const asked = readOptions();
  const size = asked.quick ? quickSize : asked.tuning ? tuningSize : wholeSize;
  const aside = asked.quick || asked.tuning;
  const found = startFrom(size, asked);
  const note = (judgement: Judgement) => {
    found.judgements = [...found.judgements.filter((one) => !isSame(one, judgement)), judgement];
    // After each method, so that a run that is stopped leaves what it found.
    if (!aside) writeFileSync(file, `${JSON.stringify(inOrder(found), roundNumbers, 2)}\n`);
    console.log(`privacy: ${briefly(judgement)}`);
  };
  for (const { sampleRateHz, names } of partsOf(asked)) {
    const missing = names.filter(
      (method) => !asked.resume || !found.judgements.some((one) => isSame(one, { method, sampleRateHz })),
    );
    if (missing.length === 0) continue;
    const material = await keptMaterial(asked.tuning ? "tuning" : "test", size, sampleRateHz);
    if (!material) {
      console.log("privacy: skipped, because espeak-ng is not installed and the bench has no voices without it");
      return [];
    }
    console.log(`privacy: at ${sampleRateHz} Hz: ${missing.join(", ")}`);
    await judgeAll(material, missing, asked.processes, note);
  }
  console.log(tableOf(inOrder(found).judgements));
  if (!aside) bringUpToDate();
  return aside ? [] : summaryOf(found.judgements);
}

function readOptions() {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      quick: { type: "boolean", default: false },
      tuning: { type: "boolean", default: false },
      resume: { type: "boolean", default: false },
      methods: { type: "string" },
      rate: { type: "string" },
      processes: { type: "string", default: String(Math.min(mostProcesses, availableParallelism())) },
    },
  });
  const names = values.methods?.split(",").map((name) => name.trim());
  const unknown = names?.filter((name) => !methods.some((method) => method.name === name)) ?? [];
  if (unknown.length > 0) throw new Error(`unknown methods: ${unknown.join(", ")}`);
  const processes = Number(values.processes);
  if (!Number.isInteger(processes) || processes < 1) throw new Error("--processes is a whole number from 1");
  const rate = values.rate === undefined ? undefined : Number(values.rate);
  if (rate !== undefined && !rates.includes(rate)) throw new Error(`--rate is ${rates.join(" or ")}`);
  return { quick: values.quick, tuning: values.tuning, resume: values.resume, names, rate, processes };
}

type Options = ReturnType<typeof readOptions>;

function partsOf({ quick, names, rate }: Options): Part[] {
  const usual = (sampleRateHz: number) =>
    methods.filter(({ main }) => main || (sampleRateHz === rates[0] && !quick)).map(({ name }) => name);
  return rates
    .filter((one) => (rate === undefined ? !quick || one === rates[0] : one === rate))
    .map((sampleRateHz) => ({ sampleRateHz, names: names ?? usual(sampleRateHz) }));
}

/** What a run adds to: earlier results of the same size, or nothing. */
function startFrom(size: Size, { quick, tuning, resume, names, rate }: Options): Results {
  const fresh: Results = { size, judgements: [] };
  if (quick || tuning || !(resume || names || rate)) return fresh;
  const before = JSON.parse(readFileSync(file, "utf8")) as Results;
  return JSON.stringify(before.size) === JSON.stringify(size) ? before : fresh;
}

const isSame = (
  one: { method: string; sampleRateHz: number },
  other: { method: string; sampleRateHz: number },
): boolean => one.method === other.method && one.sampleRateHz === other.sampleRateHz;

function inOrder({ size, judgements }: Results): Results {
  const place = ({ method, sampleRateHz }: Judgement) =>
    rates.indexOf(sampleRateHz) * methods.length + methods.findIndex(({ name }) => name === method);
  return { size, judgements: judgements.slice().sort((a, b) => place(a) - place(b)) };
}

const roundNumbers = (_: string, value: unknown) => (typeof value === "number" ? Number(value.toPrecision(4)) : value);

/** The goals of the disguise: half of the combo's top-1, an EER of 25 %, words no worse than B2's. */
function summaryOf(judgements: readonly Judgement[]): Measure[] {
  const named = (name: string) => judgements.find((one) => isSame(one, { method: name, sampleRateHz: rates[0]! }));
  const [combo, mcAdams, ours] = [named("combo"), named("McAdams B2"), named("default")];
  if (!combo || !mcAdams || !ours) return [];
  const percent = (share: number) => 100 * share;
  const least = ({ words }: Judgement) => percent(Math.min(words.models, words.shapes));
  const [worst, comboWorst] = [worstOf(ours, "semi-informed"), worstOf(combo, "semi-informed")];
  return [
    measured(
      "disguise, semi-informed top-1, against the combo",
      percent(worst.topOne.share),
      "%",
      percent(comboWorst.topOne.share),
      0.5,
    ),
    measured("disguise, semi-informed EER, against 25 %", percent(worst.equalErrorRate.share), "%", 25, 1),
    measured("disguise, words understood, against McAdams B2", least(ours), "%", least(mcAdams), 1),
  ];
}
