import type { Find, Language } from "./kinds.ts";
import { numberAt } from "./spoken-numbers.ts";
import { findOver, type Token } from "./tokens.ts";

const cue = /^(born|birth|birthday|birthdate|dob|ne|nee|naissance|anniversaire|natif|native)$/;
const month =
  /^(january|february|march|april|may|june|july|august|september|october|november|december|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$/;
const ordinal =
  /^(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|twentieth|thirtieth|premier)$/;
const inside = /^(of|the|in|slash|de|le|en|st|nd|rd|th|er|,|\/|-|\.)$/;
const reach = 7;
const longest = 14;

/** Dates right after words about being born; other dates stay, they tell nothing about who speaks. */
export function findBirthDates(tokens: readonly Token[], language: Language): Find[] {
  const finds: Find[] = [];
  for (const [at, token] of tokens.entries()) {
    if (!cue.test(token.plain)) continue;
    // "ne" is also the French "not", which is never followed by "le".
    if (
      token.plain === "ne" &&
      language === "fr" &&
      token.text.toLowerCase() === "ne" &&
      tokens[at + 1]?.plain !== "le"
    )
      continue;
    const first = dateStart(tokens, at + 1, language);
    if (first === null) continue;
    const end = dateEnd(tokens, first, language);
    const said = tokens.slice(first, end);
    const hasMonth = said.some(({ plain }) => month.test(plain));
    const digits = said.reduce((sum, _, i) => sum + (numberAt(tokens, first + i, language)?.digits.length ?? 0), 0);
    if ((hasMonth && end - first >= 2) || digits >= 4) finds.push(findOver(tokens, first, end, "DOB", 0.9));
  }
  return finds;
}

function isDatePart(tokens: readonly Token[], at: number, language: Language): boolean {
  const plain = tokens[at]?.plain ?? "";
  return month.test(plain) || ordinal.test(plain) || numberAt(tokens, at, language) !== null;
}

function dateStart(tokens: readonly Token[], from: number, language: Language): number | null {
  for (let at = from; at < Math.min(tokens.length, from + reach); at++) {
    if (tokens[at]!.opensSentence) return null;
    if (isDatePart(tokens, at, language)) return at;
  }
  return null;
}

function dateEnd(tokens: readonly Token[], first: number, language: Language): number {
  let end = first;
  for (let at = first; at < Math.min(tokens.length, first + longest); ) {
    if (tokens[at]!.opensSentence && at > first) break;
    const number = numberAt(tokens, at, language);
    if (number) end = at = number.end;
    else if (isDatePart(tokens, at, language)) end = ++at;
    else if (inside.test(tokens[at]!.plain)) at++;
    else break;
  }
  return end;
}
