import { cepstra, type Frames, logMel, loudFrames, moments, normalise, pick, withDeltas } from "./features.ts";
import { eachFrame, type Mixture } from "./gaussian-mixture.ts";
import { pitchContour } from "./pitch-contour.ts";

/** What an attacker measures on one recording. */
export interface Voiceprint {
  speaker: number;
  /** Mel cepstra with slopes of the speech in it, mean taken away: the phone's colour says nothing. */
  frames: Frames;
  /** One row about the whole recording: spectrum, its spread, pitch, liveliness. */
  statistics: Float64Array;
}

export function voiceprint(speaker: number, samples: Int16Array, sampleRateHz: number): Voiceprint {
  const mel = logMel(samples, sampleRateHz);
  const loud = loudFrames(mel);
  const raw = pick(withDeltas(cepstra(mel, 1, 19)), loud);
  const spectrum = moments(raw);
  const bands = moments(pick(withDeltas(mel), loud));
  const statistics = Float64Array.from([
    ...spectrum.means.subarray(0, 19),
    ...spectrum.deviations,
    ...bands.deviations.map(Math.log),
    ...skews(raw, spectrum).subarray(0, 19),
    ...pitchStatistics(samples, sampleRateHz),
    raw.count / Math.max(1, mel.count),
  ]);
  return { speaker, frames: normalise(raw, false), statistics };
}

function skews(
  { count, width, values }: Frames,
  { means, deviations }: { means: Float64Array; deviations: Float64Array },
) {
  const sums = new Float64Array(width);
  for (let frame = 0, at = 0; frame < count; frame++) {
    for (let c = 0; c < width; c++, at++) {
      const distance = (values[at]! - means[c]!) / deviations[c]!;
      sums[c] = sums[c]! + (distance * distance * distance) / count;
    }
  }
  return sums;
}

/** Middle, range and movement of the pitch in octaves, how much is voiced and how clean the voice is. */
function pitchStatistics(samples: Int16Array, sampleRateHz: number): number[] {
  const { hz, periodicity } = pitchContour(samples, sampleRateHz);
  const octaves = [...hz].filter((value) => value > 0).map(Math.log2);
  if (octaves.length < 10) return new Array<number>(8).fill(0);
  const sorted = octaves.slice().sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
  const mean = octaves.reduce((sum, value) => sum + value, 0) / octaves.length;
  const deviation = Math.sqrt(octaves.reduce((sum, value) => sum + (value - mean) ** 2, 0) / octaves.length);
  const steps = octaves.slice(1).map((value, i) => Math.min(0.2, Math.abs(value - octaves[i]!)));
  const voiced = periodicity.filter((_, i) => hz[i]! > 0);
  return [
    mean,
    at(0.5),
    at(0.1),
    at(0.9),
    deviation,
    steps.reduce((sum, value) => sum + value, 0) / steps.length,
    octaves.length / hz.length,
    voiced.reduce((sum, value) => sum + value, 0) / voiced.length,
  ];
}

/** What a background model makes of a recording: how much each Gaussian takes, and how far off its mean that is. */
export interface Counts {
  shares: Float64Array;
  offsets: Float64Array;
  frames: number;
}

export function countsOf(mixture: Mixture, frames: Frames): Counts {
  const { size, width, means } = mixture;
  const shares = new Float64Array(size);
  const offsets = new Float64Array(size * width);
  eachFrame(mixture, frames, 0.02, (frame, g, share) => {
    shares[g] = shares[g]! + share;
    for (let i = 0, v = frame * width, m = g * width; i < width; i++, v++, m++) {
      offsets[m] = offsets[m]! + share * (frames.values[v]! - means[m]!);
    }
  });
  return { shares, offsets, frames: frames.count };
}

export function summed(list: readonly Counts[]): Counts {
  const first = list[0]!;
  const total = {
    shares: new Float64Array(first.shares.length),
    offsets: new Float64Array(first.offsets.length),
    frames: 0,
  };
  for (const { shares, offsets, frames } of list) {
    for (let i = 0; i < shares.length; i++) total.shares[i] = total.shares[i]! + shares[i]!;
    for (let i = 0; i < offsets.length; i++) total.offsets[i] = total.offsets[i]! + offsets[i]!;
    total.frames += frames;
  }
  return total;
}
