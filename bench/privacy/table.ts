import type { Interval, PrivacyFigures } from "./figures.ts";
import type { Judgement } from "./judge.ts";

const percent = (share: number) => (100 * share).toFixed(share < 0.0995 ? 1 : 0);
const ranged = (share: number, { low, high }: Interval) => `${percent(share)} [${percent(low)}, ${percent(high)}]`;
const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly string[][]) =>
  [row(head), row(head.map(() => "-")), ...rows.map(row)].join("\n");

/** The tables of docs/privacy.md, in Markdown; intervals hold 95 %. */
export function tableOf(judgements: readonly Judgement[]): string {
  const privacy = judgements.flatMap(({ method, attacks }) =>
    attacks.map(({ knowledge, attacker, figures }) => {
      const cell = (name: keyof PrivacyFigures) => ranged(figures[name], figures.intervals[name]);
      return [
        method,
        knowledge,
        attacker,
        cell("topOne"),
        cell("equalErrorRate"),
        cell("truePositiveRate"),
        percent(figures.worstSpeaker),
      ];
    }),
  );
  const listening = judgements.map(({ method, words, artefacts, timesRealTime }) => [
    method,
    ranged(words.models, words.intervals.models),
    ranged(words.shapes, words.intervals.shapes),
    artefacts.clicksPerMinute.toFixed(1),
    artefacts.levelErrorDb.toFixed(1),
    percent(artefacts.levelJumps),
    artefacts.pitchCorrelation.toFixed(2),
    percent(artefacts.voicingErrors),
    percent(artefacts.pausesKept),
    method === "clear" ? "" : timesRealTime.toFixed(0),
  ]);
  return [
    table(["method", "attacker knows", "attacker", "top-1 %", "EER %", "TPR at 1 % FPR %", "worst speaker %"], privacy),
    "",
    table(
      [
        "method",
        "words, models %",
        "words, shapes %",
        "clicks a minute",
        "level error dB",
        "level jumps %",
        "pitch correlation",
        "voicing errors %",
        "pauses kept %",
        "times real time",
      ],
      listening,
    ),
  ].join("\n");
}
