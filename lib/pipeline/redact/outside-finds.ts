import type { RedactionKind } from "../../contributions/redaction-kinds.ts";
import { type Analyzed, analyzeElsewhere } from "../../outside/redaction-service.ts";
import type { OutsideFind } from "../processed.ts";
import type { Word } from "../transcript.ts";
import type { Find, Language } from "./kinds.ts";
import { passagesOf, wordsUnder } from "./redact-words.ts";

/** Presidio's names for what it finds. Another one is struck out as a number: a service may know more than this list. */
const kinds: Record<string, RedactionKind> = {
  PERSON: "NAME",
  PHONE_NUMBER: "PHONE",
  EMAIL_ADDRESS: "EMAIL",
  ADDRESS: "ADDRESS",
  STREET_ADDRESS: "ADDRESS",
  ZIP_CODE: "ADDRESS",
  UK_POSTCODE: "ADDRESS",
  CREDIT_CARD: "CARD",
  IBAN_CODE: "IBAN",
  US_SSN: "SSN",
  US_ITIN: "SSN",
  UK_NINO: "SSN",
  FR_NIR: "SSN",
  CA_SIN: "SSN",
  UK_NHS: "HEALTH",
  MEDICAL_LICENSE: "HEALTH",
  US_MBI: "HEALTH",
  DATE_OF_BIRTH: "DOB",
  URL: "LINK",
  IP_ADDRESS: "LINK",
  UK_VEHICLE_REGISTRATION: "PLATE",
  LICENSE_PLATE: "PLATE",
};
/** Any town, date, company or nationality: they tell nobody who speaks, and striking them out would leave little. */
const harmless = new Set(["LOCATION", "GPE", "DATE_TIME", "NRP", "ORGANIZATION", "ORG", "AGE", "MONEY", "TITLE"]);

type Found<T> = { outcome: "found"; finds: T[] } | Extract<Analyzed, { outcome: "failed" }>;

/** What a redaction service finds in a text, in our kinds. */
export async function outsideFindsIn(
  url: string,
  text: string,
  language: Language,
  signal?: AbortSignal,
): Promise<Found<Find>> {
  const analyzed = await analyzeElsewhere(url, text, language, signal);
  if (analyzed.outcome === "failed") return analyzed;
  const finds = analyzed.finds
    .filter(({ entityType }) => !harmless.has(entityType))
    .map(({ entityType, from, to, score }) => ({ from, to, kind: kinds[entityType] ?? "NUMBER", score }));
  return { outcome: "found", finds };
}

/** The same for the words of a transcript, passage by passage. When one passage fails, nothing was found at all. */
export async function outsideFinds(
  url: string,
  words: readonly Word[],
  language: Language,
  signal?: AbortSignal,
): Promise<Found<OutsideFind>> {
  const places = new Map(words.map((word, at) => [word, at] as const));
  const finds: OutsideFind[] = [];
  for (const passage of passagesOf(words)) {
    const found = await outsideFindsIn(url, passage.text, language, signal);
    if (found.outcome === "failed") return found;
    for (const find of found.finds) {
      const under = wordsUnder(passage, find).flatMap((word) => places.get(word) ?? []);
      if (under.length > 0) finds.push({ words: under, kind: find.kind, score: find.score });
    }
  }
  return { outcome: "found", finds };
}
