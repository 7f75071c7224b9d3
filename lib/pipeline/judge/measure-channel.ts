import type { KeptChannel } from "../parties.ts";
import { bandwidthHz } from "./bandwidth.ts";
import { clippingRatio } from "./clipping.ts";
import { pauseEnergy, signalToNoiseDb } from "./signal-to-noise.ts";
import { spectralShape } from "./spectral-shape.ts";
import { countSyllables } from "./speech-rate.ts";
import { hopOf, speechRatio, type VoiceActivity, voiceIn } from "./voice-activity.ts";

/** A kept channel with its quality, measured on what was recorded. */
export interface MeasuredChannel extends KeptChannel {
  voice: VoiceActivity;
  /** Mean energy of a frame in which nobody speaks; null when the party never pauses. */
  pauses: number | null;
  speechRatio: number;
  snrDb: number | null;
  clippingRatio: number;
  bandwidthHz: number;
  syllables: number;
}

export function measureChannel({ channel, samples }: KeptChannel, sampleRateHz: number): MeasuredChannel {
  const hopSamples = hopOf(sampleRateHz);
  const shape = spectralShape(samples, sampleRateHz, hopSamples);
  const voice = voiceIn(shape, hopSamples);
  const pauses = pauseEnergy(samples, voice);
  return {
    channel,
    samples,
    voice,
    pauses,
    speechRatio: Math.round(speechRatio(voice) * 1_000) / 1_000,
    snrDb: signalToNoiseDb(samples, voice, pauses),
    clippingRatio: clippingRatio(samples),
    bandwidthHz: bandwidthHz(samples, sampleRateHz),
    syllables: countSyllables(shape, voice),
  };
}
