import type { Language } from "./kinds.ts";
import { plainOf } from "./tokens.ts";

/**
 * How sure it is that a name follows. told: whatever the word looks like. led: unless the word is an everyday one.
 * greeted: as led, and first names that are everyday words too ("hi will"). near: only what looks like a name.
 */
export type Strength = "told" | "led" | "greeted" | "near";

const cues: Record<Language, Record<Strength, string>> = {
  en: {
    told: `
      my name is|my name s|name is|name s|my names|last name is|first name is|last name|first name|surname is|
      surname s|surname|family name is|family name|full name is|full name|maiden name is|maiden name|i am called|
      they call me|middle name is|middle name|under the name of|in the name of|under the name|goes by the name of|
      name of|next of kin is|spelled`,
    led: `
      call me|called|named|speaking with|speaking to|speak with|speak to|spoke to|spoke with|spoken to|talk to|
      talk with|talking to|ask for|asking for|looking for|signed by|on behalf of|through to|attention of|attn|
      account holder is|account holder would be|holder would be|holder is|next of kin|regards|go by|goes by|known as|
      calling for|looking for|message for|appointment for|appointment is for|table for|booked for|room for|parcel for|
      letter for|put you through to|transfer me to|met|under|patient is|patient|aunt|auntie|uncle|cousin|husband|wife|
      partner|sister|brother|son|daughter|mum|mom|dad|mother|father|nan|gran|granny|grandma|grandad|grandpa|friend|
      mate|neighbour|neighbor|boss|manager|colleague|coworker|girlfriend|boyfriend|fiance|fiancee|nephew|niece|baby|
      driver|officer|nurse|sergeant|detective|constable|pastor|reverend|coach|judge|captain|landlord|landlady|
      flatmate|roommate|kids|twins|children|father in law|mother in law|brother in law|sister in law|tenant|client|
      customer|solicitor|lawyer|plumber|dentist|engineer|mister|did you say|you say|still|plumber|electrician|builder|
      gardener|we called|got you down as|have you down as|down as|tell|told|ask|asked|remind|thank|ring|phone`,
    greeted: `
      this is|it is|it s|that is|that s|i am|i m|my name s|hi|hello|hey|hiya|thanks|thank you|cheers|goodbye|bye|dear|
      morning|good morning|good afternoon|good evening|evening|afternoon|welcome|sorry|well done|congratulations|
      happy birthday|birthday|it s only|it s just|it was|am i speaking with|am i speaking to|say hello to|say hi to|
      love to|this is she|this is he|is that|was that|hello it s`,
    near: `
      with|for|from|and|or|not|by|to|put|see|call|text|saw|know|love|miss|meet|is|was|if|that|because|when|of|at|than|
      then|about|like|me and`,
  },
  fr: {
    told: `
      je m appelle|m appelle|mon nom est|mon nom c est|mon nom|nom de famille est|nom de famille c est|nom de famille|
      nom complet c est|nom complet est|nom complet|nom de naissance est|nom de naissance c est|nom de naissance|
      nom de jeune fille c est|nom de jeune fille est|nom de jeune fille|mon prenom est|mon prenom c est|prenom c est|
      prenom est|prenom|se prenomme|nom c est|nom est|nom`,
    led: `
      au nom de|au nom d|de la part de|de la part d|demandez|demander|il s appelle|elle s appelle|s appelle|
      s appelait|t appelle|appelle t il|se nomme|nomme|nommee|appele la petite|appele le petit|appele|appelee|
      surnomme|parler a|parler avec|parle avec|parle a|parle bien a|parle bien avec|me passer|passez moi|passe moi|
      en ligne avec|je cherche|signe par|signe|titulaire du compte ce serait|ce serait|a l attention de|patiente|
      patient|mon mari|mari|ma femme|femme|soeur|frere|fils|fille|ami|amie|copain|copine|voisin|voisine|cousin|
      cousine|oncle|tante|tonton|tata|mamie|papi|papy|meme|pepe|mere|pere|beau frere|belle soeur|belle mere|beau pere|
      niece|neveu|collegue|chef|patron|patronne|compagne|compagnon|conjoint|conjointe|gendre|parrain|marraine|
      adjudant|capitaine|commandant|brigadier|sergent|infirmiere|infirmier|lieutenant|avocat|avocate|notaire|
      proprietaire|locataire|gardien|gardienne|responsable|conseiller|conseillere|conducteur|conductrice|petite|dis a|
      dire a|demande a|demander a|bonjour a|remercie|avez dit|as dit|plombier|electricien|macon|peintre|est ce que|
      elle meme|lui meme|donne a|prete a|rendu a|telephone a|parle a|envoye a|suivie par|suivi par|recu par|recue par|
      note|veux dire|voulais dire|prevenir|je voudrais|demandez a|telephone a`,
    greeted: `
      c est|ici|ici l|je suis|moi c est|lui c est|elle c est|bonjour|bonsoir|salut|allo|allo oui|coucou|merci|
      au revoir|bon anniversaire|joyeux anniversaire|bravo|pardon|desole|desolee|oui bonjour|oui lui meme|
      oui elle meme|allez salut|a bientot|c etait|c est encore`,
    near: `
      a|et|avec|chez|pour|pas|ou|de|d|par|que|qu|non|voir|si|quand|mais|comme|lui|elle|est|dit|l`,
  },
};

export interface Cue {
  words: string[];
  strength: Strength;
}

/** Cues by their first word, the longest first. */
export const cuesOf: Record<Language, ReadonlyMap<string, readonly Cue[]>> = { en: index("en"), fr: index("fr") };

function index(language: Language): Map<string, Cue[]> {
  const byWord = new Map<string, Cue[]>();
  for (const strength of ["told", "led", "greeted", "near"] as const) {
    for (const phrase of cues[language][strength].split("|")) {
      const words = plainOf(phrase.trim()).split(/\s+/);
      byWord.set(words[0]!, [...(byWord.get(words[0]!) ?? []), { words, strength }]);
    }
  }
  for (const list of byWord.values()) list.sort((a, b) => b.words.length - a.words.length);
  return byWord;
}

/** After a name these say that somebody names themselves. */
export const afterOwnName: Record<Language, readonly string[][]> = {
  en: [
    "here",
    "speaking",
    "calling",
    "on the line",
    "again",
    "told me",
    "told us",
    "said",
    "says",
    "rang",
    "phoned",
    "called me",
    "texted",
    "emailed",
  ].map((phrase) => phrase.split(" ")),
  fr: [
    "m a dit",
    "nous a dit",
    "m a appele",
    "a appele",
    "a telephone",
    "a l appareil",
    "en ligne",
    "au telephone",
    "au bout du fil",
  ].map((phrase) => phrase.split(" ")),
};

export const titles: ReadonlySet<string> = new Set(
  (
    "mr mrs ms miss mister missus doctor dr professor prof sir madam monsieur madame mademoiselle docteur mme mlle maitre officer " +
    "m messieurs mesdames reverend captain sergeant constable judge adjudant capitaine commandant lieutenant professeur"
  ).split(" "),
);
