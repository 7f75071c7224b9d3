import type { VersionStats } from "../../db/schema/catalog.ts";
import type { ReleaseClip } from "./release.ts";

/** The figures of a version. What lies outside the histograms is counted in their outermost bins. */
export function countStats(clips: readonly ReleaseClip[]): VersionStats {
  const snrDb = clips.flatMap((clip) => clip.snrDb ?? []);
  const seconds = histogram(
    clips.map((clip) => (clip.endMs - clip.startMs) / 1000),
    2,
    10,
  );
  const redactions = new Map<string, number>();
  for (const kind of clips.flatMap((clip) => clip.kinds)) redactions.set(kind, (redactions.get(kind) ?? 0) + 1);
  return {
    clipSeconds: seconds.map(({ from, to, clips }) => ({ fromSeconds: from, toSeconds: to, clips })),
    snrDb: histogram(snrDb, 5, 8).map(({ from, to, clips }) => ({ fromDb: from, toDb: to, clips })),
    calls: new Set(clips.map((clip) => clip.recording)).size,
    medianSnrDb: median(snrDb),
    sampleRatesHz: [...new Set(clips.map((clip) => clip.sampleRateHz))].sort((a, b) => a - b),
    redactions: Object.fromEntries([...redactions].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

type Bin = { from: number; to: number; clips: number };

/** `count` bins from 0, each `width` wide, the lower edge included. */
function histogram(values: readonly number[], width: number, count: number): Bin[] {
  const bins = Array.from({ length: count }, (_, index) => ({
    from: index * width,
    to: (index + 1) * width,
    clips: 0,
  }));
  for (const value of values) {
    bins[Math.min(count - 1, Math.max(0, Math.floor(value / width)))]!.clips += 1;
  }
  return bins;
}

/** To a tenth; null of nothing. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  if (upper === undefined) return null;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
  return Math.round(((lower + upper) / 2) * 10) / 10;
}
