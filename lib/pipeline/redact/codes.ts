import { skipAside } from "./corrections.ts";
import type { Language } from "./kinds.ts";
import { numberAt } from "./spoken-numbers.ts";
import { hesitations, type Token } from "./tokens.ts";

/** Letters and digits that somebody spells: "b as in bravo seven four", "GK-482-TS", "p r z y b y l". */
export interface Code {
  first: number;
  end: number;
  /** Upper case, signs left out. */
  text: string;
  letters: number;
  digits: number;
  /** In how many pieces it was said. */
  parts: number;
}

const spokenLetters: ReadonlyMap<string, string> = new Map(
  (
    "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa quebec " +
    "romeo sierra tango uniform victor whiskey whisky xray yankee zulu"
  )
    .split(" ")
    .map((word) => [word, word[0]!.toUpperCase()] as const),
);
const likeWord = /^(as|like|for|comme)$/;
/** They say what the number behind them is. */
const abbreviation =
  /^(DOB|SSN|NHS|PIN|IBAN|REF|ID|NI|ZIP|NIR|CVV|CVC|TEL|ORDER|NO|RIB|BP|CS|PO|BOX|RN|AM|PM|TVA|NUM|VIN|MRN|EXT)$/;
const apostrophe = /^['’]$/;
const joints = /^(dash|hyphen|slash|tiret|underscore|space|espace)$/;

interface Piece {
  end: number;
  letters: string;
  digits: string;
}

/** All runs of at least two pieces of which one is a letter, or single pieces that mix letters and digits. */
export function codesIn(tokens: readonly Token[], language: Language): Code[] {
  const codes: Code[] = [];
  for (let at = 0; at < tokens.length; ) {
    const code = codeFrom(tokens, at, language);
    if (code && code.letters > 0) codes.push(code);
    // Digits without a letter were read to their end too: nothing in them is read twice.
    at = code ? code.end : at + 1;
  }
  return codes;
}

function codeFrom(tokens: readonly Token[], first: number, language: Language): Code | null {
  let piece = pieceAt(tokens, first, language);
  if (!piece) return null;
  const code: Code = { first, end: piece.end, text: "", letters: 0, digits: 0, parts: 0 };
  while (piece) {
    code.text += piece.letters + piece.digits;
    code.letters += piece.letters.length;
    code.digits += piece.digits.length;
    code.parts++;
    code.end = piece.end;
    const next = skipBetween(tokens, piece.end);
    piece = tokens[next]?.opensSentence ? null : pieceAt(tokens, next, language);
  }
  return code;
}

function skipBetween(tokens: readonly Token[], at: number): number {
  const token = tokens[at];
  if (token && (/^[-./]$/.test(token.text) || joints.test(token.plain) || hesitations.has(token.plain))) return at + 1;
  return tokens[at]?.text === "," &&
    tokens[at + 1]?.shape === "word" &&
    tokens[at + 1]!.text.length > 1 &&
    !spokenLetters.has(tokens[at + 1]!.plain)
    ? at
    : skipAside(tokens, at);
}

/** One spelled letter, a letter word ("bravo"), a double one, a number, or a short piece in capitals ("KX"). */
function pieceAt(tokens: readonly Token[], at: number, language: Language): Piece | null {
  const token = tokens[at];
  if (!token) return null;
  const twice = /^(double|deux|two)$/.test(token.plain) ? tokens[at + 1] : undefined;
  if (twice && isLetter(tokens, at + 1, language) && twice.plain !== "a" && twice.plain !== "y")
    return { end: at + 2, letters: twice.plain.toUpperCase().repeat(2), digits: "" };
  const number = numberAt(tokens, at, language);
  if (number && !(token.plain === "o" && (isLetter(tokens, at + 1, language) || isLetter(tokens, at - 1, language))))
    return { end: number.end, letters: "", digits: number.digits };
  if (token.shape !== "word") return null;
  if (token.plain === "x" && tokens[at + 1]?.text === "-" && tokens[at + 2]?.plain === "ray")
    return { end: at + 3, letters: "X", digits: "" };
  if (isLetter(tokens, at, language))
    return { end: behindLikeness(tokens, at + 1, token.plain), letters: token.text.toUpperCase(), digits: "" };
  const spoken = spokenLetters.get(token.plain);
  if (spoken) return { end: at + 1, letters: spoken, digits: "" };
  const capitals =
    token.text.length <= 6 &&
    token.text === token.text.toUpperCase() &&
    !abbreviation.test(token.text) &&
    touchesDigits(tokens, at);
  return capitals ? { end: at + 1, letters: token.text, digits: "" } : null;
}

/** A letter by itself; an elided one ("l'eau") and the words "a", "I", "y", "à" are none unless letters stand beside them. */
function isLetter(tokens: readonly Token[], at: number, language: Language): boolean {
  const token = tokens[at];
  if (token?.shape !== "word" || token.text.length !== 1 || apostrophe.test(tokens[at + 1]?.text ?? "")) return false;
  if (apostrophe.test(tokens[at - 1]?.text ?? "") && tokens[at - 1]!.to === token.from) return false;
  const isWord = language === "en" ? /^[ai]$/i.test(token.text) : /^[aày]$/i.test(token.text);
  if (!isWord) return true;
  const beside = [tokens[at - 1], tokens[at + 1]];
  const closes = !tokens[at + 1] || tokens[at + 1]!.shape === "sign";
  if (closes && at > 0 && numberAt(tokens, at - 1, language)) return true;
  return (
    beside.some((one) => one?.shape === "word" && one.text.length === 1 && !/^[aàiy]$/i.test(one.text)) ||
    (token.capital && beside.some((one) => one?.shape === "digits"))
  );
}

/** "b as in bravo", "n for november", "b comme bernard". */
function behindLikeness(tokens: readonly Token[], at: number, letter: string): number {
  if (!likeWord.test(tokens[at]?.plain ?? "")) return at;
  const word = tokens[at + 1]?.plain === "in" ? at + 2 : at + 1;
  return tokens[word]?.text.length !== 1 && tokens[word]?.plain.startsWith(letter) ? word + 1 : at;
}

function touchesDigits(tokens: readonly Token[], at: number): boolean {
  const near = (index: number, step: number) => {
    const one = tokens[index];
    return one?.text === "-" ? tokens[index + step]?.shape : one?.shape;
  };
  return near(at - 1, -1) === "digits" || near(at + 1, 1) === "digits";
}
