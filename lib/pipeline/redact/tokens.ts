import type { RedactionKind } from "../../contributions/redaction-kinds.ts";
import type { Find } from "./kinds.ts";

/** A word, a number or one sign of a text. Hyphens and apostrophes separate, so "trente-quatre" is three tokens. */
export interface Token {
  from: number;
  to: number;
  text: string;
  /** Lower case, without accents. */
  plain: string;
  shape: "word" | "digits" | "sign";
  capital: boolean;
  /** First word, or first after a full stop, question or exclamation mark. */
  opensSentence: boolean;
}

/** Said while somebody looks for the next word. */
export const hesitations: ReadonlySet<string> = new Set(
  "uh um er erm hmm mm ah euh heu ben bah hein alors bon voyons donc".split(" "),
);

const pattern = /[\p{L}\p{M}]+|\d+|[^\s\p{L}\p{M}\d]/gu;

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(pattern)) {
    const said = match[0];
    const shape = /^\d/.test(said) ? "digits" : /^\p{L}/u.test(said) ? "word" : "sign";
    tokens.push({
      from: match.index,
      to: match.index + said.length,
      text: said,
      plain: plainOf(said),
      shape,
      capital: /^\p{Lu}/u.test(said),
      opensSentence: tokens.length === 0 || endsSentence(tokens.at(-1)!, match.index),
    });
  }
  return tokens;
}

export function plainOf(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

/** A full stop inside a number or an abbreviation has no space after it. */
function endsSentence(token: Token, next: number): boolean {
  return (token.text === "." || token.text === "?" || token.text === "!") && next > token.to;
}

/** The find that covers tokens `first` up to, not including, `end`. */
export function findOver(
  tokens: readonly Token[],
  first: number,
  end: number,
  kind: RedactionKind,
  score: number,
): Find {
  return { from: tokens[first]!.from, to: tokens[end - 1]!.to, kind, score };
}

/** The words before a position, nearest last, not past `most` tokens. */
export function wordsBefore(tokens: readonly Token[], at: number, most: number): string[] {
  return tokens
    .slice(Math.max(0, at - most), at)
    .filter(({ shape }) => shape === "word")
    .map(({ plain }) => plain);
}

/** True when the plain words stand at this position, signs between them skipped (an apostrophe, a hyphen). */
export function phraseEnd(tokens: readonly Token[], at: number, phrase: readonly string[]): number | null {
  let i = at;
  for (const [index, word] of phrase.entries()) {
    while (index > 0 && (tokens[i]?.text === "'" || tokens[i]?.text === "’" || tokens[i]?.text === "-")) i++;
    if (tokens[i]?.plain !== word) return null;
    i++;
  }
  return i;
}
