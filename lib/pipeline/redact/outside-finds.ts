import type { RedactionService } from "../../outside/redaction-service.ts";
import type { OutsideFind } from "../processed.ts";
import type { Word } from "../transcript.ts";
import type { Find, Language, RedactionKind } from "./kinds.ts";
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
const allPassagesMs = 900_000;

/** What a redaction service finds in a text, in our kinds. */
export async function outsideFindsIn(
  service: RedactionService,
  text: string,
  language: Language,
  signal?: AbortSignal,
): Promise<Find[]> {
  const found = await service.analyze(text, language, signal);
  return found
    .filter(({ entityType }) => !harmless.has(entityType))
    .map(({ entityType, from, to, score }) => ({ from, to, kind: kinds[entityType] ?? "NUMBER", score }));
}

/** The same for a transcript, passage by passage; `keep` says whose words may leave. Throws when one passage fails. */
export async function outsideFinds(
  service: RedactionService,
  words: readonly Word[],
  keep: Word["channel"] | "both",
  language: Language,
  signal?: AbortSignal,
): Promise<OutsideFind[]> {
  const places = new Map(words.map((word, at) => [word, at] as const));
  const clock = AbortSignal.timeout(allPassagesMs);
  const stop = signal ? AbortSignal.any([clock, signal]) : clock;
  const finds: OutsideFind[] = [];
  for (const passage of passagesOf(words.filter(({ channel }) => keep === "both" || keep === channel))) {
    for (const find of await outsideFindsIn(service, passage.text, language, stop)) {
      const under = wordsUnder(passage, find).flatMap((word) => places.get(word) ?? []);
      if (under.length > 0) finds.push({ words: under, kind: find.kind, score: find.score });
    }
  }
  return finds;
}
