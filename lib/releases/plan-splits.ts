import { createHash } from "node:crypto";
import type { Split } from "./release.ts";

/** Below this number of speakers a test split would say more about one person than about a model. */
export const fewestSpeakersForTest = 5;
export const wantedTestShare = 0.1;
export const mostTestShare = 0.15;

type Spoken = { speaker: string; startMs: number; endMs: number };

/**
 * Which split each speaker is in; a speaker is in one split only. Speakers are taken in the order of
 * sha256(slug, speaker) until the test split holds a tenth of the speech, passing over those who would carry it beyond
 * 15 %. Where nobody fits, whoever speaks least is the test split.
 */
export function planSplits(slug: string, clips: readonly Spoken[]): Map<string, Split> {
  const speechMs = new Map<string, number>();
  for (const clip of clips) speechMs.set(clip.speaker, (speechMs.get(clip.speaker) ?? 0) + clip.endMs - clip.startMs);
  const splits = new Map<string, Split>([...speechMs.keys()].map((speaker) => [speaker, "train"]));
  if (speechMs.size < fewestSpeakersForTest) return splits;

  const order = [...speechMs]
    .map(([speaker, ms]) => ({ speaker, ms, rank: rankOf(slug, speaker) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const totalMs = order.reduce((sum, { ms }) => sum + ms, 0);
  let testMs = 0;
  for (const { speaker, ms } of order) {
    if (testMs >= wantedTestShare * totalMs) break;
    if (testMs + ms > mostTestShare * totalMs) continue;
    splits.set(speaker, "test");
    testMs += ms;
  }
  if (testMs === 0) splits.set(order.reduce((least, next) => (next.ms < least.ms ? next : least)).speaker, "test");
  return splits;
}

function rankOf(slug: string, speaker: string): string {
  // The line break keeps ("a", "bc") and ("ab", "c") apart: a slug never holds one.
  return createHash("sha256").update(`${slug}\n${speaker}`).digest("hex");
}
