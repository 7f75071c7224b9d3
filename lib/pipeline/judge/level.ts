import { level as settings } from "../rules.ts";
import type { VoiceActivity } from "./voice-activity.ts";

export interface Level {
  /** Mean level while the party speaks, in dB of a full-scale square wave; null when they do not. */
  speechDbfs: number | null;
  /** Null for digital silence. */
  peakDbfs: number | null;
  /** Mean of all samples as a share of full scale, -1 to 1. */
  dcOffset: number;
  /** Share of the channel in which every sample has the same value for 20 ms or more. */
  digitalSilenceRatio: number;
  /** Gaps of 5 to 400 ms that begin and end in the middle of sound. */
  dropouts: number;
}

const fullScale = 32_768;

/** How loud a channel was recorded, and what is missing of it. */
export function levelOf(samples: Int16Array, voice: VoiceActivity, sampleRateHz: number): Level {
  const peak = peakOf(samples);
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i]!;
  const speech = speechPower(samples, voice);
  return {
    speechDbfs: speech === 0 ? null : inDb(speech / fullScale ** 2),
    peakDbfs: peak === 0 ? null : inDb((peak / fullScale) ** 2),
    dcOffset: samples.length === 0 ? 0 : Math.round((1e5 * sum) / samples.length / fullScale) / 1e5,
    ...gapsIn(samples, speech, sampleRateHz),
  };
}

/** The loudest sample, 0 to 32,768. */
export function peakOf(samples: Int16Array): number {
  let highest = 0;
  let lowest = 0;
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i]!;
    if (sample > highest) highest = sample;
    else if (sample < lowest) lowest = sample;
  }
  return Math.max(highest, -lowest);
}

function speechPower(samples: Int16Array, { frames, hopSamples }: VoiceActivity): number {
  let sum = 0;
  let count = 0;
  for (let frame = 0; frame < frames.length; frame++) {
    if (frames[frame] !== 1) continue;
    for (let i = frame * hopSamples; i < (frame + 1) * hopSamples; i++) sum += samples[i]! * samples[i]!;
    count += hopSamples;
  }
  return count === 0 ? 0 : sum / count;
}

function gapsIn(
  samples: Int16Array,
  speech: number,
  sampleRateHz: number,
): Pick<Level, "digitalSilenceRatio" | "dropouts"> {
  const beside = Math.round(settings.besideSeconds * sampleRateHz);
  const loud = speech * 10 ** (-settings.besideDropoutDb / 10);
  const isLoud = (from: number) => from >= 0 && from + beside <= samples.length && power(samples, from, beside) > loud;
  // A stop consonant falls silent too, but softly: a dropout cuts through the wave.
  const jump = settings.leastJump * Math.sqrt(speech);
  const breaksOff = (at: number) => at > 0 && Math.abs(samples[at - 1]! - samples[at]!) > jump;
  let silent = 0;
  let dropouts = 0;
  for (let from = 0; from < samples.length; ) {
    let to = from + 1;
    while (to < samples.length && samples[to] === samples[from]) to++;
    const seconds = (to - from) / sampleRateHz;
    if (seconds >= settings.silentRunSeconds) silent += to - from;
    const short = seconds >= settings.shortestDropoutSeconds && seconds <= settings.longestDropoutSeconds;
    if (speech > 0 && short && breaksOff(from) && isLoud(from - beside) && isLoud(to)) dropouts++;
    from = to;
  }
  return {
    digitalSilenceRatio: samples.length === 0 ? 0 : Math.round((1e4 * silent) / samples.length) / 1e4,
    dropouts,
  };
}

function power(samples: Int16Array, from: number, count: number): number {
  let sum = 0;
  for (let i = from; i < from + count; i++) sum += samples[i]! * samples[i]!;
  return sum / count;
}

const inDb = (power: number): number => Math.round(100 * Math.log10(power)) / 10;
