import { firstNames } from "./first-names.ts";
import type { Language } from "./kinds.ts";
import { isOrdinary, isPlace } from "./lexicon.ts";
import { numberAt } from "./spoken-numbers.ts";
import type { Token } from "./tokens.ts";

export const englishStreet =
  /^(street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|place|way|square|terrace|close|crescent|highway|parkway|gardens|garden|grove|row|hill|walk|rise|park|mews|circle|trail|path|pike|alley|green|quay|wharf|view|heights|yard|parade|plaza|loop|ridge|crossing|bend|circus|gate|common|croft|broadway|villas|cottages|estate|esplanade|promenade|vale|mount|hollow|cove|point|landing|run|turnpike|expressway)$/;
const notInStreet =
  /^(the|a|an|this|that|my|your|his|her|our|their|of|to|on|in|at|for|with|from|down|up|across|along|block|blocks|minute|minutes|hour|hours|mile|miles|day|days|people|way|more|good|nice|other|is|was|are|and|or|car|cars|long|short|percent|dollars|times|per|no|best|first|last|high|main|corner|i|we|you|he|she|it|they|by|next|same|right|wrong|only|every|each|busy|quiet|little|whole|another|some|any|which|what|one|big|pounds|euros|about|per)$/;
const weakStreet =
  /^(park|green|point|run|gate|common|garden|gardens|hill|place|way|square|view|drive|walk|rise|row|close|court|path|mount|yard|loop|bend|trail|landing|cove|hollow|estate|plaza|circle|circus)$/;
const mostNameWords = 4;

/** Token after an English street that starts here with its name; null when none does. */
export function englishStreetEnd(tokens: readonly Token[], at: number, numbered: boolean): number | null {
  let first = at;
  // "number nine the old forge mill lane"
  if (numbered && tokens[first]?.plain === "the") first++;
  let end: number | null = null;
  for (let street = first + 1; street <= first + mostNameWords + 1; street++) {
    const token = tokens[street];
    const name = tokens[street - 1];
    if (!token || !name || token.opensSentence) break;
    if (
      /^['’]$/.test(token.text) ||
      /^['’]$/.test(name.text) ||
      (name.text === "." && name.from === tokens[street - 2]?.to)
    )
      continue;
    if (
      name.shape === "sign" ||
      (notInStreet.test(name.plain) &&
        !(street - 1 > first && /^(of|the|and|park|hill)$/.test(name.plain) && name.shape === "word"))
    )
      break;
    if (!numbered && (street > first + 2 || numberAt(tokens, street - 1, "en"))) break;
    if (name.shape === "digits" || !englishStreet.test(token.plain)) continue;
    if (!numbered && !isStreetName(tokens, street)) break;
    end = street + 1;
    if (!englishStreet.test(tokens[end]?.plain ?? "")) break;
  }
  return end;
}

/** Without a number only a name with capitals is a street, or a word that no dictionary has: "Maple Avenue", not "a nice place". */
function isStreetName(tokens: readonly Token[], street: number): boolean {
  const [name, type] = [tokens[street - 1]!, tokens[street]!];
  if (type.capital && name.capital) return true;
  return !type.capital && !name.capital && (!weakStreet.test(type.plain) || !isOrdinary(name.plain, "en"));
}

const frenchStreet =
  /^(rue|avenue|boulevard|bd|place|chemin|impasse|allee|allees|quai|cours|route|square|passage|lotissement|residence|faubourg|sentier|ruelle|villa|hameau|domaine|clos|cite|venelle|esplanade|promenade|montee|traverse|rond|chaussee|lieu|mail|parvis|voie)$/;
const frenchLink =
  /^(de|des|du|d|la|le|les|l|aux|au|a|saint|sainte|general|docteur|dr|marechal|faubourg|president|professeur|colonel|commandant|capitaine|abbe|pere|vieux|vieille|grand|grande|petit|petite|haut|haute|bas|basse|dit|'|’|-)$/;
const frenchEnd =
  /^(et|au|aux|a|dans|pour|c|je|on|vous|il|elle|puis|mais|avec|derriere|devant|ou|est|sont|qui|que|chez|voila|s|jusqu|sonnette|porte|batiment|appartement|etage|en|pres|sur|face|vite|merci|numero|commune|premier|premiere|deuxieme|troisieme|quatrieme|cinquieme|rez|un|une|s'il|il|la|le|les|celle|celui|entre|apres|avant|depuis|quand|ce|ca|par|oui|non|l|aujourd|demain)$/;

/** Whether a French street, hamlet or residence is named here. */
export function hasFrenchStreet(tokens: readonly Token[], at: number, language: Language): boolean {
  const type = tokens[at];
  if (!type || !frenchStreet.test(type.plain)) return false;
  if (type.plain === "lieu") return /^(dit|-)$/.test(tokens[at + 1]?.plain ?? "");
  if (type.plain === "rond") return false;
  const next = tokens[at + 1];
  return next !== undefined && next.shape !== "sign" && numberAt(tokens, at + 1, language) === null;
}

/** Token after it: with capitals it goes on while they do; in lower case by its links, names and unknown words. */
export function frenchStreetEnd(tokens: readonly Token[], at: number, language: Language): number | null {
  let name = at + 1;
  while (frenchLink.test(tokens[name]?.plain ?? "") && !tokens[name]!.opensSentence && name < at + 6) name++;
  const first = tokens[name];
  if (!first || first.shape === "sign" || first.opensSentence || frenchEnd.test(first.plain)) {
    // "rue haute", "rue basse": the link was the name.
    return name > at + 1 && tokens[name - 1]!.plain.length > 3 ? name : null;
  }
  let end = name + 1;
  while (end < name + 6 && isNamePart(tokens, end, first.capital, language)) end++;
  while (
    end > name + 1 &&
    (tokens[end - 1]?.shape === "sign" || /^(de|des|du|d|la|le|les|l)$/.test(tokens[end - 1]!.plain))
  )
    end--;
  return end;
}

function isNamePart(tokens: readonly Token[], at: number, capitals: boolean, language: Language): boolean {
  const token = tokens[at];
  if (!token || token.opensSentence || token.shape === "digits") return false;
  const before = tokens[at - 1]!;
  if (token.text === "-") return before.to === token.from && tokens[at + 1]?.shape === "word";
  if (token.text === "'" || token.text === "’") return before.text.length <= 2;
  if (before.text === "-" || before.text === "'" || before.text === "’") return token.shape === "word";
  const link = /^(de|des|du|d|la|le|les|l|aux|saint|sainte)$/.test(token.plain);
  if (capitals) return token.shape === "word" && (token.capital || (link && leadsToCapital(tokens, at + 1)));
  if (token.shape === "sign" || numberAt(tokens, at, language)) return false;
  if (link && /^(de|des|du|d|saint|sainte|aux)$/.test(token.plain))
    return tokens[at + 1]?.shape === "word" || /^['’]$/.test(tokens[at + 1]?.text ?? "");
  if (
    /^(de|des|du|d|aux|la|le|les|l|saint|sainte)$/.test(before.plain) &&
    !(frenchEnd.test(token.plain) && !/^(la|le|les|l)$/.test(token.plain))
  )
    return true;
  if (frenchEnd.test(token.plain)) return false;
  return !isPlace(token.plain) && (firstNames.has(before.plain) || !isOrdinary(token.plain, language));
}

function leadsToCapital(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at];
  if (!next || next.opensSentence) return false;
  return (
    next.capital ||
    (/^(de|des|du|la|le|les|l|'|’)$/.test(next.plain) && (tokens[at + 1]?.capital ?? false)) ||
    (/^['’]$/.test(next.text) && (tokens[at + 1]?.capital ?? false))
  );
}
