import type { Language } from "./kinds.ts";
import { numberAt } from "./spoken-numbers.ts";
import type { Token } from "./tokens.ts";

/** Numbers that follow each other, as when somebody reads a telephone number out. */
export interface NumberRun {
  first: number;
  end: number;
  digits: string;
  /** How many numbers it was said in. */
  parts: number;
  /** Said as one amount, or followed by a unit: "three hundred", "45 minutes". */
  amount: boolean;
}

/** Signs and words that do not break a run. */
const between = new Set(
  "- ( ) / , . + dash tiret slash space espace uh um euh ben then puis hein so and et".split(" "),
);
const units = new Set(
  (
    "minute minutes hour hours day days week weeks month months year years dollar dollars euro euros pound pounds percent " +
    "people person persons room rooms mile miles meter meters metre metres kilometer kilometers kilometre kilometres degrees " +
    "heure heures jour jours semaine semaines mois an ans personne personnes chambre chambres livres degres " +
    "million millions thousand hundred cents mille pm am times fois"
  ).split(" "),
);
const unitSigns = new Set(["%", "€", "$", "£", "°"]);
const mostBetween = 2;

export function numberRuns(tokens: readonly Token[], language: Language): NumberRun[] {
  const runs: NumberRun[] = [];
  for (let at = 0; at < tokens.length; ) {
    const run = runFrom(tokens, at, language);
    if (run) runs.push(run);
    at = run ? run.end : at + 1;
  }
  return runs;
}

function runFrom(tokens: readonly Token[], first: number, language: Language): NumberRun | null {
  const start = numberAt(tokens, first, language);
  if (!start) return null;
  const run: NumberRun = { first, end: start.end, digits: start.digits, parts: 1, amount: start.amount };
  for (;;) {
    let next = run.end;
    while (next - run.end < mostBetween && between.has(tokens[next]?.plain ?? "") && !tokens[next + 1]?.opensSentence)
      next++;
    const number = numberAt(tokens, next, language);
    if (!number) break;
    run.end = number.end;
    run.digits += number.digits;
    run.parts++;
  }
  const after = tokens[run.end];
  const before = tokens[first - 1];
  const percent = after?.plain === "pour" && tokens[run.end + 1]?.plain === "cent";
  const unit =
    percent || units.has(after?.plain ?? "") || unitSigns.has(after?.text ?? "") || unitSigns.has(before?.text ?? "");
  run.amount = (run.amount && run.parts === 1) || unit;
  return run;
}
