import { expect, test } from "vitest";
import { strikesInput } from "./input.ts";
import { doubtsOf, findingsOf, notable, shownReport, strikeText } from "./report.ts";

const channel = {
  ...{ party: "a", speechDbfs: -26, peakDbfs: -6, dcOffset: 0, digitalSilenceRatio: 0, dropouts: 0 },
  ...{ syllablesPerSecond: 5, wordsPerMinute: null, crosstalk: null },
};
const calm = {
  overlapRatio: null,
  turnChanges: null,
  gapMedianSeconds: null,
  longestSilenceSeconds: 2,
  repeatedRatio: 0,
};
const report = (quality: object, rest: object = {}) => ({
  ...{ sourceChannels: 2, untranscribedSeconds: 0, guessedWordTimes: false, ...rest },
  quality: { ...calm, channels: [channel], ...quality },
});

test("a calm call has nothing to look at first, and nor has a report of before there was a judge", () => {
  for (const nothing of [report({}), {}, null, { quality: { channels: "many" } }])
    expect(findingsOf(nothing)).toEqual([]);
});

test("each finding comes from its threshold on, the gravest first", () => {
  const crosstalk = { leakDb: -20, belowOwnDb: -24, delaySeconds: 0.1, likeness: 0.9 };
  const bad = {
    ...channel,
    crosstalk,
    dropouts: notable.dropouts,
    digitalSilenceRatio: 0.6,
    speechDbfs: -45,
    dcOffset: -0.02,
  };
  const found = findingsOf(
    report(
      { channels: [bad], repeatedRatio: 0.5, longestSilenceSeconds: 60 },
      { sourceChannels: 1, untranscribedSeconds: 9, guessedWordTimes: true },
    ),
  );
  expect(found.map(({ code }) => code)).toEqual([
    ...["mono", "crosstalk", "repeated", "untranscribed", "guessed", "silence", "dropouts", "empty", "quiet", "offset"],
  ]);
  expect(found[1]).toEqual({ code: "crosstalk", party: "a", db: 24 });
  const faint = { ...crosstalk, belowOwnDb: notable.crosstalkDb };
  expect(findingsOf(report({ channels: [{ ...channel, crosstalk: faint, dropouts: notable.dropouts - 1 }] }))).toEqual(
    [],
  );
});

test("music is told from three seconds on, counted as speech or left out, with what there is of each", () => {
  const heard = (musicSeconds: unknown, perhapsMusicSeconds: unknown) =>
    findingsOf(report({ channels: [{ ...channel, musicSeconds, perhapsMusicSeconds }] }));
  expect(heard(30.2, 11.6)).toEqual([{ code: "music", party: "a", keptSeconds: 12, leftOutSeconds: 30 }]);
  expect(heard(1.2, 3)).toEqual([{ code: "music", party: "a", keptSeconds: 3, leftOutSeconds: 1 }]);
  expect(heard(0.4, 3)).toEqual([{ code: "musicKept", party: "a", seconds: 3 }]);
  expect(heard(30, 0)).toEqual([{ code: "musicLeftOut", party: "a", seconds: 30 }]);
  for (const nothing of [heard(2.9, 2.9), heard(undefined, undefined), heard("much", null)])
    expect(nothing).toEqual([]);
  const both = [channel, { ...channel, party: "b", musicSeconds: 8 }];
  expect(findingsOf(report({ channels: both }))).toEqual([{ code: "musicLeftOut", party: "b", seconds: 8 }]);
});

test("a report of before music was told apart has the rest of its quality", () => {
  const { quality } = shownReport(report({}));
  expect(quality?.channels).toEqual([{ ...channel, musicSeconds: 0, perhapsMusicSeconds: 0 }]);
});

test("an offered doubt is struck out whole: its form rounds outwards, and is read again", () => {
  const doubt = { party: "b", startSeconds: 1.2344, endSeconds: 1.5671, kind: "NAME", score: 0.4, struck: false };
  const [read] = doubtsOf({ redaction: { doubts: [doubt] } });
  expect(read).toEqual({ ...doubt, text: null });
  expect(strikeText(read!)).toBe("b:1234:1568:NAME");
  const recordingId = "0199a000-0000-7000-8000-000000000001";
  expect(strikesInput.parse({ recordingId, strikes: [strikeText(read!)] }).strikes).toEqual([
    { party: "b", startMs: 1_234, endMs: 1_568, kind: "NAME" },
  ]);
});
