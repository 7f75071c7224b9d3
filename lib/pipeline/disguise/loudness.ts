import { framePowers, type Tract, tractHopSeconds } from "./vocal-tract.ts";

const mostGain = 4;

/** Gives each moment the loudness it had, by gains that are interpolated between frames. */
export function matchLoudness(sound: Float64Array, { powers }: Tract, sampleRateHz: number): void {
  const hop = Math.round(tractHopSeconds * sampleRateHz);
  const now = framePowers(sound, sampleRateHz, powers.length);
  const gains = now.map((power, frame) => {
    const wanted = powers[frame] ?? 0;
    return power > 0 ? Math.min(mostGain, Math.sqrt(wanted / power)) : 1;
  });
  for (let i = 0; i < sound.length; i++) {
    const frame = Math.floor(i / hop);
    const share = (i - frame * hop) / hop;
    sound[i] = sound[i]! * (gains[frame]! * (1 - share) + gains[frame + 1]! * share);
  }
}

/** Leaves samples below 0.8 alone and bends the rest so that they never pass 1. */
export function softened(sample: number): number {
  const size = Math.abs(sample);
  return size <= 0.8 ? sample : Math.sign(sample) * (0.8 + 0.2 * Math.tanh((size - 0.8) / 0.2));
}
