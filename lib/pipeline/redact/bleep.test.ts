import { describe, expect, test } from "vitest";
import type { RedactedWord } from "../transcript.ts";
import { bleepOut, bleepStretches, bleepsOf, markOverlaps } from "./bleep.ts";

const name = { kind: "NAME", score: 0.9 } as const;
const word = (startSeconds: number, endSeconds: number, rest: Partial<RedactedWord> = {}): RedactedWord => {
  return { channel: "left", text: "word", startSeconds, endSeconds, guessed: false, redaction: null, ...rest };
};

describe("bleeps", () => {
  test("reach from 80 ms before a word to 120 ms after it, and close short gaps", () => {
    const words = [word(0, 0.5), word(1, 1.4, { redaction: name }), word(1.6, 2, { redaction: name }), word(3, 4)];
    expect(bleepsOf(words, 10)).toEqual([{ channel: "left", startSeconds: 0.92, endSeconds: 2.12, ...name }]);
  });

  test("stay inside the recording, and are wider where the time is a guess", () => {
    const words = [word(0.05, 0.3, { redaction: name }), word(5, 5.5, { redaction: name, guessed: true })];
    expect(bleepsOf(words, 6)).toEqual([
      { channel: "left", startSeconds: 0, endSeconds: 0.42, ...name },
      { channel: "left", startSeconds: 4.32, endSeconds: 6, ...name },
    ]);
  });

  test("replace every sample, whatever was there", () => {
    const rateHz = 8_000;
    const parts = bleepStretches([{ channel: "left", startSeconds: 0.5, endSeconds: 1, ...name }], rateHz, 2 * rateHz);
    const loud = Int16Array.from({ length: 2 * rateHz }, (_, i) => (i % 2 ? 30_000 : -30_000));
    const silent = new Int16Array(2 * rateHz);
    bleepOut(loud, parts, rateHz);
    bleepOut(silent, parts, rateHz);
    expect(loud.subarray(4_000, 8_000)).toEqual(silent.subarray(4_000, 8_000));
    expect(silent.subarray(4_000, 8_000).some((sample) => sample > 1_000)).toBe(true);
    expect(Math.abs(loud[3_999]!)).toBe(30_000);
    expect(Math.abs(loud[8_000]!)).toBe(30_000);
  });

  test("take the other party's words of the same moment with them", () => {
    const words = [
      word(1, 2, { redaction: name }),
      word(1.2, 1.6, { channel: "right" }),
      word(3, 3.4, { channel: "right" }),
    ];
    markOverlaps(words, bleepsOf(words.slice(0, 1), 10));
    expect(words.map(({ redaction }) => redaction?.kind ?? null)).toEqual(["NAME", "OVERLAP", null]);
  });
});
