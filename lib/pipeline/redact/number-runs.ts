import { skipAside } from "./corrections.ts";
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
  /** Followed by a unit. */
  unit: boolean;
}

const units = new Set(
  (
    "minute minutes hour hours week weeks month months year years dollar dollars euro euros pound pounds percent quid bucks " +
    "people person persons room rooms mile miles meter meters metre metres kilometer kilometers kilometre kilometres degrees " +
    "heure heures h jours semaine semaines mois an ans personne personnes chambre chambres livres degres francs " +
    "million millions thousand hundred cents centimes mille pm am times fois grams grammes kilos kg km cm gigs volts amps"
  ).split(" "),
);
const unitSigns = new Set(["%", "€", "$", "£", "°"]);
/** A unit behind more digits than this is none: "oh seven … four, hours nine to five". */
const mostAmountDigits = 6;

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
  const run: NumberRun = { first, end: start.end, digits: start.digits, parts: 1, amount: start.amount, unit: false };
  let amounts = start.amount ? 1 : 0;
  for (;;) {
    const next = skipAside(tokens, run.end);
    const number = tokens[next]?.opensSentence ? null : numberAt(tokens, next, language);
    if (!number) break;
    run.end = number.end;
    run.digits += number.digits;
    run.parts++;
    if (number.amount) amounts++;
  }
  const after = tokens[run.end];
  const before = tokens[first - 1];
  const percent = after?.plain === "pour" && tokens[run.end + 1]?.plain === "cent";
  const unit =
    percent || units.has(after?.plain ?? "") || unitSigns.has(after?.text ?? "") || unitSigns.has(before?.text ?? "");
  run.unit = unit;
  const amountDigits = amounts > 0 ? 2 * mostAmountDigits : mostAmountDigits;
  run.amount = (amounts === run.parts && run.parts <= 3) || (unit && run.digits.length <= amountDigits);
  return run;
}
