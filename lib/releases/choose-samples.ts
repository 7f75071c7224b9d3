import { createHash } from "node:crypto";
import { median } from "./count-stats.ts";
import type { ReleaseClip } from "./release.ts";

const mostSamples = 6;
const shortestMs = 4_000;
const longestMs = 15_000;

/**
 * Ids of up to 6 clips to let anybody hear: 4 to 15 s, with a text, no noisier than the median, as many speakers as
 * there are before a second clip of anyone. Among those the digest decides, not the best figure: a sample stands for the whole.
 */
export function chooseSamples(clips: readonly ReleaseClip[]): string[] {
  const middle = median(clips.flatMap((clip) => clip.snrDb ?? []));
  const fit = clips
    .filter((clip) => isFit(clip, middle))
    .map((clip) => ({ clip, rank: createHash("sha256").update(clip.id).digest("hex") }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));

  const taken = new Map<string, number>();
  const turns = fit.map(({ clip, rank }) => {
    const turn = taken.get(clip.speaker) ?? 0;
    taken.set(clip.speaker, turn + 1);
    return { id: clip.id, turn, rank };
  });
  return turns
    .sort((a, b) => a.turn - b.turn || (a.rank < b.rank ? -1 : 1))
    .slice(0, mostSamples)
    .map(({ id }) => id);
}

function isFit(clip: ReleaseClip, middleSnrDb: number | null): boolean {
  const lengthMs = clip.endMs - clip.startMs;
  // The median is rounded to a tenth, so half of a tenth is allowed for.
  const clear = middleSnrDb === null || (clip.snrDb !== null && clip.snrDb >= middleSnrDb - 0.05);
  return clear && Boolean(clip.text?.trim()) && lengthMs >= shortestMs && lengthMs <= longestMs;
}
