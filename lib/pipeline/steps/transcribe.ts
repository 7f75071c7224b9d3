import { type RecogniserSettings, recogniseElsewhere } from "../../outside/recogniser.ts";
import type { MeasuredChannel } from "../judge/measure-channel.ts";
import { type RefusedRecording, refuse, type TranscriptSource, type WaitingRecording } from "../processed.ts";
import { recogniser as rules } from "../rules.ts";
import { type Stretch, shortened } from "../stretches.ts";
import { misfitOf, readTranscript, type Word } from "../transcript.ts";
import { askOutside } from "./ask-outside.ts";
import type { Run } from "./run.ts";

export interface Transcript {
  source: TranscriptSource;
  /** Of the kept channels, in time order. */
  words: Word[];
}

/** The words of the kept channels: those that came with the recording, a recogniser's where one is configured, or none. */
export async function transcribe(
  run: Run,
  given: readonly Word[] | undefined,
  measured: readonly MeasuredChannel[],
  sampleRateHz: number,
): Promise<Transcript | RefusedRecording | WaitingRecording> {
  const recogniser = run.input.services?.recogniser;
  const words: Word[] = [];
  for (const channel of measured) {
    const heard = given
      ? { words: given.filter((word) => word.channel === channel.channel) }
      : await recognise(run, recogniser, channel, sampleRateHz);
    if ("outcome" in heard) return heard;
    const why = misfitOf(heard.words, channel.voice, sampleRateHz);
    if (why) return given ? refuse("transcript_invalid", { why, channel: channel.channel }) : misheard(why);
    words.push(...heard.words);
  }
  const source = given ? "contributor" : recogniser ? "recogniser" : "none";
  return { source, words: words.sort((a, b) => a.startSeconds - b.startSeconds) };
}

const misheard = (why: string): WaitingRecording => {
  return { outcome: "waiting", for: "transcript", detail: `not_understood: ${why}` };
};

async function recognise(
  run: Run,
  recogniser: RecogniserSettings | undefined,
  { channel, samples, voice }: MeasuredChannel,
  sampleRateHz: number,
): Promise<{ words: Word[] } | WaitingRecording> {
  if (!recogniser || !voice.frames.includes(1)) return { words: [] };
  const { url, model } = recogniser;
  const { language } = run.input;
  const settings = { model, language };
  const step = { name: "transcript", channel, version: rules.version, settings, inputs: [url], share: 0.35 } as const;
  return run.steps.run<{ words: Word[] } | WaitingRecording>(step, async () => {
    const words: Word[] = [];
    for (const { from, to } of partsOf(samples, sampleRateHz)) {
      const heard = await askOutside(run, "transcript", (signal) =>
        recogniseElsewhere(recogniser, samples.subarray(from, to), sampleRateHz, language, signal),
      );
      if (heard.outcome === "waiting") return heard;
      const at = from / sampleRateHz;
      const timed = heard.parts.map(({ text, start, end }) => ({ channel, start: at + start, end: at + end, text }));
      const read = readTranscript(
        heard.form === "words"
          ? { words: timed.map(({ text, ...word }) => ({ ...word, word: text })) }
          : { segments: timed },
      );
      if (!read) return misheard("more or longer words than anybody says");
      words.push(...read);
    }
    return { words };
  });
}

/** Parts that a service takes at once, cut at the quietest moments. */
function partsOf(samples: Int16Array, sampleRateHz: number): Stretch[] {
  const longest = rules.longestPartSeconds * sampleRateHz;
  return shortened([{ from: 0, to: samples.length }], samples, longest, sampleRateHz);
}
