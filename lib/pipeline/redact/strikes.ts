import type { RedactionKind } from "../../contributions/redaction-kinds.ts";
import { type Party, partyOf } from "../parties.ts";
import type { Word } from "../transcript.ts";
import type { Bleep } from "./bleep.ts";

/** What a reviewer heard and wants struck out. */
export interface Strike {
  party: Party;
  startSeconds: number;
  endSeconds: number;
  kind: RedactionKind;
}

/** The words of each strike, with what they are now known to be: one object a strike, as one find. */
export function struckWords<W extends Word>(
  words: readonly W[],
  strikes: readonly Strike[],
): Map<W, { kind: RedactionKind; score: number }> {
  const struck = new Map<W, { kind: RedactionKind; score: number }>();
  for (const { party, startSeconds, endSeconds, kind } of strikes) {
    const redaction = { kind, score: 1 };
    for (const word of words) {
      const middle = (word.startSeconds + word.endSeconds) / 2;
      if (partyOf(word.channel) === party && middle >= startSeconds && middle <= endSeconds)
        struck.set(word, redaction);
    }
  }
  return struck;
}

/** The strikes that no bleep covers whole: nothing was written down there. */
export const withoutBleep = (strikes: readonly Strike[], bleeps: readonly Bleep[]): Strike[] =>
  strikes.filter(
    (strike) =>
      !bleeps.some(
        ({ channel, startSeconds, endSeconds }) =>
          partyOf(channel) === strike.party && startSeconds <= strike.startSeconds && endSeconds >= strike.endSeconds,
      ),
  );

/** The strikes themselves as bleeps: sound is struck out where no word was written down, too. */
export const bleepsOfStrikes = (strikes: readonly Strike[], lengthSeconds: number): Bleep[] =>
  strikes.flatMap(({ party, startSeconds, endSeconds, kind }) =>
    startSeconds >= lengthSeconds
      ? []
      : [
          {
            channel: party === "a" ? ("left" as const) : ("right" as const),
            startSeconds,
            endSeconds: Math.min(lengthSeconds, endSeconds),
            kind,
            score: 1,
          },
        ],
  );
