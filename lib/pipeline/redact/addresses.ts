import type { Find, Language } from "./kinds.ts";
import { placeNames, states } from "./places.ts";
import { numberAt } from "./spoken-numbers.ts";
import { findOver, type Token } from "./tokens.ts";

const englishStreet =
  /^(street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|place|way|square|terrace|close|crescent|highway|parkway|gardens|grove|row|hill)$/;
const frenchStreet =
  /^(rue|avenue|boulevard|place|chemin|impasse|allee|allees|quai|cours|route|square|passage|lotissement|residence|faubourg|sentier|ruelle|villa)$/;
const frenchLink = /^(de|des|du|d|la|le|les|l|aux|au|saint|sainte|general|docteur|marechal|faubourg|'|’|-)$/;
const unit = /^(apartment|apt|suite|unit|flat|floor|number|appartement|appart|batiment|bat|etage|escalier|porte)$/;
const notInStreet =
  /^(the|a|an|this|that|my|your|his|her|our|their|of|to|on|in|at|for|with|from|down|up|across|along|block|blocks|minute|minutes|hour|hours|mile|miles|day|days|people|way|more|good|nice|other|is|was|are|and|or|car|cars|long|short|percent|dollars|times|and|per|no|best|first|last)$/;
const homeCue =
  /^(live|lives|living|lived|based|born|moved|grew|raised|reside|address|habite|habitent|habitons|habitait|vis|vit|vivent|vivons|grandi|ne|nee|domicilie|domiciliee|demeurant|adresse)$/;
/** A date may stand between being born and where: "née le 21 juin 1990 à Brest". */
const homeReach = 14;
const toPlace = /^(in|at|near|to|from|a|au|aux|en|sur|pres|vers)$/;
const frenchEnd =
  /^(et|au|aux|a|dans|pour|c|je|on|vous|il|elle|puis|mais|avec|derriere|devant|ou|est|sont|qui|que|chez|voila|s|jusqu)$/;

/** Street addresses with what belongs to them (flat, place, state, postcode), and places where somebody says to live. */
export function findAddresses(tokens: readonly Token[], text: string, language: Language): Find[] {
  const finds: Find[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const found = language === "en" ? englishAddress(tokens, at) : frenchAddress(tokens, at);
    if (!found) continue;
    const end = withRest(tokens, found.end, language);
    finds.push(findOver(tokens, at, end, "ADDRESS", found.score));
    at = end - 1;
  }
  return [...finds, ...findHomes(tokens), ...findPostcodes(text)];
}

/** House number of up to five digits, said or written; null when it is an amount such as "three hundred". */
function houseNumber(tokens: readonly Token[], at: number, language: Language): number | null {
  let end = at;
  let digits = "";
  for (let part = 0; part < 5; part++) {
    const number = numberAt(tokens, end, language);
    if (!number || digits.length + number.digits.length > 5) break;
    digits += number.digits;
    end = number.end;
    if (tokens[end]?.text === "-" && numberAt(tokens, end + 1, language)) end++;
  }
  if (end === at) return null;
  const letter = tokens[end];
  if (/^(bis|ter|quater)$/.test(letter?.plain ?? "")) end++;
  else if (letter && /^[a-h]$/i.test(letter.text) && letter.from === tokens[end - 1]!.to) end++;
  return end;
}

function englishAddress(tokens: readonly Token[], at: number): { end: number; score: number } | null {
  const number = houseNumber(tokens, at, "en");
  const named = number ?? at;
  for (let street = named + 1; street <= named + 4; street++) {
    const token = tokens[street];
    const name = tokens[street - 1];
    if (!token || !name || name.shape === "sign" || notInStreet.test(name.plain)) return null;
    if (!englishStreet.test(token.plain)) continue;
    if (number !== null) return { end: street + 1, score: 0.95 };
    // Without a number only a name with capitals is a street: "Maple Avenue", not "a nice place".
    const named = token.capital && name.capital && !tokens[at]!.opensSentence;
    const cued = tokens.slice(Math.max(0, at - 3), at).some(({ plain }) => homeCue.test(plain));
    return street === at + 1 && (named || cued) ? { end: street + 1, score: 0.6 } : null;
  }
  return null;
}

function frenchAddress(tokens: readonly Token[], at: number): { end: number; score: number } | null {
  const number = houseNumber(tokens, at, "fr");
  let street = number ?? at;
  if (number !== null && tokens[street]?.text === ",") street++;
  if (!frenchStreet.test(tokens[street]?.plain ?? "")) return null;
  let name = street + 1;
  while (frenchLink.test(tokens[name]?.plain ?? "")) name++;
  const first = tokens[name];
  if (!first || first.shape === "sign") return null;
  const cued = tokens.slice(Math.max(0, at - 4), at).some(({ plain }) => homeCue.test(plain));
  if (number === null && !first.capital && !cued) return null;
  let end = name + 1;
  while (end < name + 4 && isNamePart(tokens, end, first.capital)) end++;
  if (tokens[end - 1]?.shape === "sign") end--;
  return { end, score: number === null ? 0.6 : 0.95 };
}

/** Further words of a French street name: with capitals while there are any, else one more word at most. */
function isNamePart(tokens: readonly Token[], at: number, capitals: boolean): boolean {
  const token = tokens[at];
  if (!token || token.opensSentence || token.shape === "digits") return false;
  if (token.text === "-" || token.text === "'" || token.text === "’") return true;
  if (token.shape === "sign" || frenchEnd.test(token.plain) || numberAt(tokens, at, "fr")) return false;
  return capitals
    ? token.capital || /^(de|des|du|d|la|le|les|l)$/.test(token.plain)
    : /^(de|des|du|d|la|le|les|l)$/.test(tokens[at - 1]!.plain);
}

/** Flat, floor, place, state and postcode behind a street. */
function withRest(tokens: readonly Token[], streetEnd: number, language: Language): number {
  let end = streetEnd;
  for (let part = 0; part < 6; part++) {
    let at = end;
    while (/^(,|\.|in|a|-)$/.test(tokens[at]?.plain ?? "") && !tokens[at + 1]?.opensSentence && at - end < 2) at++;
    if (unit.test(tokens[at]?.plain ?? "")) {
      const number = numberAt(tokens, at + 1, language);
      const after = number?.end ?? at + 2;
      end = number && /^[a-h]$/i.test(tokens[after]?.text ?? "") ? after + 1 : Math.min(tokens.length, after);
      continue;
    }
    const place = placeEnd(tokens, at) ?? postcodeEnd(tokens, at, language);
    if (place === null) break;
    end = place;
  }
  return end;
}

/** Token after a place name: a known one, a state, or up to three words with capitals. */
function placeEnd(tokens: readonly Token[], at: number): number | null {
  for (let words = 5; words >= 1; words--) {
    const part = tokens.slice(at, at + words);
    const name = part.filter(({ text }) => text !== "-").map(({ plain }) => plain);
    if (
      part.length === words &&
      part.at(-1)!.shape === "word" &&
      (placeNames.has(name.join(" ")) || states.has(name.join(" ")))
    ) {
      return at + words;
    }
  }
  let end = at;
  while (end < at + 4 && tokens[end]?.capital && !tokens[end]!.opensSentence && tokens[end]!.plain !== "i") {
    end++;
    if (tokens[end]?.text === "-" && tokens[end + 1]?.capital) end++;
  }
  return end > at ? end : null;
}

/** Five digits, also said as "soixante neuf zéro zéro trois". */
function postcodeEnd(tokens: readonly Token[], at: number, language: Language): number | null {
  let digits = "";
  let end = at;
  while (digits.length < 5) {
    const number = numberAt(tokens, end, language);
    if (!number) return null;
    digits += number.digits;
    end = number.end;
  }
  return digits.length === 5 ? end : null;
}

function findHomes(tokens: readonly Token[]): Find[] {
  return tokens.flatMap((token, at) => {
    if (!toPlace.test(token.plain)) return [];
    const cued = tokens.slice(Math.max(0, at - homeReach), at).some(({ plain }) => homeCue.test(plain));
    const end = cued ? placeEnd(tokens, at + 1) : null;
    return end === null ? [] : [findOver(tokens, at + 1, end, "ADDRESS", 0.7)];
  });
}

function findPostcodes(text: string): Find[] {
  return [...text.matchAll(/\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/g)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    kind: "ADDRESS",
    score: 0.9,
  }));
}
