import { describe, expect, test } from "vitest";
import { testLists } from "../../../tests/fixtures/personal-data/lists-test.ts";
import { tuningLists } from "../../../tests/fixtures/personal-data/lists-tuning.ts";
import { intervalOf, scoreOf } from "../../../tests/fixtures/personal-data/score.ts";
import { type Half, readSentence, sentencesOf } from "../../../tests/fixtures/personal-data/sentences.ts";
import { testTemplates } from "../../../tests/fixtures/personal-data/templates-test.ts";
import { tuningTemplates } from "../../../tests/fixtures/personal-data/templates-tuning.ts";
import { type Word, writeText } from "../transcript.ts";
import { isCardNumber, isFrenchSocialNumber, isIban } from "./checksums.ts";
import type { Language } from "./kinds.ts";
import { findPersonalData } from "./redact.ts";
import { redactionReport, redactWords } from "./redact-words.ts";

const languages = ["en", "fr"] as const;
const scores = (half: Half, language: Language, source?: "hand" | "template") => {
  const sentences = sentencesOf(half, language).filter((one) => source === undefined || one.source === source);
  const { all, kept } = scoreOf(sentences, findPersonalData);
  return { sentences: sentences.length, found: all.found.hits / all.found.of, kept: kept.hits / kept.of };
};

describe("personal data in English and French, written and spoken", () => {
  test.each(languages)("%s: sentences that the rules were tuned on", (language) => {
    const { sentences, found, kept } = scores("tuning", language);
    expect(sentences).toBeGreaterThan(400);
    expect(found).toBeGreaterThan(0.985);
    expect(kept).toBeGreaterThan(0.99);
  });

  test.each(languages)(
    "%s: sentences that were kept apart: a floor, not a promise; people still review",
    (language) => {
      const { sentences, found, kept } = scores("test", language);
      expect(sentences).toBeGreaterThan(400);
      expect(found).toBeGreaterThan(0.97);
      expect(kept).toBeGreaterThan(0.985);
    },
  );

  test.each(languages)("%s: the hard ones among them, written by hand", (language) => {
    const { sentences, found, kept } = scores("test", language, "hand");
    expect(sentences).toBeGreaterThan(100);
    expect(found).toBeGreaterThan(0.945);
    expect(kept).toBeGreaterThan(0.97);
  });

  test.each(languages)("%s: every find lies inside the text and has a score", (language) => {
    for (const { text } of sentencesOf("tuning", language)) {
      for (const { from, to, score } of findPersonalData(text, language)) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(text.length);
        expect(score).toBeGreaterThanOrEqual(0.5);
        expect(score).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe("the score of a finder", () => {
  const sentences = [readSentence("call [NAME:Ann Lee] on [PHONE:one {er} two] now", "en", "hand")];

  test("one that finds nothing has found nothing and kept everything", () => {
    const { all, kept } = scoreOf(sentences, () => []);
    expect([all.found, kept]).toEqual([
      { hits: 0, of: 2 },
      { hits: 3, of: 3 },
    ]);
  });

  test("one that marks everything has found everything and kept nothing", () => {
    const { all, kept } = scoreOf(sentences, (text) => [{ from: 0, to: text.length, kind: "NAME" }]);
    expect([all.found, all.named, kept]).toEqual([
      { hits: 2, of: 2 },
      { hits: 1, of: 2 },
      { hits: 0, of: 3 },
    ]);
  });

  test("half a span is not found; what stands in braces may be left", () => {
    const at = (text: string, part: string) => ({ from: text.indexOf(part), to: text.indexOf(part) + part.length });
    const found = scoreOf(sentences, (text) => [
      { ...at(text, "Ann"), kind: "NAME" },
      { ...at(text, "one"), kind: "PHONE" },
      { ...at(text, "two"), kind: "PHONE" },
    ]).all.found;
    expect(found).toEqual({ hits: 1, of: 2 });
  });

  test("Wilson's interval", () => {
    const [low, high] = intervalOf({ hits: 8, of: 10 });
    expect(low).toBeCloseTo(0.49, 2);
    expect(high).toBeCloseTo(0.943, 2);
  });

  test("the halves share no sentence, no frame and no name", () => {
    for (const language of languages) {
      const plain = (half: Half) => new Set(sentencesOf(half, language).map(({ text }) => text.toLowerCase()));
      const tuning = plain("tuning");
      expect([...plain("test")].filter((text) => tuning.has(text))).toEqual([]);
      const shared = (name: keyof typeof tuningLists.en) =>
        testLists[language][name].filter((entry) => name !== "domain" && tuningLists[language][name].includes(entry));
      for (const name of ["first", "last", "street", "town", "handle", "site"] as const)
        expect(shared(name)).toEqual([]);
      expect(testTemplates[language].filter((frame) => tuningTemplates[language].includes(frame))).toEqual([]);
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
      "mille",
      "quatre vingt",
      "_",
      "b as in bravo",
      "FR76 x",
      "no sorry",
      "12/",
      "O'",
    ];
    for (const pattern of patterns) {
      const words = wordsOf(Array(2_000).fill(pattern).join(" "));
      for (const language of ["en", "fr"] as const) {
        const before = process.cpuUsage();
        redactWords(words, language);
        expect(process.cpuUsage(before).user / 1_000, `${pattern}: milliseconds`).toBeLessThan(2_000);
      }
    }
  });
});

describe("what is not certain", () => {
  test("a doubtful find is struck out, and reported with its score and time", () => {
    const words = redactWords(wordsOf("it's dawn from the office, my name is karen whitfield"), "en");
    const report = redactionReport(words, false);
    expect(writeText(words).text).toBe("it's [NAME] from the office, my name is [NAME]");
    expect(report).toMatchObject({ certain: 1, doubtful: 1, outside: false });
    expect(report.doubts[0]).toMatchObject({ party: "a", startSeconds: 0.4, kind: "NAME", score: 0.6, struck: true });
  });

  test("what is too doubtful to be struck out is offered to the reviewer", () => {
    const words = redactWords(wordsOf("we went there with brambleford over the hill"), "en");
    expect(writeText(words).text).toBe("we went there with brambleford over the hill");
    expect(redactionReport(words, false).doubts).toMatchObject([{ kind: "NAME", struck: false, score: 0.4 }]);
  });

  test("spans of a turn say whether they are certain", () => {
    const { spans } = writeText(redactWords(wordsOf("it's dawn on 415 555 2671"), "en"));
    expect(spans.map(({ kind, certain }) => [kind, certain])).toEqual([
      ["NAME", false],
      ["PHONE", true],
    ]);
  });

  test("a service's finds are struck out as well", () => {
    const words = wordsOf("the blue teapot is hers");
    const find = { kind: "NUMBER", score: 0.5 } as const;
    const outside = new Map([
      [words[1]!, find],
      [words[2]!, find],
    ]);
    const redacted = redactWords(words, "en", outside);
    expect(writeText(redacted).text).toBe("the [NUMBER] is hers");
    expect(redactionReport(redacted, true)).toMatchObject({ doubtful: 1, outside: true });
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
