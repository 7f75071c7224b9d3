import type { Language } from "./kinds.ts";
import { isOrdinary, isPlace } from "./lexicon.ts";
import { placeNames, stateCode, states } from "./places.ts";
import { numberAt } from "./spoken-numbers.ts";
import { englishStreet } from "./streets.ts";
import type { Token } from "./tokens.ts";

const unit =
  /^(apartment|apt|suite|unit|flat|floor|number|room|bungalow|appartement|appart|apt|batiment|bat|etage|escalier|porte|entree|numero|chambre|residence)$/;

/** Flat, floor, place, state and postcode behind a street. */
export function withRest(tokens: readonly Token[], streetEnd: number, language: Language): number {
  let end = streetEnd;
  for (let part = 0; part < 8; part++) {
    let at = end;
    while (/^(,|\.|in|a|-|commune|de)$/.test(tokens[at]?.plain ?? "") && !tokens[at + 1]?.opensSentence && at - end < 2)
      at++;
    if (unit.test(tokens[at]?.plain ?? "")) {
      const number = numberAt(tokens, at + 1, language);
      const letter = /^[a-h]$/i.test(tokens[at + 1]?.text ?? "") && tokens[at + 1]?.shape === "word";
      if (!number && !letter) break;
      const after = number?.end ?? at + 2;
      end = number && /^[a-h]$/i.test(tokens[after]?.text ?? "") && tokens[after + 1]?.text !== "'" ? after + 1 : after;
      continue;
    }
    const place =
      language === "en" &&
      at === end &&
      !tokens[at]?.capital &&
      streetEnd === end &&
      englishStreet.test(tokens[at]?.plain ?? "")
        ? null
        : placeEnd(tokens, at, at > end ? language : null);
    const next = place ?? postcodeEnd(tokens, at, language);
    if (next === null) break;
    end = next;
  }
  return end;
}

/** Token after a place name: a known one, a state, up to four words with capitals, or an unknown word where one is due. */
export function placeEnd(tokens: readonly Token[], at: number, due: Language | null): number | null {
  for (let words = 5; words >= 1; words--) {
    const part = tokens.slice(at, at + words);
    const name = part
      .filter(({ text }) => text !== "-")
      .map(({ plain }) => plain)
      .join(" ");
    if (
      part.length === words &&
      part.at(-1)!.shape === "word" &&
      (placeNames.has(name) || states.has(name) || (due && isPlace(name)))
    )
      return at + words;
  }
  let end = at;
  while (end < at + 6 && tokens[end]?.capital && !tokens[end]!.opensSentence && tokens[end]!.plain !== "i") {
    end++;
    if (stateCode.test(tokens[end - 1]!.text)) break;
    while (tokens[end]?.text === "-" && tokens[end + 1]?.shape === "word" && tokens[end + 1]!.from === tokens[end]!.to)
      end += 2;
    if (
      /^(de|du|des|la|le|les|aux|sur|of|on|upon)$/.test(tokens[end]?.plain ?? "") &&
      tokens[end + 1]?.capital &&
      !tokens[end + 1]!.opensSentence
    )
      end++;
  }
  if (end > at) return end;
  const token = tokens[at];
  if (!due || token?.shape !== "word" || token.plain.length < 4 || isOrdinary(token.plain, due)) return null;
  let last = at + 1;
  while (tokens[last]?.text === "-" && tokens[last + 1]?.shape === "word") last += 2;
  return last;
}

/** Five digits, also said as "soixante neuf zéro zéro trois"; a British postcode. */
function postcodeEnd(tokens: readonly Token[], at: number, language: Language): number | null {
  if (language === "en" && /^[A-Z]{1,2}$/.test(tokens[at]?.text ?? "") && tokens[at + 1]?.shape === "digits") {
    const short = tokens.slice(at, at + 6);
    for (let end = short.length; end >= 3; end--) {
      if (
        /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(
          short
            .slice(0, end)
            .map(({ text }) => text)
            .join(""),
        )
      )
        return at + end;
    }
  }
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
