import { isEnglishWord, knownPlaces } from "./english-words.ts";
import { everydayNames, firstNames, lastNames } from "./first-names.ts";
import { frenchWords } from "./french-words.ts";
import type { Language } from "./kinds.ts";
import { placeNames, states } from "./places.ts";
import type { Token } from "./tokens.ts";

/** Endings of French nouns, adverbs and verbs that a list does not have to hold. */
const frenchEnding =
  /...(?:tions?|sions?|ments?|ites?|ances?|ences?|ismes?|ables?|ibles?|iques?|euses?|ements?|issons|issez|assent|eront|erait|eraient|erez|erons|ologues?|ographes?|ateurs?|atrices?)$/;
const places: ReadonlySet<string> = new Set([...placeNames, ...states, ...knownPlaces()]);

/** An everyday word of the language. */
export function isOrdinary(word: string, language: Language): boolean {
  if (language === "en") return isEnglishWord(word);
  return frenchWords.has(word) || (word.length > 6 && frenchEnding.test(word));
}

export const isPlace = (plain: string): boolean => places.has(plain);

/**
 * What a word looks like, whatever stands around it: a first name; a first name that is an everyday word too; a last
 * name; a word that no dictionary here has; an everyday word; or one that is never a name.
 */
export type Looks = "first" | "everyday" | "last" | "unknown" | "ordinary" | "never";

const neverNames = new Set(
  (
    "and i you please about calling the a an it is in on to from for with that this my your me we he she they not so very just " +
    "here going sorry if or but what when who how there now then ok okay yes no well sure right fine good great still also " +
    "doing looking wondering trying having really already again at of be being been was were will would can could do does did " +
    "name number email address phone spelled speaking someone somebody anyone anybody everyone him her them us our his their " +
    "last first one two three four five six seven eight nine ten eleven twelve thirty twenty mister doctor today tomorrow " +
    "are as by until because after before since than only all any some too same yesterday tonight up down out off over back " +
    "have has had get got go come said says say told tell ask asked call called see saw let think know want need like born " +
    "et je vous tu il elle on nous ils elles le la les l un une des du de d au aux ce pour que qui ne pas bien tres merci bonjour " +
    "est c ce se sa son mon ma mes ta ton votre notre leur y en a ici alors donc mais ou ok oui non voila euh moi toi lui " +
    "monsieur madame appelle nom prenom numero adresse avec sur dans par plus si tout comme quoi quel quelle demain hier " +
    "sont etait sera serait ai as avez ont suis sommes etes fait dit va vais peut toujours aussi apres avant depuis encore deja puis " +
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september " +
    "october november december lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet " +
    "aout septembre octobre novembre decembre english french anglais francais sir madam un deux trois quatre cinq sept huit " +
    "neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent mille um uh er euh heu hmm"
  ).split(" "),
);
/** They have a capital although they are no names. */
const months = /^(may|mai|avril|june|april)$/;
const shortest = 3;

export function looksOf(token: Token, language: Language): Looks {
  const { plain } = token;
  if (token.shape !== "word" || plain.length < 2) return "never";
  if (plain === "will") return "everyday";
  if (firstNames.has(plain) && !neverNames.has(plain)) return everydayNames.has(plain) ? "everyday" : "first";
  const proper = token.capital && !token.opensSentence && !months.test(plain);
  if (everydayNames.has(plain) && proper) return "everyday";
  if (neverNames.has(plain)) return "never";
  if (isOrdinary(plain, language)) return "ordinary";
  if (lastNames.has(plain)) return "last";
  return plain.length >= shortest && !isPlace(plain) ? "unknown" : "ordinary";
}
