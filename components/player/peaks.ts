export type Party = "a" | "b";

/** Loudest sample of each slice of time, 0 to 127, for each of the two voices. */
export type Peaks = Record<Party, readonly number[]>;

export interface StruckSpan {
  party: Party;
  startSeconds: number;
  endSeconds: number;
  /** The word over it: what kind of thing was struck out. */
  label?: string;
}

/** Quieter than this everywhere is silence, and is not blown up to full height. */
const LEAST_LOUD = 16;

/** The loudest slice of both voices: full height in the drawing, so that a quiet call can be read as well. */
export function loudestOf(peaks: Peaks): number {
  let most = LEAST_LOUD;
  for (const party of ["a", "b"] as const) for (const slice of peaks[party]) most = Math.max(most, slice);
  return most;
}

/**
 * As many bars as there is room for, from 0 to 1 of `loudest`. Fewer bars than slices: the loudest under each. More bars
 * than slices: on the straight line between two slices.
 */
export function barsOf(slices: readonly number[], bars: number, loudest: number): number[] {
  const share = (value: number) => Math.min(1, value / loudest);
  return Array.from({ length: bars }, (_, bar) => {
    const from = (bar * slices.length) / bars;
    const to = ((bar + 1) * slices.length) / bars;
    if (bars <= slices.length) return share(Math.max(0, ...slices.slice(Math.floor(from), Math.floor(to))));
    const low = slices[Math.floor(from)] ?? 0;
    const high = slices[Math.floor(from) + 1] ?? low;
    return share(low + (high - low) * (from - Math.floor(from)));
  });
}
