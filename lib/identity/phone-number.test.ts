import { describe, expect, it } from "vitest";
import { phoneNumberOf } from "./phone-number.ts";

describe("a number as people write it", () => {
  it.each([
    ["07700 900461", "en", "+447700900461"],
    ["(020) 7946 0958", "en", "+442079460958"],
    ["06 12 34 56 78", "fr", "+33612345678"],
    ["+33 6 12 34 56 78", "en", "+33612345678"],
    ["0033 6 12 34 56 78", "en", "+33612345678"],
    ["+1 (212) 555-2368", "fr", "+12125552368"],
    ["  +44 7700 900461 ", "fr", "+447700900461"],
  ] as const)("%s on a page in %s", (typed, locale, number) => {
    expect(phoneNumberOf(typed, locale)).toBe(number);
  });

  it.each(["", "12", "nora@people.example", "07700", "+44 7700 900461 900461", "call me", "+".repeat(41)])(
    "none: %s",
    (typed) => {
      expect(phoneNumberOf(typed, "en")).toBeUndefined();
    },
  );
});
