import type { Find, Language } from "./kinds.ts";
import { domainEnding, joint } from "./spoken-addresses.ts";
import { numberAt } from "./spoken-numbers.ts";
import { findOver, hesitations, type Token } from "./tokens.ts";

const dot = /^(dot|point|\.)$/;
const provider =
  /^(gmail|googlemail|yahoo|hotmail|outlook|icloud|proton|protonmail|aol|orange|wanadoo|laposte|sfr|live|msn|fastmail|gmx|btinternet|comcast|videotron|bluewin|skynet|bbox|numericable)$/;
const notInAddress = new Set(
  (
    "is it s at to email emails mail mails e address my your his her the me on as and or of by send write was that this are yes so for use be would goes through type in " +
    "can you could please resend reach contact copy cc i ve m got just a it'd d ll him them us drop line via try photos went changed now want sent " +
    "est c adresse mon ma votre son sa l la le un une a au et ou par sur en d de du courriel oui alors euh uh um voila mettez serait pour les parties chez passe tapez maintenant ecrivez moi envoyez ecrire renvoyer ce ca ouais yeah well okay"
  ).split(" "),
);
/** Only as a part of what is read out: "the letter b then conteh", "big dog lenny all one word". */
const insideOnly =
  /^(then|puis|letter|lettre|all|one|word|tout|toute|attache|attaches|bas|du|the|la|lower|case|minuscule|minuscules|in)$/;
const mostDomainWords = 5;
const mostLooseWords = 3;

/** E-mail addresses as written and as said: "john dot smith at gmail dot com", "paul point martin arobase orange point fr". */
export function findEmails(tokens: readonly Token[], text: string, language: Language): Find[] {
  const written = [
    ...text.matchAll(/(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,254}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,5}/gu),
  ].map((match): Find => ({ from: match.index, to: match.index + match[0].length, kind: "EMAIL", score: 0.99 }));
  const said = tokens.flatMap((token, at) => {
    if (!isAt(token, language) || at === 0) return [];
    const end = domainEnd(tokens, at + 1);
    if (end === null) return [];
    const first = localStart(tokens, at, language);
    return first === null ? [] : [findOver(tokens, first, end, "EMAIL", 0.95)];
  });
  return [...written, ...said];
}

function isAt({ plain, text }: Token, language: Language): boolean {
  return (
    plain === "arobase" ||
    plain === "arobas" ||
    plain === "at" ||
    text === "@" ||
    (language === "fr" && plain === "chez")
  );
}

/** Token after the domain that starts here, or null when what follows is no domain. */
function domainEnd(tokens: readonly Token[], at: number): number | null {
  let name = at;
  while (name < at + mostDomainWords && tokens[name] && !dot.test(tokens[name]!.plain)) {
    if (tokens[name]!.opensSentence) return null;
    if (provider.test(tokens[name]!.plain) && !dot.test(tokens[name + 1]?.plain ?? "")) return name + 1;
    name++;
  }
  let end: number | null = null;
  while (name > at && dot.test(tokens[name]?.plain ?? "") && tokens[name + 1] && !tokens[name + 1]!.opensSentence) {
    if (domainEnding.test(tokens[name + 1]!.plain)) end = name + 2;
    name += 2;
    // "at blue barn dot something dash more dot org"
    while (joint.test(tokens[name]?.plain ?? "") && !dot.test(tokens[name]!.plain)) name += 2;
  }
  return end;
}

/** First token of the part before the "at": joined words, spelled letters, numbers, and a few loose words. */
function localStart(tokens: readonly Token[], at: number, language: Language): number | null {
  let first = at;
  let loose = 0;
  while (first > 0 && at - first < 24) {
    const before = tokens[first - 1]!;
    if (tokens[first]?.opensSentence && first < at) break;
    const jointBefore = first < at && joint.test(before.plain);
    if (jointBefore && first > 1 && tokens[first - 2]!.shape !== "sign")
      first = pieceStart(tokens, first - 2, language);
    else if (isPiece(tokens, first - 1, language) || hesitations.has(before.plain)) first--;
    else if (insideOnly.test(before.plain) && hasMoreBefore(tokens, first - 1)) first--;
    else if (before.shape === "word" && !notInAddress.has(before.plain) && loose < mostLooseWords) {
      first--;
      loose++;
    } else break;
  }
  while (first < at && (hesitations.has(tokens[first]!.plain) || joint.test(tokens[first]!.plain))) first++;
  return first < at ? first : null;
}

/** "underscore" is said "tiret du bas" in French: its words count as one. */
function pieceStart(tokens: readonly Token[], at: number, language: Language): number {
  const low = language === "fr" && tokens[at]?.plain === "du" && tokens[at - 1]?.plain === "tiret";
  return low ? Math.max(0, at - 2) : at;
}

function hasMoreBefore(tokens: readonly Token[], at: number): boolean {
  const [before, here] = [tokens[at - 1]?.plain ?? "", tokens[at]!.plain];
  if (/^(bas|du)$/.test(here)) return /^(du|tiret)$/.test(before);
  if (/^(the|la)$/.test(here)) return /^(letter|lettre)$/.test(tokens[at + 1]?.plain ?? "");
  return tokens[at - 1]?.shape === "word";
}

/** A spelled letter or a number; "a" and "à" are words. */
function isPiece(tokens: readonly Token[], at: number, language: Language): boolean {
  const token = tokens[at]!;
  const beside = [tokens[at - 1], tokens[at + 1]].some(
    (one) => one?.shape === "word" && one.text.length === 1 && one.plain !== "i",
  );
  const letter = token.shape === "word" && token.text.length === 1 && (beside || !notInAddress.has(token.plain));
  const alone =
    /^[sedlcm]$/.test(token.plain) &&
    token.text.length === 1 &&
    !/^['’]$/.test(tokens[at - 1]?.text ?? "") &&
    !/^['’]$/.test(tokens[at + 1]?.text ?? "");
  return letter || alone || numberInside(tokens, at, language);
}

function numberInside(tokens: readonly Token[], at: number, language: Language): boolean {
  if (numberAt(tokens, at, language) !== null) return true;
  return (
    language === "fr" &&
    tokens[at]!.plain === "et" &&
    numberAt(tokens, at - 1, language) !== null &&
    numberAt(tokens, at + 1, language) !== null
  );
}
