import { expect, test } from "vitest";
import { nextThing, type Standing } from "./next-thing.ts";

const newcomer: Standing = {
  asked: 0,
  recordingCount: 0,
  recent: [],
  account: undefined,
  earnedMicros: 0n,
  availableMicros: 0n,
  thresholdMicros: 25_000_000n,
};
const call = (state: string) => ({ id: state, title: `A call ${state}`, state });
const dana: Standing = { ...newcomer, recordingCount: 3, recent: [call("accepted")], earnedMicros: 9_000_000n };

test("somebody new sends a first call, unless somebody else waits for their answer", () => {
  expect(nextThing(newcomer)).toEqual({ kind: "first" });
  expect(nextThing({ ...newcomer, asked: 2 })).toEqual({ kind: "answer", count: 2 });
});

test("an upload that broke off is finished before anything else is sent", () => {
  const recent = [call("in_review"), call("announced")];
  expect(nextThing({ ...dana, recent })).toEqual({ kind: "finish", id: "announced", title: "A call announced" });
});

test("the first money asks for an account to be paid on, and the way there is said once", () => {
  expect(nextThing(dana)).toEqual({ kind: "payouts" });
  expect(nextThing({ ...dana, account: "onboarding" })).toEqual({ kind: "opening" });
  expect(nextThing({ ...dana, account: "restricted", asked: 0 })).toEqual({ kind: "restricted" });
});

test("below the threshold, what is missing is named", () => {
  const active = { ...dana, account: "active" as const, availableMicros: 9_000_000n };
  expect(nextThing(active)).toEqual({ kind: "below", missingMicros: 16_000_000n });
  expect(nextThing({ ...active, availableMicros: 25_000_000n })).toEqual({ kind: "more" });
  expect(nextThing({ ...active, availableMicros: 0n })).toEqual({ kind: "more" });
});

test("a call that waits for the other person can be kept alone", () => {
  const recent = [call("waiting")];
  expect(nextThing({ ...dana, account: "active", recent })).toMatchObject({ kind: "alone", id: "waiting" });
});
