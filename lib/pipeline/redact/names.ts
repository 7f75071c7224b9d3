import nlp from "compromise";
import { everydayNames, firstNames } from "./first-names.ts";
import type { Find, Language } from "./kinds.ts";
import { findOver, phraseEnd, type Token } from "./tokens.ts";

const list = (text: string) => text.split("|").map((phrase) => phrase.split(" "));

/** After these a name follows, whatever it looks like. */
const strong: Record<Language, string[][]> = {
  en: list(
    "my name is|my name s|name is|name s|names|i am called|i m called|call me|they call me|last name is|first name is|surname is|last name|surname|speaking with|speak with|speak to|talk to|ask for|asking for|looking for mister|signed by|on behalf of|maiden name is|maiden name",
  ),
  fr: list(
    "je m appelle|m appelle|mon nom est|mon nom c est|mon nom de famille est|nom de famille c est|nom de famille|mon prenom est|mon prenom c est|prenom|de la part de|au nom de|demandez|il s appelle|elle s appelle|se nomme|mon mari|ma femme",
  ),
};
/** After these a name may follow: it needs a capital or must be a known first name. */
const weak: Record<Language, string[][]> = {
  en: list(
    "this is|it is|it s|i am|i m|thanks|thank you|hiya|hi|hello|hey|bye|goodbye|dear|calling for|regards|under|with|for|from|and|tell|ask|husband|wife|sister|brother|son|daughter|friend|doctor|neighbour|neighbor|boss|named|called",
  ),
  fr: list(
    "je suis|c est|ici|parler a|bonjour|salut|allo|merci|au revoir|chez|avec|pour|et|dis a|demande a|mari|femme|soeur|frere|fils|fille|ami|amie|voisin|voisine|docteur|nomme|nommee|appele|appelee|suis|moi c est",
  ),
};
const titles = new Set(
  "mr mrs ms miss mister missus doctor dr professor sir madam monsieur madame mademoiselle docteur mme mlle maitre".split(
    " ",
  ),
);
const notNames = new Set(
  (
    "and i you please about calling the a an it is in on to from for with that this my your me we he she they not so very just " +
    "here going sorry if or but what when who how there now then ok okay yes no well sure right fine good great still also " +
    "doing looking wondering trying having really already again at of be being been was were will would can could do does did " +
    "name number email address phone spelled speaking someone somebody anyone anybody everyone him her them us our his their " +
    "last first one two three four five six seven eight nine ten eleven twelve thirty twenty mister doctor today tomorrow " +
    "et je vous tu il elle on nous ils elles le la les l un une des du de d au aux pour que qui ne pas bien tres merci bonjour " +
    "est c ce se sa son mon ma mes ta ton votre notre leur y en a ici alors donc mais ou ok oui non voila euh moi toi lui " +
    "monsieur madame appelle nom prenom numero adresse avec sur dans par plus si tout comme quoi quel quelle demain hier " +
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september " +
    "october november december lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet " +
    "aout septembre octobre novembre decembre english french anglais francais sir madam"
  ).split(" "),
);
const particles = /^(de|du|des|d|le|la|van|von|der|den|da|di|dos|el|al|ben|bin|mac|mc|o|st|saint|'|’|-)$/;
const mostNameTokens = 7;

/** Names by the words before them, by titles, by a list of first names, and for English by grammar (compromise). */
export function findNames(tokens: readonly Token[], text: string, language: Language): Find[] {
  const finds: Find[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const found = afterCue(tokens, at, language) ?? afterTitle(tokens, at) ?? byFirstName(tokens, at);
    if (found) finds.push(found);
  }
  finds.push(...findSpelled(tokens));
  return language === "en" ? [...finds, ...findUnknownPairs(tokens), ...byGrammar(tokens, text)] : finds;
}

function afterCue(tokens: readonly Token[], at: number, language: Language): Find | null {
  for (const cue of strong[language]) {
    const first = phraseEnd(tokens, at, cue);
    const end = first === null ? null : nameEnd(tokens, skipSigns(tokens, first), true);
    if (first !== null && end !== null) return findOver(tokens, skipSigns(tokens, first), end, "NAME", 0.9);
  }
  for (const cue of weak[language]) {
    const first = phraseEnd(tokens, at, cue);
    const token = first === null ? undefined : tokens[skipSigns(tokens, first)];
    if (first === null || !token || !looksLikeName(token)) continue;
    const from = skipSigns(tokens, first);
    // After these words a single capital may also be a brand or a place: less certain than a known first name.
    const known = firstNames.has(token.plain);
    const end = withSurname(tokens, nameEnd(tokens, from, false), language, cue);
    if (end !== null && (known || isGreetingOrPerson(cue)))
      return findOver(tokens, from, end, "NAME", known ? 0.85 : 0.6);
  }
  return null;
}

/** "With", "for" and "and" come before anything; only a known first name counts after them. */
function isGreetingOrPerson(cue: readonly string[]): boolean {
  return !/^(under|with|for|from|and|it is|it s|chez|avec|pour|et|c est|i am|i m|je suis|suis|tell|ask)$/.test(
    cue.join(" "),
  );
}

/** Before a title these lead to somebody who is spoken of; "merci monsieur" leads to nobody. */
const toSomebody =
  /^(demand\w*|ask|see|voir|avec|with|chez|pour|for|a|to|de|from|parler|est|is|nom|appel\w*|rappel\w*)$/;

function afterTitle(tokens: readonly Token[], at: number): Find | null {
  if (!titles.has(tokens[at]!.plain)) return null;
  const first = tokens[at + 1]?.text === "." ? at + 2 : at + 1;
  const token = tokens[first];
  const led = toSomebody.test(tokens[at - 1]?.plain ?? "") && (token?.plain.length ?? 0) > 3;
  if (!token || !(token.capital || firstNames.has(token.plain) || led)) return null;
  const end = nameEnd(tokens, first, true);
  return end === null ? null : findOver(tokens, at, end, "NAME", 0.9);
}

function byFirstName(tokens: readonly Token[], at: number): Find | null {
  const token = tokens[at]!;
  if (!firstNames.has(token.plain)) return null;
  if (everydayNames.has(token.plain) && !(token.capital && !token.opensSentence)) return null;
  const end = nameEnd(tokens, at, false);
  return end === null ? null : findOver(tokens, at, end, "NAME", everydayNames.has(token.plain) ? 0.6 : 0.75);
}

function looksLikeName(token: Token): boolean {
  if (token.shape !== "word" || notNames.has(token.plain)) return false;
  return token.capital || (firstNames.has(token.plain) && !everydayNames.has(token.plain));
}

/**
 * Token after the name that starts here, or null when none does. With capitals it goes on while they do; after a strong
 * cue a name in lower case may have two words that are not everyday ones.
 */
function nameEnd(tokens: readonly Token[], first: number, strongCue: boolean): number | null {
  const start = tokens[first];
  if (start?.shape !== "word") return null;
  if (titles.has(start.plain))
    return nameEnd(tokens, tokens[first + 1]?.text === "." ? first + 2 : first + 1, strongCue);
  if (notNames.has(start.plain) && !(start.capital && firstNames.has(start.plain))) return null;
  if (!start.capital && !strongCue && !firstNames.has(start.plain)) return null;
  let end = first + 1;
  let lowerWords = start.capital ? 0 : 1;
  for (let at = end; at < Math.min(tokens.length, first + mostNameTokens); at++) {
    const token = tokens[at]!;
    if (token.opensSentence) break;
    if (particles.test(token.plain)) continue;
    if (token.shape !== "word") break;
    if (token.capital && token.plain !== "i" && !notNames.has(token.plain)) end = at + 1;
    else if (!start.capital && lowerWords < 2 && at === end && canBeSurname(token, strongCue)) {
      end = at + 1;
      lowerWords++;
    } else break;
  }
  return end;
}

/** Behind a name in lower case a surname may stand; short words rarely are one. */
function canBeSurname(token: Token, strongCue: boolean): boolean {
  return strongCue && token.plain.length > 3 && !notNames.has(token.plain);
}

/** Words with which a French speaker gives their own name. */
const introductions = /^(c est|ici|je suis|moi c est)$/;

/**
 * In a transcript without capitals "it's karen whitfield" ends in a word that no English dictionary has. There is no
 * such list for French here, so a word in lower case counts only where somebody introduces themselves.
 */
function withSurname(
  tokens: readonly Token[],
  end: number | null,
  language: Language,
  cue: readonly string[],
): number | null {
  const next = end === null ? undefined : tokens[end];
  if (end === null || !next || next.shape !== "word" || next.capital || next.opensSentence) return end;
  if (next.plain.length < 4 || notNames.has(next.plain)) return end;
  const surname = language === "en" ? !isEnglishWord(next.plain) : introductions.test(cue.join(" "));
  return surname ? end + 1 : end;
}

const inflections = /(?:ing|ed|es|s|ly|er|est)$/;

const { lexicon } = (nlp.model() as { one: { lexicon: Record<string, unknown> } }).one;

function isEnglishWord(word: string): boolean {
  return word in lexicon || inflections.test(word);
}

function skipSigns(tokens: readonly Token[], at: number): number {
  let next = at;
  while (/^[,:'’"-]$/.test(tokens[next]?.text ?? "")) next++;
  return next;
}

const letterGap = /^[-,.]$/;

/** Four or more single letters in a row: a name that somebody spells. */
function findSpelled(tokens: readonly Token[]): Find[] {
  const finds: Find[] = [];
  for (let first = 0; first < tokens.length; first++) {
    let end = first;
    let letters = 0;
    for (let at = first; at < tokens.length; at++) {
      const token = tokens[at]!;
      const elided = /^['’]$/.test(tokens[at - 1]?.text ?? "");
      if (token.shape === "word" && token.text.length === 1 && !elided) {
        letters++;
        end = at + 1;
      } else if (!letterGap.test(token.text) || at === first) break;
    }
    if (letters >= 4) finds.push(findOver(tokens, first, end, "NAME", 0.7));
    if (end > first) first = end - 1;
  }
  return finds;
}

interface GrammarMatch {
  offset: { start: number; length: number };
}

/** Two words with capitals inside a sentence, of which a dictionary has neither: "Tomasz Kowalczyk". */
function findUnknownPairs(tokens: readonly Token[]): Find[] {
  const unknown = (token: Token | undefined) =>
    token?.shape === "word" &&
    token.capital &&
    token.plain.length > 1 &&
    !notNames.has(token.plain) &&
    !isEnglishWord(token.plain);
  return tokens.flatMap((token, at) => {
    const next = tokens[at + 1];
    return unknown(token) && unknown(next) && !next!.opensSentence ? [findOver(tokens, at, at + 2, "NAME", 0.6)] : [];
  });
}

/** People as compromise sees them; it leans on capitals, so a text without any is left to the other rules. */
function byGrammar(tokens: readonly Token[], text: string): Find[] {
  const people = nlp(text).people().json({ offset: true }) as GrammarMatch[];
  return people.flatMap(({ offset }) => {
    const said = tokens.filter(({ from, to }) => from >= offset.start && to <= offset.start + offset.length);
    const named = said.filter(({ capital, opensSentence, plain }) => capital && !notNames.has(plain) && !opensSentence);
    if (named.length === 0) return [];
    return [{ from: named[0]!.from, to: named.at(-1)!.to, kind: "NAME", score: 0.65 } satisfies Find];
  });
}
