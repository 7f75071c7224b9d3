import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isCardNumber, isFrenchSocialNumber, isIban } from "./redact/checksums.ts";
import type { Find, Language } from "./redact/kinds.ts";
import { findPersonalData, redactWords } from "./redact.ts";
import { type Word, writeText } from "./transcript.ts";

interface Sentence {
  language: Language;
  text: string;
  planted: Find[];
}

/** Sentences with what should be found in brackets: `en|Call [NAME:Ann] now`. */
function sentences(file: string): Sentence[] {
  const lines = readFileSync(new URL(`../../tests/fixtures/personal-data/${file}`, import.meta.url), "utf8");
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const planted: Find[] = [];
      let text = "";
      for (const part of line.slice(3).split(/(\[[A-Z]+:[^\]]*\])/)) {
        const mark = part.match(/^\[([A-Z]+):(.*)\]$/);
        const said = mark?.[2] ?? part;
        if (mark)
          planted.push({ from: text.length, to: text.length + said.length, kind: mark[1] as Find["kind"], score: 1 });
        text += said;
      }
      return { language: line.slice(0, 2) as Language, text, planted };
    });
}

/** Share of planted finds that are covered whole, of their words, and of marked words that were planted. */
function scoresOf(list: Sentence[]) {
  const count = { planted: 0, whole: 0, words: 0, wordsFound: 0, wordsMarked: 0 };
  for (const { text, language, planted } of list) {
    const finds = findPersonalData(text, language);
    const words = [...text.matchAll(/[\p{L}\p{M}\d]+/gu)].map(({ index, 0: word }) => ({
      from: index,
      to: index + word.length,
    }));
    const within = (word: { from: number; to: number }, spans: Find[]) =>
      spans.some(({ from, to }) => word.from < to && word.to > from);
    count.wordsMarked += words.filter((word) => within(word, finds)).length;
    for (const span of planted) {
      const own = words.filter((word) => within(word, [span]));
      const found = own.filter((word) => within(word, finds));
      count.planted++;
      count.words += own.length;
      count.wordsFound += found.length;
      if (found.length === own.length) count.whole++;
    }
  }
  return {
    whole: count.whole / count.planted,
    words: count.wordsFound / count.words,
    precision: count.wordsFound / count.wordsMarked,
  };
}

describe("personal data in English and French, written and spoken", () => {
  test("sentences that the rules were tuned on", () => {
    const { whole, words, precision } = scoresOf(sentences("tuned.txt"));
    expect(whole).toBeGreaterThan(0.95);
    expect(words).toBeGreaterThan(0.98);
    expect(precision).toBeGreaterThan(0.96);
  });

  test("sentences that the rules never saw: a floor, not a promise; people still review", () => {
    const { whole, words, precision } = scoresOf(sentences("unseen.txt"));
    expect(whole).toBeGreaterThan(0.85);
    expect(words).toBeGreaterThan(0.9);
    expect(precision).toBeGreaterThan(0.97);
  });

  test.each(["en", "fr"] as const)("%s: every find lies inside the text and has a score", (language) => {
    for (const { text } of sentences("unseen.txt")) {
      for (const { from, to, score } of findPersonalData(text, language)) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(text.length);
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThanOrEqual(1);
      }
    }
  });
});

function wordsOf(text: string, channel: Word["channel"] = "left", start = 0): Word[] {
  return text.split(" ").map((said, i) => {
    return { channel, text: said, startSeconds: start + i * 0.4, endSeconds: start + i * 0.4 + 0.3, guessed: false };
  });
}

describe("the words of a call", () => {
  test("a name that was given once is marked wherever it is said again, by either party", () => {
    const words = redactWords(
      [...wordsOf("my name is deverell ok"), ...wordsOf("thank you deverell goodbye", "right", 5)],
      "en",
    );
    expect(writeText(words).text).toBe("my name is [NAME] ok thank you [NAME] goodbye");
  });

  test("a number that is told with a pause in it is one find", () => {
    const words = redactWords(wordsOf("it is five five five, one two three, four five six seven please"), "en");
    expect(writeText(words).text).toBe("it is [PHONE] please");
  });

  test("a find on the border of two passages is not lost", () => {
    const filler = Array(290).fill("fine").join(" ");
    const words = redactWords(
      wordsOf(`${filler} call me on oh seven seven double oh nine hundred one two three thanks`),
      "en",
    );
    expect(writeText(words).text).toMatch(/call me on \[PHONE\] thanks$/);
  });

  test("words that look like the start of everything take time in proportion, not more", () => {
    const patterns = [
      "one",
      "at",
      "dot",
      "a",
      "born",
      "rue de",
      "my name is",
      "1",
      "É".repeat(90),
      "@",
      "www.",
      "FR76",
      "-",
      "(",
      "24 le",
    ];
    for (const pattern of patterns) {
      const words = wordsOf(Array(4_000).fill(pattern).join(" "));
      for (const language of ["en", "fr"] as const) {
        const started = performance.now();
        redactWords(words, language);
        expect(performance.now() - started, pattern).toBeLessThan(3_000);
      }
    }
  });
});

describe("checksums", () => {
  test("cards, IBANs and French social security numbers", () => {
    expect(isCardNumber("4111111111111111")).toBe(true);
    expect(isCardNumber("4111111111111112")).toBe(false);
    expect(isIban("FR14 2004 1010 0505 0001 3M02 606")).toBe(true);
    expect(isIban("FR14 2004 1010 0505 0001 3M02 607")).toBe(false);
    expect(isFrenchSocialNumber("185057800608491")).toBe(true);
    expect(isFrenchSocialNumber("185057800608492")).toBe(false);
  });
});
