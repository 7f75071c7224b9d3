import { type Anonymized, anonymizeElsewhere, anonymizerLimits } from "../../outside/voice-anonymizer.ts";
import type { Stretch } from "../stretches.ts";
import { disguiseVoice, hush } from "./disguise.ts";
import { type Draw, noiseFrom } from "./draws.ts";
import type { Strength } from "./pseudo-speaker.ts";

interface ChannelToDisguise {
  samples: Int16Array;
  /** Where the party talks, and what is bleeped there. */
  speech: readonly Stretch[];
  bleeped: readonly Stretch[];
}

export interface DisguiseWith {
  draw: Draw;
  strength?: Strength | undefined;
  /** A service that disguises instead. */
  anonymizerUrl?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** A lesser disguise was not what was configured: when the service fails, so has the disguise. */
type Disguised = { outcome: "disguised" } | Extract<Anonymized, { outcome: "failed" }>;

/**
 * Disguises one channel in place: here, or by the service at `anonymizerUrl`, which hears one piece of speech after the
 * other with one number for its pseudo-speaker.
 */
export async function disguiseChannel(
  { samples, speech, bleeped }: ChannelToDisguise,
  sampleRateHz: number,
  { draw, strength = "default", anonymizerUrl, signal }: DisguiseWith,
): Promise<Disguised> {
  if (!anonymizerUrl) {
    disguiseVoice(samples, sampleRateHz, speech, bleeped, draw, strength);
    return { outcome: "disguised" };
  }
  const params = { seed: Math.floor(draw() * 2 ** 31), strength };
  for (const { from, to } of speech) {
    const piece = samples.slice(from, to);
    const answer = await anonymizeElsewhere(anonymizerUrl, piece, sampleRateHz, params, anonymizerLimits, signal);
    if (answer.outcome === "failed") return answer;
    samples.set(answer.samples, from);
  }
  hush(samples, speech, bleeped, noiseFrom(draw));
  return { outcome: "disguised" };
}
