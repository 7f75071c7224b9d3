import type { Peaks } from "@/components/player/peaks";

const SLICES = 480;

/** Two voices that take turns, drawn by sines: the same on every machine, and nobody's. */
function voice(ofParty: 0 | 1): number[] {
  return Array.from({ length: SLICES }, (_, slice) => {
    const turn = Math.floor(slice / 46);
    if (turn % 2 !== ofParty || slice % 46 > 38) return 0;
    const syllable = Math.abs(Math.sin(slice * 0.61 + turn) * 0.6 + Math.sin(slice * 1.7 + ofParty) * 0.4);
    const breath = Math.sin(slice * 0.13 + turn) > 0.9 ? 0.15 : 1;
    return Math.round(127 * breath * (0.12 + 0.8 * syllable * syllable));
  });
}

export const EXAMPLE_SECONDS = 38;
export const EXAMPLE_PEAKS: Peaks = { a: voice(0), b: voice(1) };
export const NO_PEAKS: Peaks = { a: [], b: [] };
