import { findAddresses } from "./addresses.ts";
import { findBirthDates } from "./birth-dates.ts";
import { findEmails } from "./emails.ts";
import { type Find, type Language, struckFrom } from "./kinds.ts";
import { findLinks } from "./links.ts";
import { findNames } from "./names.ts";
import { findNumbers } from "./numbers.ts";
import { findPhones } from "./phones.ts";
import { tokensOf } from "./tokens.ts";

/**
 * Finds personal data in a text, written or spoken form. Leans towards too much: a false find costs a word, a missed
 * one a person's privacy. A person still reviews before anything is published.
 */
export function findPersonalData(text: string, language: Language): Find[] {
  return merged(suspectsIn(text, language).filter(({ score }) => score >= struckFrom));
}

/** All that may be personal data, however doubtful; finds may overlap. */
export function suspectsIn(text: string, language: Language): Find[] {
  const tokens = tokensOf(text);
  return [
    ...findNumbers(tokens, text, language),
    ...findPhones(text, language),
    ...findEmails(tokens, text, language),
    ...findLinks(tokens, text, language),
    ...findAddresses(tokens, text, language),
    ...findBirthDates(tokens, language),
    ...findNames(tokens, language),
  ];
}

/** Joins finds that overlap; the surer one, then the longer one, gives the kind. */
export function merged(finds: Find[]): Find[] {
  const result: Find[] = [];
  for (const find of finds.sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = result.at(-1);
    if (!last || find.from >= last.to) {
      result.push({ ...find });
      continue;
    }
    if (find.score > last.score) {
      last.kind = find.kind;
      last.score = find.score;
    }
    last.to = Math.max(last.to, find.to);
  }
  return result;
}
