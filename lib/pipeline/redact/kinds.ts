import type { RedactionKind } from "../../contributions/redaction-kinds.ts";

export type Language = "en" | "fr";

/** From this score on words are struck out; from `offeredFrom` on they are shown to the reviewer, who decides. */
export const struckFrom = 0.5;
export const offeredFrom = 0.35;
/** Below this score a find is doubtful, and the reviewer is asked to look at it. */
export const certainFrom = 0.8;

/** Personal data found in a text: UTF-16 offsets, `to` not included; the score is between 0 and 1. */
export interface Find {
  from: number;
  to: number;
  kind: RedactionKind;
  score: number;
}
