import { noiseFrom } from "./draws.ts";
import type { Marks } from "./move-pitch.ts";

/** Loudness is given back frame by frame later; this only keeps the numbers small. */
const level = 0.1;
/** How strong the noise under the pulses of a voice is: breath that everybody has alike. */
const breath = 0.1;

/**
 * What excites the tract, made anew: a pulse at each mark of the voice, noise elsewhere. What prediction leaves of a
 * telephone's sound tells speakers apart as well as the whole does, and no move of lines touches it
 * (docs/privacy.md); here nothing of it stays but where the pulses are.
 */
export function freshExcitation({ at, period, voiced }: Marks, excitation: Float64Array): void {
  // The same noise for everybody: it needs no secrecy, since there is nothing in it.
  const noise = noiseFrom(() => 0.5);
  excitation.fill(0);
  for (const [k, from] of at.entries()) {
    const to = Math.min(excitation.length, at[k + 1] ?? excitation.length);
    const strength = level * Math.sqrt(3) * (voiced[k] ? breath : 1);
    for (let i = from; i < to; i++) excitation[i] = strength * noise();
    if (voiced[k] && from < to) excitation[from] = excitation[from]! - level * Math.sqrt(period[k]!);
  }
}
