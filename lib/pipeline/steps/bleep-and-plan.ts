import { cutClips } from "../clips/cut-clips.ts";
import type { ClipPlan } from "../clips/make-clips.ts";
import type { MeasuredChannel } from "../judge/measure-channel.ts";
import { signalToNoiseDb } from "../judge/signal-to-noise.ts";
import { type Bleep, bleepOut, bleepStretches, bleepsOf, markOverlaps } from "../redact/bleep.ts";
import { bleepsOfStrikes, withoutBleep } from "../redact/strikes.ts";
import { bleep, clips as clipRules, stretches } from "../rules.ts";
import { type Stretch, shortened, talkOf, without } from "../stretches.ts";
import type { RedactedWord } from "../transcript.ts";
import type { Run } from "./run.ts";

/** A measured channel, bleeped, and what will be done to it. */
export interface PlannedChannel extends MeasuredChannel {
  words: RedactedWord[];
  /** What is disguised: where the party talks, bleeps apart. */
  speech: Stretch[];
  bleeped: Stretch[];
  clips: ClipPlan[];
}

export interface Plan {
  /** With the words that a bleep of the other party swallows marked too. */
  words: RedactedWord[];
  bleeps: Bleep[];
  channels: PlannedChannel[];
}

/** Silences the redacted words on every kept channel, in place, and plans disguise and clips on what remains. */
export async function bleepAndPlan(
  { input, steps }: Run,
  measured: readonly MeasuredChannel[],
  redacted: RedactedWord[],
  sampleRateHz: number,
): Promise<Plan> {
  const lengthSamples = measured[0]!.samples.length;
  const strikes = input.strikes ?? [];
  const inputs = [stretches, clipRules, strikes];
  const step = { name: "bleep", version: bleep.version, settings: { ...bleep }, inputs, share: 0.45 } as const;
  const plan = await steps.run(step, () => {
    const bleeps = measured.flatMap(({ channel }) =>
      bleepsOf(wordsOn(channel, redacted), lengthSamples / sampleRateHz),
    );
    bleeps.push(...bleepsOfStrikes(withoutBleep(strikes, bleeps), lengthSamples / sampleRateHz));
    markOverlaps(redacted, bleeps);
    const bleeped = bleepStretches(bleeps, sampleRateHz, lengthSamples);
    const plans = measured.map((channel) =>
      planChannel(channel, wordsOn(channel.channel, redacted), bleeped, sampleRateHz),
    );
    return { words: redacted, bleeps, bleeped, plans };
  });
  const { words, bleeps, bleeped } = plan;
  const channels = measured.map((channel, index) => {
    // Done already, unless the plan came from the store: the same tone again changes nothing.
    bleepOut(channel.samples, bleeped, sampleRateHz);
    return { ...channel, ...plan.plans[index]!, words: wordsOn(channel.channel, words), bleeped };
  });
  return { words, bleeps, channels };
}

const wordsOn = (channel: MeasuredChannel["channel"], words: readonly RedactedWord[]) =>
  words.filter((word) => word.channel === channel);

function planChannel(
  { samples, voice, pauses }: MeasuredChannel,
  words: readonly RedactedWord[],
  bleeped: readonly Stretch[],
  sampleRateHz: number,
): Pick<PlannedChannel, "speech" | "clips"> {
  const talk = talkOf(voice, words, sampleRateHz, samples.length);
  bleepOut(samples, bleeped, sampleRateHz);
  const longest = stretches.longestSeconds * sampleRateHz;
  const speech = shortened(without(talk, bleeped), samples, longest, clipRules.shortestSeconds * sampleRateHz);
  const clips = cutClips(talk, samples, sampleRateHz).map(({ from, to }) => {
    return { from, to, snrDb: signalToNoiseDb(samples, voice, pauses, from, to) };
  });
  return { speech, clips };
}
