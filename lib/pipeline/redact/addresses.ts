import { placeEnd, withRest } from "./address-rest.ts";
import { skipAside } from "./corrections.ts";
import type { Find, Language } from "./kinds.ts";
import { numberAt } from "./spoken-numbers.ts";
import { englishStreetEnd, frenchStreetEnd, hasFrenchStreet } from "./streets.ts";
import { findOver, hesitations, phraseEnd, type Token } from "./tokens.ts";

const homeCue =
  /^(live|lives|living|lived|based|born|moved|grew|raised|reside|address|habite|habitent|habitons|habitait|habiter|habitez|vis|vit|vivent|vivons|vecu|grandi|ne|nee|domicilie|domiciliee|demeurant|adresse|deliver|delivery|livraison|livrer|livrez|bought|acheter|achete|installes|road|rue|demenage|commune|moving|staying|home|house|deposez|send|taxi)$/;
/** A date may stand between being born and where: "née le 21 juin 1990 à Brest". */
const homeReach = 14;
const toPlace = /^(in|at|near|to|from|a|au|aux|en|sur|pres|vers|de|d|on)$/;
const streetReach = 5;

/** Street addresses with what belongs to them (flat, place, state, postcode), and places where somebody says to live. */
export function findAddresses(tokens: readonly Token[], text: string, language: Language): Find[] {
  const finds: Find[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const found = postBox(tokens, at, language) ?? flatFirst(tokens, at, language) ?? street(tokens, at, language);
    if (!found) continue;
    const end = withRest(tokens, found.end, language);
    finds.push(findOver(tokens, at, end, "ADDRESS", found.score));
    at = end - 1;
  }
  return [...finds, ...findHomes(tokens, language), ...houseNumbers(tokens, finds, language), ...findPostcodes(text)];
}

interface Part {
  end: number;
  score: number;
}

function isCued(tokens: readonly Token[], at: number, reach: number): boolean {
  return tokens.slice(Math.max(0, at - reach), at).some(({ plain }) => homeCue.test(plain));
}

/** A street with a house number, or one that somebody says to live in. */
function street(tokens: readonly Token[], at: number, language: Language): Part | null {
  const named = /^(number|numero|no|n)$/.test(tokens[at]!.plain) && numberAt(tokens, at + 1, language) ? at + 1 : at;
  const number = houseNumber(tokens, named, language);
  let from = number ?? at;
  if (number !== null && tokens[from]?.text === ",") from++;
  const cued = isCued(tokens, at, streetReach);
  if (language === "en") {
    const end = englishStreetEnd(tokens, from, number !== null);
    if (end === null) return null;
    if (number !== null) return { end, score: 0.95 };
    const own =
      /^(our|my|his|her|their|i|m|on|at|to|in)$/.test(tokens[at - 1]?.plain ?? "") ||
      at === 0 ||
      tokens[at]!.opensSentence;
    return own || cued ? { end, score: cued ? 0.7 : unnumbered(tokens, at, end, language) } : null;
  }
  if (!hasFrenchStreet(tokens, from, language)) return null;
  const end = frenchStreetEnd(tokens, from, language);
  if (end === null) return null;
  const house = number === null && numberBehind(tokens, end, language);
  return { end, score: number !== null ? 0.95 : house || isHamlet(tokens[from]!) ? 0.75 : cued || at < 3 ? 0.6 : 0.4 };
}

/** Without a number a street may be anybody's: "on Great Russell Street" is where a museum is. */
function unnumbered(tokens: readonly Token[], at: number, end: number, language: Language): number {
  const behind = tokens
    .slice(end, end + 4)
    .some((token, i) => /^(number|numero|no)$/.test(token.plain) && numberAt(tokens, end + i + 1, language));
  const before = tokens
    .slice(Math.max(0, at - 3), at)
    .map(({ plain }) => plain)
    .join(" ");
  if (behind) return 0.8;
  return /(?:\bi ['’]? ?m|\bwe ['’]? ?re|\bi am|\bwe are|\bours? is|\bit ['’]? ?s) ?(?:on|at|in)?$/.test(before) ||
    at === 0
    ? 0.6
    : 0.4;
}

function numberBehind(tokens: readonly Token[], end: number, language: Language): boolean {
  return (
    /^(au|numero|le)$/.test(tokens[end]?.plain ?? "") &&
    numberAt(tokens, end + 1, language) !== null &&
    !/^(heures?|euros?)$/.test(tokens[end + 2]?.plain ?? "")
  );
}

const isHamlet = ({ plain }: Token) => /^(residence|lotissement|lieu|hameau|domaine|clos|cite)$/.test(plain);

/** "wexford avenue number two hundred and six", "avenue du parmelan au deux cent six": the number behind a street. */
function houseNumbers(tokens: readonly Token[], streets: readonly Find[], language: Language): Find[] {
  return streets.flatMap(({ to }) => {
    const behind = tokens.findIndex(({ from }) => from >= to);
    if (behind < 0 || !/^(number|au|numero|no)$/.test(tokens[behind]!.plain)) return [];
    const first = tokens[behind + 1]?.plain === "numero" ? behind + 2 : behind + 1;
    const end = houseNumber(tokens, first, language);
    return end === null ? [] : [findOver(tokens, first, end, "ADDRESS", 0.75)];
  });
}

/** House number of up to five digits, said or written; null when there is none. */
function houseNumber(tokens: readonly Token[], at: number, language: Language): number | null {
  let end = at;
  let digits = "";
  for (let part = 0; part < 5; part++) {
    const number = numberAt(tokens, end, language);
    if (!number || digits.length + number.digits.length > 5) break;
    digits += number.digits;
    end = number.end;
    if (tokens[end]?.text === "-" && numberAt(tokens, end + 1, language)) end++;
    else if (hesitations.has(tokens[end]?.plain ?? "") && numberAt(tokens, end + 1, language)) end++;
  }
  if (end === at) return null;
  const letter = tokens[end];
  if (/^(bis|ter|quater)$/.test(letter?.plain ?? "")) end++;
  else if (
    letter &&
    /^[a-h]$/i.test(letter.text) &&
    (letter.from === tokens[end - 1]!.to || startsStreet(tokens, end + 1, language))
  )
    end++;
  return end;
}

function startsStreet(tokens: readonly Token[], at: number, language: Language): boolean {
  return language === "fr" ? hasFrenchStreet(tokens, at, language) : englishStreetEnd(tokens, at, true) !== null;
}

const boxes = ["p o box", "po box", "box", "boite postale", "bp", "cs"].map((phrase) => phrase.split(" "));

/** "P O box 4471", "boîte postale quatre cent douze": the number alone tells. */
function postBox(tokens: readonly Token[], at: number, language: Language): Part | null {
  const phrase = boxes.map((words) => phraseEnd(tokens, at, words)).find((end) => end !== null);
  const end = phrase === undefined || phrase === null ? null : houseNumber(tokens, phrase, language);
  return end === null ? null : { end, score: 0.8 };
}

/** "Flat three, eighty two Gresham Road", "appartement 3, 82 rue Gambetta". */
function flatFirst(tokens: readonly Token[], at: number, language: Language): Part | null {
  if (!/^(flat|apartment|apt|unit|suite|appartement|appart)$/.test(tokens[at]!.plain)) return null;
  const number = numberAt(tokens, at + 1, language);
  if (!number) return null;
  let next = number.end;
  if (/^[a-h]$/i.test(tokens[next]?.text ?? "")) next++;
  if (tokens[next]?.text === "," || /^(at|on|of|au|du|de)$/.test(tokens[next]?.plain ?? "")) next++;
  const behind = street(tokens, next < tokens.length ? next : at, language) ?? namedBuilding(tokens, next);
  return behind && next < tokens.length ? { end: behind.end, score: Math.max(behind.score, 0.85) } : null;
}

/** "flat nine poplar court": a street's last word closes it, without a number of its own. */
function namedBuilding(tokens: readonly Token[], at: number): Part | null {
  const end = tokens[at] ? englishStreetEnd(tokens, at, true) : null;
  return end === null ? null : { end, score: 0.85 };
}

function findHomes(tokens: readonly Token[], language: Language): Find[] {
  return tokens.flatMap((token, at) => {
    if (!toPlace.test(token.plain)) return [];
    const before = tokens.slice(Math.max(0, at - homeReach), at);
    const lives = before.some(({ plain }) =>
      /^(live|lives|living|lived|born|grew|raised|reside|address|habite|habitent|habitons|habitait|vis|vit|vivent|vivons|vecu|grandi|ne|nee|domicilie|domiciliee|demeurant|adresse|box|postale|dit|commune|habiter|moved|demenage|postcode|postal)$/.test(
        plain,
      ),
    );
    if (!lives) return [];
    const close = before.slice(-6).some(({ plain }) => homeCue.test(plain));
    const first = skipAside(tokens, at + 1);
    const end = placeEnd(tokens, first, close && /^(in|at|near|a)$/.test(token.plain) ? language : null);
    return end === null ? [] : [findOver(tokens, first, end, "ADDRESS", 0.7)];
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
