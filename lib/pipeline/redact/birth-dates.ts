import { skipAside } from "./corrections.ts";
import type { Find, Language } from "./kinds.ts";
import { numberAt } from "./spoken-numbers.ts";
import { findOver, hesitations, type Token } from "./tokens.ts";

const cue = /^(born|birth|birthday|birthdate|dob|ne|nee|nes|naissance|anniversaire|natif|native|naquit)$/;
const spelledCue = /\bd o b\b/;
const month =
  /^(january|february|march|april|may|june|july|august|september|october|november|december|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$/;
const ordinal =
  /^(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|twentieth|thirtieth|premier)$/;
const inside = /^(of|the|in|slash|stroke|de|le|en|st|nd|rd|th|er|,|\/|-|\.|un|and|dash|point|d|'|’)$/;
const reachBefore = 9;
const reachAfter = 6;
const longest = 16;

interface SaidDate {
  first: number;
  end: number;
  hasMonth: boolean;
  parts: number;
  digits: number;
  year: number | null;
  /** The first half of a year that is said in two numbers: "nineteen eighty five". */
  century: string | null;
}

/** Dates near words about being born; other dates stay, they tell nothing about who speaks. */
export function findBirthDates(tokens: readonly Token[], language: Language): Find[] {
  const finds: Find[] = [];
  for (let at = 0; at < tokens.length; ) {
    const date = dateAt(tokens, at, language);
    if (!date) {
      at++;
      continue;
    }
    const score = scoreOf(tokens, date, language);
    if (score > 0) finds.push(findOver(tokens, date.first, date.end, "DOB", score));
    at = date.end;
  }
  return finds;
}

function scoreOf(tokens: readonly Token[], date: SaidDate, language: Language): number {
  const full = date.hasMonth ? date.parts >= 2 : date.parts >= 3 || date.digits >= 6;
  const cued = cueBefore(tokens, date.first, language);
  if (cued && (full || (date.parts === 1 && date.year !== null) || date.digits >= 6)) return 0.9;
  if (cueAfter(tokens, date.end) && full) return 0.85;
  if (ownYear(tokens, date.first, language) && (full || date.year !== null || date.digits === 2))
    return full ? 0.85 : 0.65;
  const birthLike = date.year !== null && date.year >= 1920 && date.year <= 2012;
  return date.hasMonth && date.parts >= 3 && birthLike ? 0.5 : 0;
}

/** Across the end of a sentence only when that was a question or a heading: "Date of birth? The second of May". */
function cueBefore(tokens: readonly Token[], first: number, language: Language): boolean {
  for (let at = first - 1; at >= Math.max(0, first - reachBefore); at--) {
    const token = tokens[at]!;
    if (token.text === "." && token.to !== tokens[at + 1]?.from) return false;
    if (isCue(tokens, at, language)) return true;
  }
  const near = tokens.slice(Math.max(0, first - 5), first).map(({ plain }) => plain);
  return spelledCue.test(near.join(" ")) || /\b(?:came into the world|venue? au monde)\b/.test(near.join(" "));
}

/** "ne" is also the French "not", which is never followed by a date. */
function isCue(tokens: readonly Token[], at: number, language: Language): boolean {
  const token = tokens[at]!;
  if (!cue.test(token.plain)) return false;
  const isNot = language === "fr" && token.text.toLowerCase() === "ne";
  return !isNot || /^(le|un|en|premier)$/.test(tokens[at + 1]?.plain ?? "") || tokens[at + 1]?.shape === "digits";
}

function cueAfter(tokens: readonly Token[], end: number): boolean {
  for (let at = end; at < Math.min(tokens.length, end + reachAfter); at++) {
    if (/^[.?!]$/.test(tokens[at]!.text)) return false;
    if (/^(birth|birthday|naissance|anniversaire)$/.test(tokens[at]!.plain)) return true;
  }
  return false;
}

/** "je suis de quatre-vingt-neuf", "je suis du …", "I'm from sixty three": a year or a date that is one's own. */
function ownYear(tokens: readonly Token[], first: number, language: Language): boolean {
  const before = tokens.slice(Math.max(0, first - 4), first).map(({ plain }) => plain);
  const said = before.join(" ");
  return language === "fr"
    ? /(?:suis|est|etes|sommes) (?:du|de|d ['’]|de l annee)$/.test(said)
    : /(?:i ['’]? ?m|i am|she ['’]? ?s|he ['’]? ?s)(?: from| the)?$/.test(said);
}

/** The date that starts here: numbers, ordinals and a month, joined by what may stand between them. */
function dateAt(tokens: readonly Token[], first: number, language: Language): SaidDate | null {
  const start = tokens[first]!;
  if (
    !isDatePart(tokens, first, language) ||
    (/^(second|may|mar|first)$/.test(start.plain) && !startsDate(tokens, first, language))
  )
    return null;
  const date: SaidDate = { first, end: first, hasMonth: false, parts: 0, digits: 0, year: null, century: null };
  for (let at = first; at < Math.min(tokens.length, first + longest); ) {
    if (tokens[at]!.opensSentence && at > first) break;
    const number = numberAt(tokens, at, language);
    if (number || isDatePart(tokens, at, language)) {
      date.parts++;
      if (month.test(tokens[at]!.plain)) date.hasMonth = true;
      if (number) {
        date.digits += number.digits.length;
        takeYear(date, number.digits);
      }
      date.end = at = number ? number.end : at + 1;
    } else if (inside.test(tokens[at]!.plain) || hesitations.has(tokens[at]!.plain)) at++;
    else {
      const behind = skipAside(tokens, at);
      if (behind === at || !isDatePart(tokens, behind, language)) break;
      at = behind;
    }
  }
  if (date.parts === 1 && date.digits === 0 && !date.hasMonth) return null;
  return date.hasMonth && date.parts === 1 ? null : date;
}

function takeYear(date: SaidDate, digits: string): void {
  if (digits.length === 4) date.year = Number(digits);
  else if (date.century && digits.length === 2) date.year = Number(date.century + digits);
  date.century = digits === "19" || digits === "20" ? digits : null;
}

function startsDate(tokens: readonly Token[], first: number, language: Language): boolean {
  const next = tokens[first + 1]?.plain ?? "";
  return (
    /^(of|the)$/.test(next) || month.test(next) || ordinal.test(next) || numberAt(tokens, first + 1, language) !== null
  );
}

function isDatePart(tokens: readonly Token[], at: number, language: Language): boolean {
  const plain = tokens[at]?.plain ?? "";
  return month.test(plain) || ordinal.test(plain) || numberAt(tokens, at, language) !== null;
}
