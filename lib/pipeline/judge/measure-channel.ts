import type { KeptChannel } from "../parties.ts";
import { bandwidthHz } from "./bandwidth.ts";
import { clippingRatio } from "./clipping.ts";
import { withoutMusic } from "./music.ts";
import { pauseEnergy, signalToNoiseDb } from "./signal-to-noise.ts";
import { spectralShape } from "./spectral-shape.ts";
import { countSyllables } from "./speech-rate.ts";
import { hopOf, speechRatio, type VoiceActivity, voiceIn } from "./voice-activity.ts";

/** A kept channel with its quality, measured on what was recorded. */
export interface MeasuredChannel extends KeptChannel {
  voice: VoiceActivity;
  /** Seconds of music and tones that are not counted as speech, and of what is counted and may be music. */
  musicSeconds: number;
  perhapsMusicSeconds: number;
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
  const sound = voiceIn(shape, hopSamples);
  const { voice, ...music } = withoutMusic(samples, sampleRateHz, shape, sound);
  // Music is neither what was said nor the noise behind it.
  const pauses = pauseEnergy(samples, sound);
  return {
    channel,
    samples,
    voice,
    ...music,
    pauses,
    speechRatio: Math.round(speechRatio(voice) * 1_000) / 1_000,
    snrDb: signalToNoiseDb(samples, voice, pauses),
    clippingRatio: clippingRatio(samples, voice),
    bandwidthHz: bandwidthHz(samples, sampleRateHz),
    syllables: countSyllables(shape, voice),
  };
}
