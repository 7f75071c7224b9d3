import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import { wordsOf } from "@/app/[locale]/(desk)/desk/review/[id]/finding-words";
import type { Finding } from "@/lib/contributions/report";
import { messages } from "@/messages/load";

const onError = (error: Error) => {
  throw error;
};
const wordsIn = (locale: "en" | "fr") =>
  createTranslator({ locale, messages: messages[locale], namespace: "desk.findings", onError });

function said(locale: "en" | "fr", finding: Finding): string[] {
  const t = wordsIn(locale);
  const sentences = [t(`what.${finding.code}`, wordsOf(finding, locale)), t(`check.${finding.code}`)];
  return sentences.map((text) => text.replace(/[\u00a0\u202f]/g, " "));
}

test.each<[Finding, string, string]>([
  [
    { code: "music", party: "a", keptSeconds: 12, leftOutSeconds: 90 },
    "A: 12 s of speech that may be music, and 1 min 30 s left out as music or tones.",
    "A : 12 s de parole qui est peut-être de la musique, et 1 min 30 s de musique ou de tonalités mises à part.",
  ],
  [
    { code: "musicKept", party: "b", seconds: 3 },
    "B: 3 s of speech that may be music.",
    "B : 3 s de parole qui est peut-être de la musique.",
  ],
  [
    { code: "musicLeftOut", party: "a", seconds: 30 },
    "A: 30 s left out as music or tones.",
    "A : 30 s de musique ou de tonalités mises à part.",
  ],
])("music is told in seconds, without the half that is not there: %j", (finding, english, french) => {
  expect(said("en", finding)[0]).toBe(english);
  expect(said("fr", finding)[0]).toBe(french);
});

test("each finding has its sentence and what to do, with nothing left unfilled", () => {
  const party = "a" as const;
  const findings: Finding[] = [
    { code: "crosstalk", party, db: 24 },
    { code: "repeated", share: 0.5 },
    { code: "untranscribed", seconds: 9 },
    { code: "music", party, keptSeconds: 5, leftOutSeconds: 4 },
    { code: "musicKept", party, seconds: 5 },
    { code: "musicLeftOut", party, seconds: 4 },
    { code: "guessed" },
    { code: "mono" },
    { code: "silence", seconds: 40 },
    { code: "dropouts", party, count: 3 },
    { code: "empty", party, share: 0.6 },
    { code: "quiet", party, db: -45 },
    { code: "offset", party, share: 0.02 },
  ];
  expect(findings.map(({ code }) => code).sort()).toEqual(Object.keys(messages.en.desk.findings.what).sort());
  for (const locale of ["en", "fr"] as const) {
    for (const finding of findings) {
      for (const sentence of said(locale, finding)) expect(sentence).toMatch(/^\S[^{}]{10,}\S$/);
      if ("party" in finding) expect(said(locale, finding)[0]).toMatch(/\bA\b/);
    }
  }
});
