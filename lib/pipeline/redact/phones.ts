import { type CountryCode, findPhoneNumbersInText } from "libphonenumber-js/max";
import type { Find, Language } from "./kinds.ts";

const countries: Record<Language, CountryCode[]> = { en: ["US", "GB"], fr: ["FR", "BE", "CH", "CA"] };

/** Telephone numbers in digits that are valid in a country where the language is spoken. */
export function findPhones(text: string, language: Language): Find[] {
  if (!/\d{2}/.test(text)) return [];
  return countries[language].flatMap((defaultCountry) =>
    findPhoneNumbersInText(text, { defaultCountry }).map(({ startsAt, endsAt }): Find => {
      return { from: startsAt, to: endsAt, kind: "PHONE", score: 0.98 };
    }),
  );
}
