import type { RedactionKind } from "../../contributions/redaction-kinds.ts";
import { isCardNumber, isFrenchSocialNumber, isIban } from "./checksums.ts";
import { type Code, codesIn } from "./codes.ts";
import type { Find, Language } from "./kinds.ts";
import { type NumberRun, numberRuns } from "./number-runs.ts";
import { numberAt } from "./spoken-numbers.ts";
import { findOver, type Token, wordsBefore } from "./tokens.ts";

const cueReach = 9;
const social = /^(social|socials|ssn|ss|securite|secu|nir|insurance|ni|avs|nas|sin|nino)$/;
const health =
  /^(nhs|health|healthcare|medicare|medicaid|member|hospital|patient|ohip|mrn|vitale|maladie|mutuelle|adherent|adherente|ramq|soleil|assure|assuree|hopital|ins)$/;
const card = /^(card|visa|mastercard|amex|carte|bancaire|bleue|debit|credit|seize|cb)$/;
const bank = /^(iban|rib)$/;
const telephone =
  /^(phone|cell|cellphone|mobile|call|calling|reach|text|ring|telephone|portable|joindre|appelez|appeler|rappelez|rappeler|tel|fixe|landline|fax|area|extension|ext|poste|indicatif|06|07)$/;
const reference =
  /^(number|numbers|no|code|codes|pin|account|acct|password|passcode|reference|ref|order|booking|confirmation|policy|licen[cs]e|passport|ending|ends|digits|four|numero|numeros|compte|commande|dossier|client|cliente|contrat|passeport|chiffres|cryptogramme|cvv|cvc|claim|sinistre|tracking|suivi|routing|checking|savings|sort|serial|meter|compteur|invoice|facture|ticket|case|customer|membership|reservation|permis|digicode|alarm|alarme|security|guichet|banque|cle|key|id|identifiant|colis|parcel|itin|siret|vin|locker|safe|voicemail|referral|abonne)$/;
const plate =
  /^(plate|plates|reg|registration|registered|immatriculation|immatricule|immatriculee|immat|plaque|parking|permit|stationnement|macaron|car|van|truck|voiture|camion|camionnette|golf|clio|corsa|fiesta)$/;
const partOfNumber =
  /^(digits|chiffres|ends|ending|finit|termine|finissant|extension|ext|poste|area|indicatif|code|first|starts|commence|number|numero)$/;
const postal = /^(zip|zipcode|postcode|postal|postale)$/;
const spelling =
  /^(spelled|spelt|spell|spells|spelling|name|surname|nom|prenom|ecrit|epelle|epelez|epele|ecrire|letters|lettres|with|avec)$/;

/**
 * Numbers and codes that point at a person, written or read out: cards and social numbers by their checksum, the others
 * by length, by shape and by the words before them.
 */
export function findNumbers(tokens: readonly Token[], text: string, language: Language): Find[] {
  const runs = numberRuns(tokens, language).flatMap((run) => {
    const kind = kindOfRun(run, wordsBefore(tokens, run.first, cueReach));
    return kind ? [findOver(tokens, firstOf(tokens, run), run.end, ...kind)] : [];
  });
  const codes = codesIn(tokens, language).flatMap((code) => {
    const kind = kindOfCode(code, wordsBefore(tokens, code.first, cueReach), language);
    return kind ? [findOver(tokens, code.first, code.end, ...kind)] : [];
  });
  return [
    ...runs,
    ...codes,
    ...findIbans(text),
    ...findBritishInsuranceNumbers(text),
    ...findPasswords(tokens, language),
  ];
}

function kindOfRun(run: NumberRun, before: string[]): [RedactionKind, number] | null {
  const { length } = run.digits;
  const cued = (cue: RegExp) => before.some((word) => cue.test(word));
  if (isCardNumber(run.digits)) return ["CARD", 0.99];
  const healthy = cued(health) && !cued(/^(national)$/);
  if (isFrenchSocialNumber(run.digits))
    return [cued(/^vitale$/) || (healthy && !cued(social)) ? "HEALTH" : "SSN", 0.99];
  if (run.amount) return readAsCode(run, before, cued);
  if (healthy && length >= 4) return ["HEALTH", 0.85];
  if (cued(social) && length >= 2) return ["SSN", length >= 4 ? 0.9 : 0.6];
  if (cued(bank) && length >= 6) return ["IBAN", 0.85];
  if (cued(card) && (length >= 12 || length === 4)) return ["CARD", 0.8];
  if (cued(postal) && length >= 4 && length <= 7) return ["ADDRESS", 0.8];
  if (cued(reference) && !cued(telephone) && length >= 3 && length !== 10 && length !== 11 && !isYear(run))
    return ["NUMBER", length >= 5 ? 0.85 : 0.7];
  if (length >= 7) return length >= 16 ? ["NUMBER", 0.8] : ["PHONE", length >= 9 && length <= 14 ? 0.95 : 0.75];
  if (cued(telephone) && length >= 4 && !isYear(run) && !isRound(run)) return ["PHONE", 0.75];
  if (cued(telephone) && length === 3 && !isRound(run) && cued(partOfNumber)) return ["PHONE", 0.65];
  if (before.some((word) => /^(extension|ext|poste)$/.test(word)) && length >= 2 && link.test(before.at(-1) ?? ""))
    return ["NUMBER", 0.65];
  if (cued(partOfNumber) && length === 2 && /^(par|in|with|are|is|c|est|oh)$/.test(before.at(-1) ?? ""))
    return ["NUMBER", 0.55];
  if (before.at(-1) === "cle" && length === 2) return ["SSN", 0.6];
  if (cued(reference) && length >= 3 && !isYear(run)) return ["NUMBER", 0.7];
  if (cued(plate) && length >= 5) return ["PLATE", 0.6];
  // Four or more numbers in a row that are no amount: digits that somebody reads out.
  if (length >= 6 || (length >= 4 && run.parts >= 4)) return ["NUMBER", 0.6];
  return null;
}

const link =
  /^(is|s|est|c|le|number|numero|code|poste|extension|ext|cle|um|uh|euh|guichet|banque|compte|cryptogramme|client)$/;

/** "Le code postal c'est trente-trois mille huit cents": an amount that stands where a code is told. */
function readAsCode(run: NumberRun, before: string[], cued: (cue: RegExp) => boolean): [RedactionKind, number] | null {
  if (run.unit || run.digits.length < 3 || !link.test(before.at(-1) ?? "") || isYear(run)) return null;
  if (cued(postal) && run.digits.length === 5) return ["ADDRESS", 0.8];
  if (cued(telephone) && run.digits.length <= 4 && cued(/^(extension|ext|poste)$/)) return ["NUMBER", 0.7];
  return cued(reference) ? ["NUMBER", run.digits.length >= 5 ? 0.7 : 0.6] : null;
}

function isYear({ digits, parts }: NumberRun): boolean {
  return /^(18|19|20)\d\d$/.test(digits) && parts <= 2;
}

/** "call … in 300 days", "reach 100": one number that is no part of a telephone number. */
function isRound({ digits, parts }: NumberRun): boolean {
  return parts === 1 && (/0$/.test(digits) || digits.length < 3);
}

const frenchPlate = /^[A-HJ-NP-TV-Z]{2}\d{3}[A-HJ-NP-TV-Z]{2}$/;
const britishPlate = /^[A-Z]{2}\d{2}[A-Z]{3}$/;
const oldPlate = /^(?:\d{3,4}[A-Z]{2,3}\d{2}|[A-Z]{1,3}\d{1,3}[A-Z]{1,3}|\d[A-Z]{3}\d{3})$/;
const britishPostcode = /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/;
const insuranceNumber = /^[A-Z]{2}\d{6}[A-D]$/;
const healthCard = /^(?:[A-Z]{4}\d{8}|\d{10}[A-Z]{2})$/;

function kindOfCode(code: Code, before: string[], language: Language): [RedactionKind, number] | null {
  const { text, letters, digits, parts } = code;
  const cued = (cue: RegExp) => before.some((word) => cue.test(word));
  if (digits === 0) return spelledName(letters, parts, cued(spelling));
  if (isIban(text)) return ["IBAN", 0.99];
  if (/^\d{1,2}H\d{0,2}$/.test(text)) return null;
  if (cued(bank) && text.length >= 6) return ["IBAN", 0.85];
  if (healthCard.test(text)) return ["HEALTH", 0.9];
  if (insuranceNumber.test(text)) return ["SSN", 0.95];
  if (cued(postal) && text.length >= 4) return ["ADDRESS", 0.85];
  if (frenchPlate.test(text) || britishPlate.test(text)) return ["PLATE", 0.9];
  if (
    cued(/^(vitale|maladie|soleil|medicare|nhs|ohip|hospital|patient|member|adherent|mutuelle|health)$/) &&
    digits >= 3
  )
    return ["HEALTH", 0.85];
  if (cued(social) && digits >= 4) return ["SSN", 0.85];
  if (cued(plate) && letters >= 1 && text.length >= 4)
    return ["PLATE", cued(/^(plate|plates|reg|registration|plaque|immat\w*)$/) || oldPlate.test(text) ? 0.85 : 0.6];
  if (language === "en" && britishPostcode.test(text)) return ["ADDRESS", 0.85];
  if (cued(reference) && text.length >= 3) return ["NUMBER", text.length >= 5 ? 0.85 : 0.65];
  if (oldPlate.test(text) && text.length >= 7) return ["PLATE", 0.6];
  if (text.length >= 6 && digits >= 3) return ["NUMBER", 0.65];
  return null;
}

/** Letters in a row: a name that somebody spells. */
function spelledName(letters: number, parts: number, cued: boolean): [RedactionKind, number] | null {
  if (parts >= 4) return ["NAME", 0.8];
  return cued && (parts >= 3 || (parts >= 2 && letters >= 3)) ? ["NAME", 0.65] : null;
}

/** Takes the opening bracket or plus sign along. */
function firstOf(tokens: readonly Token[], { first }: NumberRun): number {
  let at = first;
  while (at > 0 && /^([+(]|plus)$/.test(tokens[at - 1]!.plain)) at--;
  return at;
}

const mostPasswordWords = 5;
const passwordEnd = /^(all|and|in|with|tout|toute|en|et|puis|then|i|je|c|it|but|mais|for|pour)$/;

/** "The password is fluffy bunny ninety nine." */
function findPasswords(tokens: readonly Token[], language: Language): Find[] {
  return tokens.flatMap((token, at) => {
    const said =
      token.plain === "password" ||
      token.plain === "passphrase" ||
      (token.plain === "passe" && tokens[at - 2]?.plain === "mot");
    if (!said) return [];
    let first = at + 1;
    while (first < at + 5 && /^(is|s|'|’|est|c|:|=|euh|um|uh|was|le)$/.test(tokens[first]?.plain ?? "")) first++;
    if (
      first === at + 1 ||
      !tokens[first] ||
      /^(not|wrong|too|pas|trop|on|the|a|la|un|mauvais|incorrect)$/.test(tokens[first]!.plain)
    )
      return [];
    let end = first;
    while (end < first + mostPasswordWords && tokens[end] && !passwordEnd.test(tokens[end]!.plain)) {
      if (
        tokens[end]!.shape === "sign" &&
        /^[.,;?!]$/.test(tokens[end]!.text) &&
        tokens[end]!.to !== tokens[end + 1]?.from
      )
        break;
      end = Math.max(end + 1, numberAt(tokens, end, language)?.end ?? 0);
    }
    return end > first ? [findOver(tokens, first, end, "NUMBER", 0.65)] : [];
  });
}

function findIbans(text: string): Find[] {
  const finds: Find[] = [];
  for (const match of text.matchAll(/\b[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{2,4}){3,8}\b/g)) {
    for (let length = match[0].length; length >= 15; length--) {
      if (!isIban(match[0].slice(0, length))) continue;
      finds.push({ from: match.index, to: match.index + length, kind: "IBAN", score: 0.99 });
      break;
    }
  }
  return finds;
}

function findBritishInsuranceNumbers(text: string): Find[] {
  return [...text.matchAll(/\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b/g)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    kind: "SSN",
    score: 0.95,
  }));
}
