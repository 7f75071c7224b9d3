import { clips as settings } from "../rules.ts";
import { type Stretch, shortened } from "../stretches.ts";

/**
 * Cuts one channel into clips of 2 to 20 s that cover everything that is said, at pauses where there are any. `talk` is
 * sorted and free of overlaps; the channel itself is at least 2 s long.
 */
export function cutClips(talk: readonly Stretch[], samples: Int16Array, sampleRateHz: number): Stretch[] {
  const longest = settings.longestSeconds * sampleRateHz;
  const shortest = settings.shortestSeconds * sampleRateHz;
  const pieces = grouped(shortened(talk, samples, longest, shortest), sampleRateHz);
  const result: Stretch[] = [];
  for (let piece = pieces.shift(); piece; piece = pieces.shift()) {
    const previous = result.at(-1);
    const next = pieces[0];
    const wide = widened(piece, previous?.to ?? 0, next?.from ?? samples.length, shortest);
    if (wide.to - wide.from >= shortest) {
      result.push(wide);
    } else if (previous) {
      // Too short alone and no silence left around it: share it with its neighbour.
      result.splice(-1, 1, ...shortened([{ from: previous.from, to: piece.to }], samples, longest, shortest));
    } else if (next) {
      pieces.splice(0, 1, ...shortened([{ from: piece.from, to: next.to }], samples, longest, shortest));
    }
  }
  return result;
}

/** Joins stretches of talk until they hold about 8 s and a pause comes, or until the next one would not fit. */
function grouped(talk: readonly Stretch[], sampleRateHz: number): Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of talk) {
    const last = result.at(-1);
    const pause = last ? (stretch.from - last.to) / sampleRateHz : 0;
    const held = last ? (last.to - last.from) / sampleRateHz : 0;
    const together = last ? (stretch.to - last.from) / sampleRateHz : 0;
    const enough = held >= settings.wantedSeconds && pause >= settings.pauseSeconds;
    if (last && together <= settings.longestSeconds && pause <= settings.longestPauseSeconds && !enough)
      last.to = stretch.to;
    else result.push({ ...stretch });
  }
  return result;
}

/** Grows a short piece on both sides into the silence around it, as far as its neighbours let it. */
function widened(piece: Stretch, before: number, after: number, shortest: number): Stretch {
  const missing = shortest - (piece.to - piece.from);
  if (missing <= 0) return piece;
  const from = Math.max(before, piece.from - Math.ceil(missing / 2));
  const to = Math.min(after, from + shortest);
  return { from: Math.max(before, Math.min(from, to - shortest)), to };
}
