import type { Find, Language } from "./kinds.ts";
import { numberAt } from "./spoken-numbers.ts";
import { findOver, type Token } from "./tokens.ts";

const dot = /^(dot|point|\.)$/;
const joint = /^(dot|point|underscore|dash|hyphen|tiret|minus|plus|\.|_|-|\+)$/;
const ending = /^(com|org|net|edu|gov|fr|uk|co|io|de|be|ch|ca|info|eu|me|us|biz|dev|app)$/;
const provider =
  /^(gmail|googlemail|yahoo|hotmail|outlook|icloud|proton|protonmail|aol|orange|wanadoo|laposte|sfr|live|msn)$/;
const notInAddress = new Set(
  (
    "is it s at to email mail e address my your his her the me on as and or of by send write was that this are yes so " +
    "est c adresse mon ma votre son sa l la le un une a au et ou par sur en d de du courriel oui alors euh uh um voila"
  ).split(" "),
);
const mostDomainWords = 3;
const mostLooseWords = 2;

/** E-mail addresses as written and as said: "john dot smith at gmail dot com", "paul point martin arobase orange point fr". */
export function findEmails(tokens: readonly Token[], text: string, language: Language): Find[] {
  const written = [...text.matchAll(/[\p{L}\d._%+-]{1,64}@[\p{L}\d.-]{1,255}/gu)].map(
    (match): Find => ({ from: match.index, to: match.index + match[0].length, kind: "EMAIL", score: 0.99 }),
  );
  const said = tokens.flatMap((token, at) => {
    if (!isAt(token.plain, language) || at === 0) return [];
    const end = domainEnd(tokens, at + 1);
    return end === null ? [] : [findOver(tokens, localStart(tokens, at, language), end, "EMAIL", 0.95)];
  });
  return [...written, ...said];
}

function isAt(word: string, language: Language): boolean {
  return word === "arobase" || word === "arobas" || word === "at" || (language === "fr" && word === "chez");
}

/** Token after the domain that starts here, or null when what follows is no domain. */
function domainEnd(tokens: readonly Token[], at: number): number | null {
  let name = at;
  while (name < at + mostDomainWords && tokens[name] && !dot.test(tokens[name]!.plain)) {
    if (provider.test(tokens[name]!.plain) && !dot.test(tokens[name + 1]?.plain ?? "")) return name + 1;
    name++;
  }
  let end: number | null = null;
  while (name > at && dot.test(tokens[name]?.plain ?? "") && tokens[name + 1]) {
    if (ending.test(tokens[name + 1]!.plain)) end = name + 2;
    name += 2;
  }
  return end;
}

/** First token of the part before the "at": joined words, spelled letters, numbers, and up to two loose words. */
function localStart(tokens: readonly Token[], at: number, language: Language): number {
  let first = at - 1;
  let loose = 0;
  while (first > 0) {
    const before = tokens[first - 1]!;
    const jointBefore = joint.test(before.plain) && !tokens[first]!.opensSentence;
    if (jointBefore && first > 1) first -= 2;
    else if (isPiece(tokens, first - 1, language)) first--;
    else if (before.shape === "word" && !notInAddress.has(before.plain) && loose < mostLooseWords) {
      first--;
      loose++;
    } else break;
  }
  return first;
}

/** A spelled letter or a number; "a" and "à" are words. */
function isPiece(tokens: readonly Token[], at: number, language: Language): boolean {
  const token = tokens[at]!;
  const letter = token.shape === "word" && token.text.length === 1 && !notInAddress.has(token.plain);
  return letter || numberAt(tokens, at, language) !== null;
}
