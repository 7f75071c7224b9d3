import { describe, expect, test } from "vitest";
import { misfitOf, type RedactedWord, readTranscript, turnsOf, writeText } from "./transcript.ts";

const said = (channel: "left" | "right", text: string, start: number): RedactedWord => {
  return { channel, text, startSeconds: start, endSeconds: start + 0.4, guessed: false, redaction: null };
};

describe("reading a transcript", () => {
  test("words come back in time order, channels by name or number", () => {
    const words = readTranscript({
      language: "en",
      words: [
        { channel: 1, word: "yes", start: 2, end: 2.3 },
        { channel: "left", word: " hello ", start: 0.5, end: 0.9 },
      ],
    });
    expect(words).toEqual([
      { channel: "left", text: "hello", startSeconds: 0.5, endSeconds: 0.9, guessed: false },
      { channel: "right", text: "yes", startSeconds: 2, endSeconds: 2.3, guessed: false },
    ]);
  });

  test("the time of a segment is spread over its words, and said to be a guess", () => {
    const words = readTranscript({ segments: [{ channel: 0, text: "one three", start: 1, end: 2.6 }] });
    expect(words).toMatchObject([
      { text: "one", startSeconds: 1, endSeconds: 1.6, guessed: true },
      { text: "three", startSeconds: 1.6, endSeconds: 2.6, guessed: true },
    ]);
  });

  test("nothing that is written in it can pass for one of our marks, or turn the text around", () => {
    const words = readTranscript({ words: [{ channel: 0, word: "[NAME]\u202E\u0000x", start: 0, end: 1 }] });
    expect(words?.map(({ text }) => text)).toEqual(["(NAME)", "x"]);
  });

  test.each([
    ["not an object", "words"],
    ["no words", { language: "en" }],
    ["an end before its start", { words: [{ channel: 0, word: "a", start: 2, end: 1 }] }],
    ["a negative time", { words: [{ channel: 0, word: "a", start: -1, end: 1 }] }],
    ["not a number", { words: [{ channel: 0, word: "a", start: Number.NaN, end: 1 }] }],
    ["a third channel", { words: [{ channel: 2, word: "a", start: 0, end: 1 }] }],
    ["a word of 101 characters", { words: [{ channel: 0, word: "a".repeat(101), start: 0, end: 1 }] }],
    ["too many words", { words: Array(100_001).fill({ channel: 0, word: "a", start: 0, end: 1 }) }],
  ])("%s is refused", (_, json) => {
    expect(readTranscript(json)).toBeNull();
  });
});

describe("writing a redacted transcript", () => {
  test("one find becomes one mark, with its punctuation and its place", () => {
    const name = { kind: "NAME", score: 0.9 } as const;
    const words = [said("left", "I", 0), said("left", "am", 0.4), said("left", "Ann", 0.8), said("left", "Lee.", 1.2)];
    words[2]!.redaction = name;
    words[3]!.redaction = name;
    words.push(said("left", "Hi", 1.6));
    expect(writeText(words)).toEqual({ text: "I am [NAME]. Hi", spans: [{ from: 5, to: 11, ...name, certain: true }] });
  });

  test("turns of both parties stand in time order; a pause starts a new one", () => {
    const words = [
      said("left", "hello", 0),
      said("right", "hi", 0.5),
      said("left", "there", 0.6),
      said("left", "so", 5),
    ];
    expect(turnsOf(words).map(({ party, text }) => [party, text])).toEqual([
      ["a", "hello there"],
      ["b", "hi"],
      ["a", "so"],
    ]);
  });
});

describe("a transcript that belongs to another recording", () => {
  const voice = { frames: new Uint8Array(1_000).fill(1, 0, 300), hopSamples: 80 };
  const words = (from: number) => Array.from({ length: 20 }, (_, i) => said("left", "word", from + i * 0.1));

  test("is recognised by words where nobody speaks, or behind the end", () => {
    expect(misfitOf(words(0.5), voice, 8_000)).toBeNull();
    expect(misfitOf(words(6), voice, 8_000)).toBe("nobody_speaks");
    expect(misfitOf(words(60), voice, 8_000)).toBe("behind_end");
  });
});
