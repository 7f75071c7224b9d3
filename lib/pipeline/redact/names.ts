import { firstNames, lastNames } from "./first-names.ts";
import type { Find, Language } from "./kinds.ts";
import { type Looks, looksOf } from "./lexicon.ts";
import {
  areBothPlural,
  doesSomething,
  endsHere,
  isAcronym,
  isDescription,
  isExplained,
  isTold,
  isVerbHere,
  opensClause,
  opensWithComma,
} from "./name-context.ts";
import { afterOwnName, cuesOf, type Strength, titles } from "./name-cues.ts";
import { findOver, hesitations, phraseEnd, type Token } from "./tokens.ts";

const particles = /^(de|du|des|d|le|la|van|von|der|den|da|di|dos|das|el|al|ben|bin|mac|mc|o|st|saint|sainte|abu|ibn)$/;
const mostNameTokens = 9;
const mostSigns = 3;

interface Reading {
  tokens: readonly Token[];
  looks: readonly Looks[];
  language: Language;
}

/** Names by the words before and after them, by titles, and by what a word looks like. */
export function findNames(tokens: readonly Token[], language: Language): Find[] {
  const reading: Reading = { tokens, looks: tokens.map((token) => looksOf(token, language)), language };
  const finds: Find[] = [];
  for (let at = 0; at < tokens.length; at++) {
    for (const found of [afterCue(reading, at), afterTitle(reading, at), byLooks(reading, at)])
      if (found) finds.push(found);
  }
  return [...finds, ...besides(reading, finds)];
}

/** "Holland or Hollandsworth", "not Martin, Martinez": a word beside a name is one too when no dictionary has it. */
function besides(reading: Reading, finds: readonly Find[]): Find[] {
  const { tokens, looks } = reading;
  const ends = new Set(finds.filter(({ score }) => score >= 0.6).map(({ to }) => to));
  return tokens.flatMap((token, at) => {
    if (!ends.has(token.to)) return [];
    const next = /^(or|ou|not|pas|and|et|,)$/.test(tokens[at + 1]?.plain ?? "") ? at + 2 : at + 1;
    const known = next < tokens.length && /^(unknown|last)$/.test(looks[next]!) && next > at + 1;
    return known ? [findOver(tokens, next, nameEnd(reading, next, false), "NAME", 0.6)] : [];
  });
}

/** The longest cue that stands here, and what follows it. */
function afterCue(reading: Reading, at: number): Find | null {
  const { tokens, language } = reading;
  for (const { words, strength } of cuesOf[language].get(tokens[at]!.plain) ?? []) {
    const behind = phraseEnd(tokens, at, words);
    if (behind === null) continue;
    const first = skipHesitation(tokens, behind);
    const score = first === null ? 0 : scoreAfter(reading, first, strength);
    if (first === null || score === 0) continue;
    const end = nameEnd(reading, first, strength === "told");
    // Two words that no dictionary has, side by side, are rarely anything else.
    const pair = score < 0.6 && hasSurname(reading, first, end);
    return findOver(tokens, first, end, "NAME", pair ? 0.65 : score);
  }
  return null;
}

const scores: Record<Strength, Record<Looks, number>> = {
  told: { first: 0.95, everyday: 0.9, last: 0.9, unknown: 0.9, ordinary: 0.7, never: 0 },
  led: { first: 0.9, everyday: 0.6, last: 0.85, unknown: 0.75, ordinary: 0, never: 0 },
  greeted: { first: 0.9, everyday: 0.6, last: 0.8, unknown: 0.65, ordinary: 0, never: 0 },
  near: { first: 0.85, everyday: 0, last: 0.6, unknown: 0.4, ordinary: 0, never: 0 },
};

function scoreAfter({ tokens, looks, language }: Reading, first: number, strength: Strength): number {
  const token = tokens[first]!;
  const look = looks[first]!;
  const proper = token.capital && !token.opensSentence && !isAcronym(token);
  const base = scores[strength][look];
  if (look === "never") return 0;
  if (look === "everyday" && !proper && strength === "greeted" && isVerbHere(tokens, first)) return 0;
  if (/^(everyday|unknown)$/.test(look) && strength === "near" && isTold(tokens, first)) return 0.6;
  if (look === "unknown" && strength === "greeted" && isDescription(token, language)) return 0.4;
  if (look === "ordinary" && strength === "told" && !proper && !endsHere(tokens, first + 1)) return 0;
  if (!proper) return base;
  if (look === "ordinary") return strength === "told" ? 0.8 : strength === "led" ? 0.6 : 0;
  return Math.max(base, look === "everyday" ? 0.6 : look === "unknown" && strength !== "near" ? 0.7 : 0.55);
}

/** First token of what comes after signs and hesitation; null at the end of a sentence. */
function skipHesitation(tokens: readonly Token[], at: number): number | null {
  let next = at;
  while (
    next < at + mostSigns &&
    (/^[,:'’"«-]$/.test(tokens[next]?.text ?? "") || hesitations.has(tokens[next]?.plain ?? ""))
  )
    next++;
  const token = tokens[next];
  return token?.shape === "word" && !(token.opensSentence && next > 0 && /^[.!]$/.test(tokens[next - 1]!.text))
    ? next
    : null;
}

/** Before a title these lead to somebody who is spoken of; "merci monsieur" leads to nobody. */
const toSomebody =
  /^(demand\w*|ask|see|voir|avec|with|chez|pour|for|a|to|de|from|parler|est|is|nom|appel\w*|rappel\w*|une|un|by|le|la|passer|cherche|vu|and|et|through|you|through|seen|as|tell|that)$/;

function afterTitle(reading: Reading, at: number): Find | null {
  const { tokens, looks } = reading;
  if (!titles.has(tokens[at]!.plain)) return null;
  if (tokens[at]!.text === "m") return null;
  let first = tokens[at + 1]?.text === "." ? at + 2 : at + 1;
  const article = first;
  while (particles.test(tokens[first]?.plain ?? "") && tokens[first + 1]?.shape === "word" && first < article + 3)
    first++;
  const token = tokens[first];
  if (token?.shape !== "word" || looks[first] === "never") return null;
  const led = toSomebody.test(tokens[at - 1]?.plain ?? "") && token.plain.length > 3;
  const named = looks[first] !== "ordinary" || (token.capital && !isAcronym(token)) || led;
  return named
    ? findOver(tokens, at, nameEnd(reading, first, led), "NAME", looks[first] === "ordinary" ? 0.8 : 0.9)
    : null;
}

const placeBefore =
  /^(in|at|near|around|on|en|vers|sur|the|le|la|les|du|des|un|une|of|l|ce|cette|to|au|aux|my|ma|mon|your|votre|a)$/;

/** A first name anywhere; other words only where their capital or their neighbour speaks for them. */
function byLooks(reading: Reading, at: number): Find | null {
  const { tokens, looks, language } = reading;
  const token = tokens[at]!;
  const look = looks[at]!;
  if (look === "never") return null;
  const proper = token.capital && !token.opensSentence && !isAcronym(token);
  const end = nameEnd(reading, at, false);
  if (look === "first") return findOver(tokens, at, end, "NAME", 0.75);
  if (look === "everyday" && proper) return findOver(tokens, at, end, "NAME", 0.6);
  const own = namesThemselves(tokens, end, language);
  if (isExplained(tokens, end) && !/^(the|a|an|un|une|le|la|les|l)$/.test(tokens[at - 1]?.plain ?? ""))
    return findOver(tokens, at, end, "NAME", look === "ordinary" ? 0.6 : 0.75);
  if (look === "everyday" && ((own && opensClause(tokens, at)) || hasSurname(reading, at, end)))
    return findOver(tokens, at, end, "NAME", 0.65);
  if (look === "everyday" && opensWithComma(tokens, at, end)) return findOver(tokens, at, end, "NAME", 0.55);
  const acts = look === "unknown" && opensClause(tokens, at) && doesSomething(tokens, end, language);
  const pair =
    look === "unknown" &&
    hasSurname(reading, at, end) &&
    !placeBefore.test(tokens[at - 1]?.plain ?? "") &&
    !areBothPlural(tokens, at, end);
  if (look === "last" || (look === "unknown" && (own || proper || acts || pair || opensWithComma(tokens, at, end)))) {
    const place = placeBefore.test(tokens[at - 1]?.plain ?? "") && !own;
    return findOver(tokens, at, end, "NAME", own ? 0.7 : place ? 0.4 : look === "last" ? 0.6 : 0.55);
  }
  return null;
}

function namesThemselves(tokens: readonly Token[], end: number, language: Language): boolean {
  return afterOwnName[language].some((phrase) => phraseEnd(tokens, end, phrase) !== null);
}

function hasSurname({ looks }: Reading, at: number, end: number): boolean {
  return end > at + 1 && /^(last|unknown)$/.test(looks[end - 1]!);
}

/** Token after the name that starts here: particles, hyphens, further names and unknown words belong to it. */
function nameEnd(reading: Reading, first: number, told: boolean): number {
  const { tokens, looks } = reading;
  const start = tokens[first]!;
  let end = first + 1;
  for (let at = end; at < Math.min(tokens.length, first + mostNameTokens); at++) {
    const token = tokens[at]!;
    if (token.opensSentence) break;
    const joined = /^[-'’]$/.test(token.text) && token.from === tokens[at - 1]!.to && tokens[at + 1]?.from === token.to;
    if (joined && !(token.text !== "-" && tokens[at + 1]?.plain === "s")) {
      if (tokens[at + 1]!.shape !== "word") break;
      end = at + 2;
      at++;
    } else if (
      /^[odlnm]$/.test(token.plain) &&
      /^['’]$/.test(tokens[at + 1]?.text ?? "") &&
      tokens[at + 2] &&
      looks[at + 2] !== "never" &&
      at === end &&
      !/^[ldnm]$/.test(token.text)
    ) {
      end = at + 3;
      at += 2;
    } else if (particles.test(token.plain) && goesOn(reading, at + 1, start)) end = at + 2;
    else if (goesOn(reading, at, start)) end = at + 1;
    else if (told && at === end && looks[at] === "ordinary" && token.plain.length > 3 && endsHere(tokens, at + 1))
      end = at + 1;
    else break;
  }
  return end;
}

/** Whether the word may be a further part of a name that began with `start`. */
function goesOn({ tokens, looks }: Reading, at: number, start: Token): boolean {
  const token = tokens[at];
  if (!token || token.opensSentence || token.shape !== "word") return false;
  const look = looks[at]!;
  if (particles.test(token.plain)) return start.capital ? token.capital : false;
  if (look === "first" || look === "last" || look === "unknown") return !(start.capital && !token.capital);
  if (!start.capital && lastNames.has(token.plain) && firstNames.has(start.plain) && look === "ordinary")
    return endsHere(tokens, at + 1);
  if (token.capital) return look !== "never" && !isAcronym(token);
  return look === "everyday" && !start.capital && endsHere(tokens, at + 1);
}
