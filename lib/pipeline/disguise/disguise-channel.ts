import { anonymizeElsewhere } from "../../outside/voice-anonymizer.ts";
import type { Stretch } from "../stretches.ts";
import { disguiseVoice, hush } from "./disguise.ts";
import { type Draw, noiseFrom } from "./draws.ts";

interface ChannelToDisguise {
  samples: Int16Array;
  /** Where the party talks, and what is bleeped there. */
  speech: readonly Stretch[];
  bleeped: readonly Stretch[];
}

/** Thrown when the configured service fails: the recording waits, for a lesser disguise was not what was configured. */
export class AnonymizerFailed extends Error {}

/**
 * Disguises one channel in place: here, or by the service at `anonymizerUrl`, which hears one piece of speech after the
 * other with one number for its pseudo-speaker.
 */
export async function disguiseChannel(
  { samples, speech, bleeped }: ChannelToDisguise,
  sampleRateHz: number,
  draw: Draw,
  anonymizerUrl?: string,
): Promise<void> {
  if (!anonymizerUrl) return disguiseVoice(samples, sampleRateHz, speech, bleeped, draw);
  const seed = Math.floor(draw() * 2 ** 31);
  for (const { from, to } of speech) {
    const answer = await anonymizeElsewhere(anonymizerUrl, samples.slice(from, to), sampleRateHz, { seed });
    if (answer.outcome === "failed")
      throw new AnonymizerFailed(`The anonymizer failed: ${answer.reason}, ${answer.detail}`);
    samples.set(answer.samples, from);
  }
  hush(samples, speech, bleeped, noiseFrom(draw));
}
