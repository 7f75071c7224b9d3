import { findAddresses } from "./redact/addresses.ts";
import { findBirthDates } from "./redact/birth-dates.ts";
import { findEmails } from "./redact/emails.ts";
import { everydayNames } from "./redact/first-names.ts";
import type { Find, Language } from "./redact/kinds.ts";
import { findLinks } from "./redact/links.ts";
import { findNames } from "./redact/names.ts";
import { findNumbers } from "./redact/numbers.ts";
import { findPhones } from "./redact/phones.ts";
import { plainOf, tokensOf } from "./redact/tokens.ts";
import type { RedactedWord, Word } from "./transcript.ts";

const passageWords = 300;
const sharedWords = 40;
const shortestKnownName = 3;

/**
 * Finds personal data in a text, written or spoken form. Leans towards too much: a false find costs a word, a missed
 * one a person's privacy. A person still reviews before anything is published.
 */
export function findPersonalData(text: string, language: Language): Find[] {
  const tokens = tokensOf(text);
  return merged([
    ...findNumbers(tokens, text, language),
    ...findPhones(text, language),
    ...findEmails(tokens, text, language),
    ...findLinks(text),
    ...findAddresses(tokens, text, language),
    ...findBirthDates(tokens, language),
    ...findNames(tokens, text, language),
  ]);
}

/**
 * Marks the words that hold personal data. Every channel is read as one text, in passages that overlap; a name that was
 * found once is then marked wherever it is said again, by either party.
 */
export function redactWords(words: readonly Word[], language: Language): RedactedWord[] {
  const redacted: RedactedWord[] = words.map((word) => ({ ...word, redaction: null }));
  for (const channel of ["left", "right"] as const) {
    const said = redacted.filter((word) => word.channel === channel);
    for (let first = 0; first < said.length; first += passageWords - sharedWords) {
      markPassage(said.slice(first, first + passageWords), language);
    }
  }
  markKnownNames(redacted);
  return redacted;
}

function markPassage(words: RedactedWord[], language: Language): void {
  let text = "";
  const starts = words.map((word) => {
    const start = text.length;
    text += `${word.text} `;
    return start;
  });
  for (const { from, to, kind, score } of findPersonalData(text, language)) {
    const redaction = { kind, score };
    for (const [index, word] of words.entries()) {
      const start = starts[index]!;
      if (start >= to || start + word.text.length <= from) continue;
      if (!word.redaction || word.redaction.score < score) word.redaction = redaction;
    }
  }
}

function markKnownNames(words: readonly RedactedWord[]): void {
  const names = new Set<string>();
  for (const { text, redaction } of words) {
    if (redaction?.kind !== "NAME" || redaction.score < 0.7) continue;
    for (const token of tokensOf(text)) {
      if (token.shape === "word" && token.plain.length >= shortestKnownName && isOwnWord(token.plain))
        names.add(token.plain);
    }
  }
  for (const word of words) {
    if (word.redaction) continue;
    const said = tokensOf(word.text).find(
      ({ plain, capital }) => names.has(plain) && (capital || !everydayNames.has(plain)),
    );
    if (said) word.redaction = { kind: "NAME", score: 0.7 };
  }
}

const titlesAndParticles =
  /^(mister|miss|missus|doctor|professor|sir|madam|monsieur|madame|mademoiselle|docteur|maitre|van|von|der|del|les|des|the)$/;

function isOwnWord(plain: string): boolean {
  return !titlesAndParticles.test(plainOf(plain));
}

/** Joins finds that overlap; the surer one, then the longer one, gives the kind. */
function merged(finds: Find[]): Find[] {
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
