import { type MeasuredChannel, measureChannel } from "../judge/measure-channel.ts";
import type { KeptChannel } from "../parties.ts";
import { type RefusedRecording, refuse } from "../processed.ts";
import { limits, voiceActivity } from "../rules.ts";
import type { Run } from "./run.ts";

/** The kept channels with their quality; refused when hardly anything is said on them. */
export async function measureKept(
  { input, steps }: Run,
  kept: readonly KeptChannel[],
  sampleRateHz: number,
): Promise<MeasuredChannel[] | RefusedRecording> {
  const step = {
    name: "measure",
    version: voiceActivity.version,
    settings: { ...voiceActivity },
    inputs: [input.keep],
    share: 0.3,
  } as const;
  const measures = await steps.run(step, () =>
    kept.map((channel) => {
      const { samples: _, ...measure } = measureChannel(channel, sampleRateHz);
      return measure;
    }),
  );
  const measured = measures.map((measure, index) => ({ ...measure, samples: kept[index]!.samples }));
  const seconds = kept[0]!.samples.length / sampleRateHz;
  const speechSeconds = speechSecondsOf(measured, seconds);
  if (speechSeconds < Math.max(limits.leastSpeechSeconds, limits.leastSpeechRatio * seconds)) {
    const musicSeconds = Math.round(measured.reduce((sum, channel) => sum + channel.musicSeconds, 0));
    const found = { speechSeconds: Math.floor(10 * speechSeconds) / 10, seconds: Math.round(seconds), musicSeconds };
    return refuse("mostly_silence", found);
  }
  return measured;
}

/** Seconds of speech of all channels together. */
export function speechSecondsOf(measured: readonly { speechRatio: number }[], seconds: number): number {
  return measured.reduce((sum, { speechRatio }) => sum + speechRatio * seconds, 0);
}
