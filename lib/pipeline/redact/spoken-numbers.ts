import type { Language } from "./kinds.ts";
import type { Token } from "./tokens.ts";

/** One number at a place in a text, said or written. */
export interface SpokenNumber {
  /** Token after the last one of the number. */
  end: number;
  digits: string;
  /** Said with "hundred", "thousand", "mille": an amount, not digits that are read out. */
  amount: boolean;
}

const englishOnes = words("zero one two three four five six seven eight nine");
const englishTeens = words("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen");
const englishTens = words("_ _ twenty thirty forty fifty sixty seventy eighty ninety");
const frenchOnes = words(
  "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
);
const frenchTens = words("_ _ vingt trente quarante cinquante soixante septante huitante nonante");

function words(list: string): Map<string, number> {
  return new Map(list.split(" ").map((word, value) => [word, value] as const));
}

/** The number that starts at token `at`, or null. */
export function numberAt(tokens: readonly Token[], at: number, language: Language): SpokenNumber | null {
  const token = tokens[at];
  if (!token) return null;
  if (token.shape === "digits") return { end: at + 1, digits: token.text, amount: false };
  return language === "en" ? englishNumber(tokens, at) : frenchNumber(tokens, at);
}

function skipHyphen(tokens: readonly Token[], at: number): number {
  return tokens[at]?.text === "-" ? at + 1 : at;
}

function englishBelowHundred(tokens: readonly Token[], at: number): { end: number; value: number } | null {
  const word = tokens[at]?.plain ?? "";
  const one = /^(oh|o|nought|naught|nil)$/.test(word) ? 0 : englishOnes.get(word);
  if (one !== undefined) return { end: at + 1, value: one };
  const teen = englishTeens.get(word);
  if (teen !== undefined) return { end: at + 1, value: 10 + teen };
  const ten = englishTens.get(word);
  if (ten === undefined || ten === 0) return null;
  const next = skipHyphen(tokens, at + 1);
  const unit = englishOnes.get(tokens[next]?.plain ?? "");
  return unit ? { end: next + 1, value: ten * 10 + unit } : { end: at + 1, value: ten * 10 };
}

function englishNumber(tokens: readonly Token[], at: number): SpokenNumber | null {
  const times = { double: 2, triple: 3 }[tokens[at]?.plain ?? ""];
  if (times) {
    const digit = englishBelowHundred(tokens, at + 1);
    return digit && digit.value < 10
      ? { end: digit.end, digits: String(digit.value).repeat(times), amount: false }
      : null;
  }
  const first = englishHundreds(tokens, at);
  if (!first) return null;
  if (first.value === 0 || tokens[first.end]?.plain !== "thousand") {
    return { end: first.end, digits: String(first.value), amount: first.round };
  }
  const after = tokens[first.end + 1]?.plain === "and" ? first.end + 2 : first.end + 1;
  const rest = englishHundreds(tokens, after);
  // "one thousand oh five" reads digits out: only a rest that counts belongs to it.
  if (!rest || rest.value === 0) return { end: first.end + 1, digits: String(first.value * 1_000), amount: true };
  return { end: rest.end, digits: String(first.value * 1_000 + rest.value), amount: true };
}

/** Below a hundred, or so many hundreds with what follows them; `round` when "hundred" was said. */
function englishHundreds(tokens: readonly Token[], at: number): { end: number; value: number; round: boolean } | null {
  const first = englishBelowHundred(tokens, at);
  if (!first) return null;
  if (first.value === 0 || tokens[first.end]?.plain !== "hundred") return { ...first, round: false };
  const after = tokens[first.end + 1]?.plain === "and" ? first.end + 2 : first.end + 1;
  const rest = englishBelowHundred(tokens, after);
  // "six hundred five five five" reads digits out too.
  const value = first.value * 100;
  if (!rest || rest.value === 0) return { end: first.end + 1, value, round: true };
  return { end: rest.end, value: value + rest.value, round: true };
}

function frenchBelowHundred(tokens: readonly Token[], at: number): { end: number; value: number } | null {
  const word = tokens[at]?.plain ?? "";
  const next = skipHyphen(tokens, at + 1);
  if (word === "quatre" && /^vingts?$/.test(tokens[next]?.plain ?? "")) return frenchRest(tokens, next + 1, 80, 19);
  const ten = frenchTens.get(word === "vingts" ? "vingt" : word === "octante" ? "huitante" : word);
  if (ten) return frenchRest(tokens, at + 1, ten * 10, ten === 6 ? 19 : 9);
  const one = frenchOnes.get(word);
  if (one === undefined) return null;
  return one === 10 ? frenchRest(tokens, at + 1, 10, 9, 7) : { end: at + 1, value: one };
}

/** What may follow a ten: "trente-quatre", "vingt et un", "soixante-dix-huit". */
function frenchRest(
  tokens: readonly Token[],
  at: number,
  base: number,
  most: number,
  least = 1,
): { end: number; value: number } {
  let next = skipHyphen(tokens, at);
  if (tokens[next]?.plain === "et" && /^(une?|onze)$/.test(tokens[skipHyphen(tokens, next + 1)]?.plain ?? "")) {
    next = skipHyphen(tokens, next + 1);
  }
  const word = tokens[next]?.plain ?? "";
  const one = frenchOnes.get(word === "une" ? "un" : word) ?? 0;
  if (one < least || one > most) return { end: at, value: base };
  if (one !== 10) return { end: next + 1, value: base + one };
  const teen = frenchRest(tokens, next + 1, base + 10, 9, 7);
  return { end: teen.end, value: teen.value };
}

function frenchNumber(tokens: readonly Token[], at: number): SpokenNumber | null {
  const first = frenchHundreds(tokens, at);
  const scaleAt = first ? skipHyphen(tokens, first.end) : at;
  if (tokens[scaleAt]?.plain !== "mille") {
    return first ? { end: first.end, digits: String(first.value), amount: first.round } : null;
  }
  const thousands = (first?.value || 1) * 1_000;
  const rest = frenchHundreds(tokens, skipHyphen(tokens, scaleAt + 1));
  if (!rest || rest.value === 0) return { end: scaleAt + 1, digits: String(thousands), amount: true };
  return { end: rest.end, digits: String(thousands + rest.value), amount: true };
}

/** Below a hundred, or so many hundreds with what follows them; `round` when "cent" was said. */
function frenchHundreds(tokens: readonly Token[], at: number): { end: number; value: number; round: boolean } | null {
  const leading = frenchBelowHundred(tokens, at);
  const scaleAt = leading ? skipHyphen(tokens, leading.end) : at;
  if (!/^cents?$/.test(tokens[scaleAt]?.plain ?? "")) return leading && { ...leading, round: false };
  const value = (leading?.value || 1) * 100;
  const rest = frenchBelowHundred(tokens, skipHyphen(tokens, scaleAt + 1));
  if (!rest || rest.value === 0) return { end: scaleAt + 1, value, round: true };
  return { end: rest.end, value: value + rest.value, round: true };
}
