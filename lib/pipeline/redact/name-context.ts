import type { Language } from "./kinds.ts";
import type { Token } from "./tokens.ts";

/** "thanks will do", "it's may be": a name that is a word here. */
export function isVerbHere(tokens: readonly Token[], at: number): boolean {
  return /^(be|do|have|go|get|not|call|ring|the|a|an|to|of|bien|pas|que|de)$/.test(tokens[at + 1]?.plain ?? "");
}

const stops =
  /^(and|i|you|he|she|it|we|they|the|a|from|at|on|in|for|with|but|or|not|so|is|was|that|who|as|here|speaking|calling|born|please|et|je|j|c|ca|vous|tu|il|elle|on|de|du|pour|avec|mais|ou|pas|est|qui|au|a|ne|nee|s|voila|merci|oui|non|prenom|nom|comme)$/;

export function endsHere(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return (
    !token ||
    token.opensSentence ||
    (token.shape === "sign" && !/^[-'’]$/.test(token.text)) ||
    stops.test(token.plain) ||
    token.text.length === 1
  );
}

export function isAcronym({ text }: Token): boolean {
  return text.length > 1 && text.length < 6 && text === text.toUpperCase();
}

/** "C'est génial", "I'm knackered": words for how something is, which a list never has all of. */
export function isDescription({ text, plain }: Token, language: Language): boolean {
  if (/^\p{Lu}/u.test(text)) return false;
  if (language === "en") return /(?:ed|ing|ish|ous|ful|less|ive|ic|able|ible|ant|ent|ary|ory)$/.test(plain);
  return (
    /(?:é|ée|és|ées)$/.test(text) ||
    /(?:ant|ante|eux|euse|if|ive|ique|able|ible|al|ale|aux|esque|oire|ard|ais|ois|ot|otte)$/.test(plain)
  );
}

/** "boissons comprises": a noun and what is said of it, not two names. */
export function areBothPlural(tokens: readonly Token[], at: number, end: number): boolean {
  return /[sx]$/.test(tokens[at]!.plain) && /[sx]$/.test(tokens[end - 1]!.plain);
}

/** "I told it to Hope", "je l'ai donné à Fleur": what is said or given goes to somebody. */
export function isTold(tokens: readonly Token[], first: number): boolean {
  if (!/^(to|a|not|pas|or|ou)$/.test(tokens[first - 1]?.plain ?? "")) return false;
  return tokens
    .slice(Math.max(0, first - 8), first)
    .some(({ plain }) =>
      /^(told|gave|given|said|spoke|lent|sent|dit|donne|prete|rendu|parle|envoye|offert|telephone|confie|montre|who|qui)$/.test(
        plain,
      ),
    );
}

/** "Baker like the job", "Catherine with a C": how a name is spelled or understood. */
export function isExplained(tokens: readonly Token[], end: number): boolean {
  const [one, two, three] = [0, 1, 2].map((offset) => tokens[end + offset]?.plain ?? "");
  if (/^(with|avec)$/.test(one!)) return /^(a|an|un|deux|two|one)$/.test(two!) && tokens[end + 2]?.text.length === 1;
  if (one === "comme") return /^(le|la|l|les)$/.test(two!) && !/^(dernier|derniere|fois|jour|moi|autre)$/.test(three!);
  return (
    (one === "as" && two === "in" && three === "the") ||
    (one === "like" &&
      two === "the" &&
      /^(job|color|colour|bird|president|city|tree|flower|drink|car|singer|actor)$/.test(three!))
  );
}

/** At the start of what is said, or behind a word that opens a clause. */
export function opensClause(tokens: readonly Token[], at: number): boolean {
  return (
    tokens[at]!.opensSentence ||
    /^(no|yes|yeah|and|but|because|so|if|when|that|well|non|oui|et|mais|parce|alors|si|quand|que|euh|um|uh)$/.test(
      tokens[at - 1]!.plain,
    )
  );
}

const actions: Record<Language, RegExp> = {
  en: /^(does|did|is|was|has|had|said|says|told|wants|went|came|left|will|would|can|could|works|lives|knows|takes|called|rang)$/,
  fr: /^(a|est|fait|dit|va|veut|etait|avait|vient|passe|arrive|travaille|habite|sait|peut|prend|m|nous|sera|aura|doit|part|reste)$/,
};

export function doesSomething(tokens: readonly Token[], end: number, language: Language): boolean {
  return actions[language].test(tokens[end]?.plain ?? "");
}

/** "Siobhan, it's me." */
export function opensWithComma(tokens: readonly Token[], at: number, end: number): boolean {
  return tokens[at]!.opensSentence && tokens[at]!.capital && tokens[end]?.text === ",";
}
