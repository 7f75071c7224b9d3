import type { Party, StruckSpan } from "./peaks.ts";

export interface Turn {
  party: Party;
  startSeconds: number;
  endSeconds: number;
  /** Struck-out words stand as marks: "It's [NAME], I rang on Friday." */
  text: string;
}

/** The turn that is heard at a time: the last that began, until the next begins. */
export function turnAt(turns: Turn[], atSeconds: number | undefined): Turn | undefined {
  if (atSeconds === undefined) return undefined;
  return turns.findLast((turn) => turn.startSeconds <= atSeconds);
}

const LEAST_BARS = 3;
const LETTER_PX = 7;

export interface Placed extends StruckSpan {
  fromBar: number;
  barCount: number;
  named: boolean;
}

/** On whole bars, never narrower than three; a label is left out where the one before it still stands. */
export function placed(struck: StruckSpan[], bars: number, durationSeconds: number): Placed[] {
  const freeFrom: Record<Party, number> = { a: 0, b: 0 };
  return [...struck]
    .sort((one, other) => one.startSeconds - other.startSeconds)
    .map((span) => {
      const fromBar = Math.round((span.startSeconds / durationSeconds) * bars);
      const toBar = Math.round((span.endSeconds / durationSeconds) * bars);
      const named = Boolean(span.label) && fromBar * 3 >= freeFrom[span.party];
      if (named) freeFrom[span.party] = fromBar * 3 + (span.label?.length ?? 0) * LETTER_PX + 4;
      return { ...span, fromBar, barCount: Math.max(LEAST_BARS, toBar - fromBar), named };
    });
}

/** Seconds between two numbers: about six to twelve of them at any length. */
export function rulerStep(durationSeconds: number): number {
  for (const step of [5, 10, 30, 60, 120, 300, 600]) if (durationSeconds / step <= 10) return step;
  return 1200;
}
