import { cepstra, type Frames, frameHopSeconds, logMel, normalise, withDeltas } from "./features.ts";
import type { SpokenWords } from "./recordings.ts";

/** One spoken word as the recognisers hear it. */
export interface HeardWord {
  word: number;
  speaker: number;
  frames: Frames;
}

/** Thirteen mel cepstra with slopes, each brought to mean 0 and deviation 1 over the words of its recording. */
export function heardWords(
  { speaker, words }: SpokenWords,
  samples: Int16Array,
  sampleRateHz: number,
): { cepstra: HeardWord[]; bands: HeardWord[] } {
  const mel = logMel(samples, sampleRateHz);
  const places = words.map(({ from, to }) => ({
    first: Math.round(from / sampleRateHz / frameHopSeconds),
    end: Math.min(mel.count, Math.round(to / sampleRateHz / frameHopSeconds)),
  }));
  const cutFrom = (frames: Frames): HeardWord[] => {
    const spoken = normalise(joinedRows(frames, places), true);
    let at = 0;
    return places.map(({ first, end }, i) => {
      const values = spoken.values.slice(at, at + (end - first) * frames.width);
      at += values.length;
      return { word: words[i]!.word, speaker, frames: { count: end - first, width: frames.width, values } };
    });
  };
  return { cepstra: cutFrom(withDeltas(cepstra(mel, 0, 12))), bands: cutFrom(mel) };
}

function joinedRows({ width, values }: Frames, places: readonly { first: number; end: number }[]): Frames {
  const count = places.reduce((sum, { first, end }) => sum + end - first, 0);
  const joined = new Float64Array(count * width);
  let at = 0;
  for (const { first, end } of places) {
    joined.set(values.subarray(first * width, end * width), at);
    at += (end - first) * width;
  }
  return { count, width, values: joined };
}
