import { type Channel, type Party, partyOf } from "../parties.ts";
import type { Word } from "../transcript.ts";
import type { Crosstalk } from "./crosstalk.ts";
import { type Level, levelOf } from "./level.ts";
import type { MeasuredChannel } from "./measure-channel.ts";
import { perSecondOfSpeech } from "./speech-rate.ts";
import { type TurnTaking, turnTaking } from "./turn-taking.ts";

export interface ChannelQuality extends Level {
  party: Party;
  /** Per second of speech, counted from the sound; null when there is too little speech. */
  syllablesPerSecond: number | null;
  /** Per minute of speech; null without a transcript. */
  wordsPerMinute: number | null;
  /** What was taken for music or tones, and is no speech. */
  musicSeconds: number;
  /** What counts as speech and may be music, or has music behind it. */
  perhapsMusicSeconds: number;
  /** The other party on this channel; null when they are not found there, or have no channel of their own. */
  crosstalk: Crosstalk | null;
}

/** What was measured of a call before anything was done to it, for the reviewer and the dataset card. */
export interface Quality extends TurnTaking {
  /** Share of the speech that repeats what was said before in the same recording, 0 to 1. */
  repeatedRatio: number;
  channels: ChannelQuality[];
}

/** Measures what was not needed to decide whether the call is taken. Reads the samples: before they are bleeped. */
export function judgeCall(
  measured: readonly MeasuredChannel[],
  words: readonly Word[],
  crosstalk: ReadonlyMap<Channel, Crosstalk>,
  repeatedRatio: number,
  sampleRateHz: number,
): Quality {
  const voices = measured.map(({ voice }) => voice);
  return {
    ...turnTaking(voices, sampleRateHz),
    repeatedRatio,
    channels: measured.map(({ channel, samples, voice, syllables, musicSeconds, perhapsMusicSeconds }) => {
      const said = words.filter((word) => word.channel === channel).length;
      const wordsPerSecond = said === 0 ? null : perSecondOfSpeech(said, voice, sampleRateHz);
      return {
        party: partyOf(channel),
        ...levelOf(samples, voice, sampleRateHz),
        syllablesPerSecond: perSecondOfSpeech(syllables, voice, sampleRateHz),
        wordsPerMinute: wordsPerSecond === null ? null : Math.round(60 * wordsPerSecond),
        musicSeconds,
        perhapsMusicSeconds,
        crosstalk: crosstalk.get(channel) ?? null,
      };
    }),
  };
}
