import { isCardNumber, isFrenchSocialNumber, isIban } from "./checksums.ts";
import type { Find, Language, RedactionKind } from "./kinds.ts";
import { type NumberRun, numberRuns } from "./number-runs.ts";
import { findOver, type Token, wordsBefore } from "./tokens.ts";

const cueReach = 8;
const social = /^(social|ssn|securite|nir|insurance)$/;
const card = /^(card|visa|mastercard|amex|carte|bancaire)$/;
const bank = /^(iban|rib)$/;
const telephone =
  /^(phone|cell|mobile|call|reach|text|ring|telephone|portable|joindre|appelez|appeler|rappelez|rappeler|tel|fixe)$/;
const reference =
  /^(number|code|pin|account|password|passcode|reference|order|booking|confirmation|policy|licen[cs]e|plate|passport|ending|digits|four|numero|compte|commande|dossier|client|contrat|plaque|passeport|chiffres|cryptogramme|cvv)$/;
const postal = /^(zip|postcode|postal|postale)$/;

/**
 * Numbers that point at a person, written or read out digit by digit: cards and social numbers by their checksum,
 * the others by length and by the words before them.
 */
export function findNumbers(tokens: readonly Token[], text: string, language: Language): Find[] {
  const finds = numberRuns(tokens, language).flatMap((run) => {
    const kind = kindOfRun(run, wordsBefore(tokens, run.first, cueReach));
    return kind ? [findOver(tokens, firstOf(tokens, run), run.end, ...kind)] : [];
  });
  return [...finds, ...findIbans(text), ...findBritishInsuranceNumbers(text)];
}

function kindOfRun(run: NumberRun, before: string[]): [RedactionKind, number] | null {
  const { length } = run.digits;
  const cued = (cue: RegExp) => before.some((word) => cue.test(word));
  if (isCardNumber(run.digits)) return ["CARD", 0.99];
  if (isFrenchSocialNumber(run.digits)) return ["SSN", 0.99];
  if (run.amount) return null;
  if (cued(social) && length >= 4) return ["SSN", 0.9];
  if (cued(bank) && length >= 6) return ["IBAN", 0.85];
  if (cued(card) && (length >= 12 || length === 4)) return ["CARD", 0.8];
  if (cued(postal) && length >= 4 && length <= 6) return ["ADDRESS", 0.8];
  if (length >= 7) return length >= 16 ? ["NUMBER", 0.8] : ["PHONE", length >= 9 && length <= 14 ? 0.95 : 0.8];
  if (cued(telephone) && length >= 4 && !isYear(run)) return ["NUMBER", 0.75];
  if (cued(reference) && length >= 3 && !isYear(run)) return ["NUMBER", 0.7];
  // Four or more numbers in a row that are no amount: digits that somebody reads out.
  if (length >= 6 || (length >= 4 && run.parts >= 4)) return ["NUMBER", 0.6];
  return null;
}

function isYear({ digits, parts }: NumberRun): boolean {
  return /^(19|20)\d\d$/.test(digits) && parts <= 2;
}

/** Takes the opening bracket or plus sign along. */
function firstOf(tokens: readonly Token[], { first }: NumberRun): number {
  let at = first;
  while (at > 0 && /^[+(]$/.test(tokens[at - 1]!.text)) at--;
  return at;
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
