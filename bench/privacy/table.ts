import type { Interval } from "./figures.ts";
import type { Judgement } from "./judge.ts";
import type { Method } from "./method.ts";
import { methods } from "./methods.ts";
import { type Estimate, wordsOf, worstOf } from "./results.ts";

const percent = (share: number) => (100 * share).toFixed(share > 0 && share < 0.0995 ? 1 : 0);
const ranged = (share: number, { low, high }: Interval) => `${percent(share)} [${percent(low)}, ${percent(high)}]`;
const estimated = ({ share, interval }: Estimate) => ranged(share, interval);
const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  `${[row(head), `|${head.map(() => "-|").join("")}`, ...rows.map(row)].join("\n")}\n`;

/** One line about one method, for who watches the bench. */
export function briefly(judgement: Judgement): string {
  const { topOne, equalErrorRate } = worstOf(judgement, "semi-informed");
  const { method, sampleRateHz, words } = judgement;
  const heard = `words ${percent(words.models)} / ${percent(words.shapes)} %`;
  return `${method} at ${sampleRateHz} Hz: top-1 ${percent(topOne.share)} %, EER ${percent(equalErrorRate.share)} %, ${heard}`;
}

const at = (judgements: readonly Judgement[], sampleRateHz: number, wanted: (method: Method) => boolean) =>
  judgements.filter(
    (one) =>
      one.sampleRateHz === sampleRateHz && methods.some((method) => method.name === one.method && wanted(method)),
  );

/** The worst attacker of each knowledge, and the words. */
export function privacyTable(judgements: readonly Judgement[], sampleRateHz: number): string {
  const rows = at(judgements, sampleRateHz, ({ main }) => main).map((judgement) => {
    const semi = worstOf(judgement, "semi-informed");
    const pair = (knowledge: "lazy-informed" | "ignorant") => {
      const { topOne, equalErrorRate } = worstOf(judgement, knowledge);
      return `${percent(topOne.share)} / ${percent(equalErrorRate.share)}`;
    };
    const { words } = judgement;
    return [
      judgement.method === "default" ? "**default**" : judgement.method,
      estimated(semi.topOne),
      estimated(semi.equalErrorRate),
      percent(semi.truePositiveRate.share),
      percent(semi.worstSpeaker.share),
      pair("lazy-informed"),
      pair("ignorant"),
      ranged(words.models, words.intervals.models),
      ranged(words.shapes, words.intervals.shapes),
    ];
  });
  const head = [
    "Method",
    "Semi-informed top-1 %",
    "EER %",
    "TPR at 1 % FPR %",
    "Worst speaker %",
    "Lazy-informed top-1 / EER",
    "Ignorant top-1 / EER",
    "Words, models %",
    "Words, shapes %",
  ];
  return table(head, rows);
}

/** How the default stands to the goals of the disguise, in a sentence. */
export function goalSentence(judgements: readonly Judgement[], sampleRateHz: number): string {
  const named = (name: string) => at(judgements, sampleRateHz, (method) => method.name === name)[0];
  const [ours, combo, mcAdams] = [named("default"), named("combo"), named("McAdams B2")];
  if (!ours || !combo || !mcAdams) return "Not all methods that the goals name were judged.\n";
  const [worst, comboWorst] = [worstOf(ours, "semi-informed"), worstOf(combo, "semi-informed")];
  const heard = ({ words }: Judgement) => `${percent(words.models)} / ${percent(words.shapes)} %`;
  return [
    `*Default*, against a semi-informed attacker: top-1 ${percent(worst.topOne.share)} %, where half of combo's is`,
    `${percent(comboWorst.topOne.share / 2)} %; EER ${percent(worst.equalErrorRate.share)} %; words ${heard(ours)},`,
    `where B2's are ${heard(mcAdams)}.\n`,
  ].join("\n");
}

/** What a method does to listening, apart from words. */
export function listeningTable(judgements: readonly Judgement[], sampleRateHz: number): string {
  const rows = at(judgements, sampleRateHz, ({ name, main }) => main || name === "WORLD default").map(
    ({ method, artefacts, timesRealTime }) => [
      method,
      artefacts.clicksPerMinute.toFixed(1),
      artefacts.pulseSharpness.toFixed(1),
      artefacts.levelErrorDb.toFixed(1),
      percent(artefacts.levelJumps),
      artefacts.pitchCorrelation.toFixed(2),
      percent(artefacts.voicingErrors),
      percent(artefacts.pausesKept),
      method === "clear" ? "" : timesRealTime.toFixed(0),
    ],
  );
  const head = [
    "Method",
    "Clicks a minute",
    "Pulse sharpness",
    "Level error dB",
    "Level jumps %",
    "Pitch course kept",
    "Voicing errors %",
    "Pauses kept %",
    "Times real time",
  ];
  return table(head, rows);
}

/** The points of the curve of privacy against words, family by family, the most words first. */
export function curveTable(judgements: readonly Judgement[]): string {
  const families = [...new Set(methods.map(({ family }) => family))];
  const rows = families.flatMap((family) =>
    at(judgements, 16_000, (method) => method.family === family)
      .sort((a, b) => wordsOf(b) - wordsOf(a))
      .map((judgement) => {
        const { topOne, equalErrorRate } = worstOf(judgement, "semi-informed");
        return [family, judgement.method, percent(wordsOf(judgement)), estimated(topOne), estimated(equalErrorRate)];
      }),
  );
  return table(["Family", "Method", "Words, mean of both %", "Semi-informed top-1 %", "EER %"], rows);
}

/** Every attacker, for who wants to know which of them is the worst. */
export function attackerTable(judgements: readonly Judgement[]): string {
  const rows = judgements.flatMap(({ method, sampleRateHz, attacks }) =>
    attacks.map(({ knowledge, attacker, figures }) => [
      `${method}, ${sampleRateHz / 1_000} kHz`,
      knowledge,
      attacker,
      ranged(figures.topOne, figures.intervals.topOne),
      ranged(figures.equalErrorRate, figures.intervals.equalErrorRate),
      ranged(figures.truePositiveRate, figures.intervals.truePositiveRate),
    ]),
  );
  return table(["Method", "Attacker knows", "Attacker", "Top-1 %", "EER %", "TPR at 1 % FPR %"], rows);
}

/** What the bench prints. */
export const tableOf = (judgements: readonly Judgement[]) =>
  [
    attackerTable(judgements),
    ...[...new Set(judgements.map(({ sampleRateHz }) => sampleRateHz))].flatMap((rate) => [
      `${rate} Hz\n`,
      privacyTable(judgements, rate),
      listeningTable(judgements, rate),
    ]),
    curveTable(judgements),
  ].join("\n");
