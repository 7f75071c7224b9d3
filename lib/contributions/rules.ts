import { createHash } from "node:crypto";

export type Channel = "left" | "right";
export type OtherParty = "left_out" | "asked" | "given" | "refused";

/** A hundred thousand words with their times fit, and `{ words: [{ … }] }` is three deep: nothing that fills a worker's memory. */
export const transcriptLimits = { bytes: 24 << 20, depth: 8 } as const;

/** What consent allows to be kept: both sides only where both said yes. */
export function keptChannels(ownChannel: Channel, otherParty: OtherParty): Channel | "both" {
  return otherParty === "given" ? "both" : ownChannel;
}

/** Which dated rate pays for it. */
export const rateKind = (otherParty: OtherParty): "both_sides" | "own_side" =>
  otherParty === "given" ? "both_sides" : "own_side";

/** sha256 of the words that somebody agreed to, in the language in which they read them. */
export const noticeHash = (notice: string): string =>
  createHash("sha256").update(notice.normalize("NFC")).digest("hex");

/** Why a person refuses a recording; the words are in messages, namespace `reasons`. */
export const refusalReasons = [
  "other_voice",
  "child",
  "music",
  "personal_data",
  "not_a_call",
  "unintelligible",
  "wrong_language",
] as const;
