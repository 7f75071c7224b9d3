import { createHmac } from "node:crypto";
import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { env } from "../env.ts";
import { seal } from "../outside/seal.ts";

/** Whose numbers may be written without a country code, by the language of the page. */
const homes = { en: "GB", fr: "FR" } as const;
const LONGEST = 40;

/**
 * +442079460958, of what somebody typed; undefined where that is no number. Its length is checked and no more: the lists of
 * who gave out which numbers age, and a code that arrives is the proof.
 */
export function phoneNumberOf(typed: string, locale: "en" | "fr"): string | undefined {
  if (typed.length > LONGEST) return undefined;
  const number = parsePhoneNumberFromString(typed, homes[locale]);
  return number?.isPossible() ? number.number : undefined;
}

/** What the database matches a number by. Its pepper is in no database: a stolen table of these cannot be tried out. */
export const phoneMac = (number: string): string =>
  createHmac("sha256", env().PHONE_PEPPER).update(number).digest("hex");

/** The number for the mailer alone, which sends it a code. */
export async function sealedPhone(number: string): Promise<string> {
  return Buffer.from(await seal(env().TEXT_RECIPIENT, Buffer.from(number))).toString("base64");
}
