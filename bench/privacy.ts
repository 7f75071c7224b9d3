import { writeFileSync } from "node:fs";
import { type Measure, measured } from "./measure.ts";
import { type Judgement, prepareJudge } from "./privacy/judge.ts";
import { methods } from "./privacy/methods.ts";
import { makeMaterial, type Size } from "./privacy/recordings.ts";
import { openMouth } from "./privacy/speak.ts";
import { tableOf } from "./privacy/table.ts";

const sampleRateHz = 16_000;
const whole: Size = {
  backgroundSpeakers: 20,
  backgroundRecordings: 3,
  targets: 14,
  enrolmentRecordings: 3,
  trials: 3,
  sentences: 2,
  teachers: 12,
  readers: 8,
};
const quick: Size = { ...whole, backgroundSpeakers: 14, targets: 8, trials: 2, readers: 2 };
const results = "bench/privacy-results.json";

/**
 * How well people are still recognised after the disguise, and how well their words are: attackers and listeners over
 * synthetic voices that nothing was tuned on. `--quick` takes fewer voices. Skipped where espeak-ng is missing.
 */
export async function measurePrivacy(): Promise<Measure[]> {
  const mouth = await openMouth(sampleRateHz);
  if (!mouth) {
    console.log("privacy: skipped, because espeak-ng is not installed and the bench has no voices without it");
    return [];
  }
  const size = process.argv.includes("--quick") ? quick : whole;
  const material = await makeMaterial("test", size, mouth, sampleRateHz).finally(() => mouth.close());
  const judge = prepareJudge(material);
  const judgements: Judgement[] = [];
  for (const method of methods) {
    judgements.push(judge(method));
    // After each method, so that a run that is stopped leaves what it found.
    writeFileSync(results, `${JSON.stringify({ size, judgements }, roundNumbers, 2)}\n`);
    console.log(`privacy: ${method.name} judged`);
  }
  console.log(tableOf(judgements));
  return summaryOf(judgements);
}

const roundNumbers = (_: string, value: unknown) => (typeof value === "number" ? Number(value.toPrecision(4)) : value);

/** The goals of the disguise: half of the combo's top-1, an EER of 25 %, words no worse than B2's. */
function summaryOf(judgements: readonly Judgement[]): Measure[] {
  const named = (name: string) => judgements.find(({ method }) => method === name)!;
  const [combo, mcAdams, ours] = [named("combo"), named("McAdams B2"), named("default")];
  const percent = (share: number) => 100 * share;
  const least = ({ words }: Judgement) => percent(Math.min(words.models, words.shapes));
  const [worst, comboWorst] = [worstOf(ours), worstOf(combo)];
  return [
    measured(
      "disguise, semi-informed top-1, against the combo",
      percent(worst.topOne),
      "%",
      percent(comboWorst.topOne),
      0.5,
    ),
    measured("disguise, semi-informed EER, against 25 %", percent(worst.equalErrorRate), "%", 25, 1),
    measured("disguise, words understood, against McAdams B2", least(ours), "%", least(mcAdams), 1),
  ];
}

/** The attacker who does best, for each figure. */
function worstOf({ attacks }: Judgement) {
  const informed = attacks.filter(({ knowledge }) => knowledge === "semi-informed").map(({ figures }) => figures);
  return {
    topOne: Math.max(...informed.map(({ topOne }) => topOne)),
    equalErrorRate: Math.min(...informed.map(({ equalErrorRate }) => equalErrorRate)),
  };
}
