import { cutClips } from "./clips/cut-clips.ts";
import { type ClipPlan, makeClips } from "./clips/make-clips.ts";
import { peaks } from "./clips/peaks.ts";
import { type Decoded, decode } from "./decode/decode.ts";
import { type Ffmpeg, startFfmpeg } from "./decode/ffmpeg.ts";
import { sniff } from "./decode/sniff.ts";
import { disguiseChannel } from "./disguise/disguise-channel.ts";
import { drawsFor } from "./disguise/draws.ts";
import { type MeasuredChannel, measureChannel } from "./judge/measure-channel.ts";
import { signalToNoiseDb } from "./judge/signal-to-noise.ts";
import { keptChannels } from "./kept-channels.ts";
import { type Processed, type ProcessedChannel, partyOf, type RecordingInput, refuse } from "./processed.ts";
import { type Bleep, bleepOut, bleepStretches, bleepsOf, markOverlaps } from "./redact/bleep.ts";
import { redactionReport, redactWords } from "./redact/redact-words.ts";
import * as rules from "./rules.ts";
import { type Steps, stepClock } from "./step-clock.ts";
import { type Stretch, shortened, talkOf, without } from "./stretches.ts";
import { misfitOf, type RedactedWord, readTranscript, turnsOf, untranscribedSeconds, type Word } from "./transcript.ts";

/** A measured channel and what will be done to it. */
interface PlannedChannel extends MeasuredChannel {
  words: RedactedWord[];
  /** What is disguised: where the party talks, bleeps apart. */
  speech: Stretch[];
  bleeped: Stretch[];
  clips: ClipPlan[];
}

/**
 * Turns a raw upload into disguised clips with a redacted transcript. Pure: no database, no file, and no network but a
 * configured anonymizer's. What cannot be taken comes back as "refused"; an aborted `signal` throws its reason. Busy for
 * seconds: the worker calls `processInThread`.
 */
export async function processRecording(input: RecordingInput): Promise<Processed> {
  const steps = stepClock(input);
  if (input.audio.length > rules.limits.uploadBytes) return refuse("too_large", { bytes: input.audio.length });
  const sniffed = sniff(input.audio);
  if ("refused" in sniffed) return refuse(sniffed.refused, { looksLike: sniffed.looksLike });
  const words = input.transcript === undefined ? [] : readTranscript(input.transcript);
  if (words === null) return refuse("transcript_invalid", { why: "not in the form that is asked for" });

  const ffmpeg = await startFfmpeg();
  try {
    const decoded = await steps.run("decode", "1", { container: sniffed.container }, 0.15, () =>
      decode(ffmpeg, input.audio, sniffed.container),
    );
    if ("outcome" in decoded) return decoded;
    return await processDecoded(input, decoded, words, ffmpeg, steps);
  } finally {
    await ffmpeg.stop();
  }
}

async function processDecoded(
  input: RecordingInput,
  decoded: Decoded,
  allWords: Word[],
  ffmpeg: Ffmpeg,
  steps: Steps,
): Promise<Processed> {
  const { sampleRateHz, left, right: _, ...source } = decoded;
  const lengthSeconds = left.length / sampleRateHz;
  const kept = keptChannels(decoded, input.keep);
  if ("outcome" in kept) return kept;
  if (lengthSeconds < rules.limits.shortestSeconds) return refuse("too_short", { seconds: lengthSeconds });

  const measured = await steps.run("measure", rules.voiceActivity.version, { ...rules.voiceActivity }, 0.3, () =>
    kept.map((channel) => measureChannel(channel, sampleRateHz)),
  );
  const speechSeconds = measured.reduce((sum, channel) => sum + channel.speechRatio * lengthSeconds, 0);
  if (speechSeconds < Math.max(rules.limits.leastSpeechSeconds, rules.limits.leastSpeechRatio * lengthSeconds)) {
    return refuse("mostly_silence", { speechSeconds: Math.round(speechSeconds), seconds: Math.round(lengthSeconds) });
  }
  const words = allWords.filter((word) => measured.some(({ channel }) => channel === word.channel));
  for (const { channel, voice } of measured) {
    const own = words.filter((word) => word.channel === channel);
    const why = misfitOf(own, voice, sampleRateHz);
    if (why) return refuse("transcript_invalid", { why, channel });
  }

  const outside = new Map(
    (input.outsideFinds ?? []).flatMap(({ words, ...redaction }) =>
      words.flatMap((at) => (allWords[at] ? [[allWords[at], redaction] as const] : [])),
    ),
  );
  const redacted = await steps.run("redact", rules.redaction.version, { language: input.language }, 0.4, () =>
    redactWords(words, input.language, outside),
  );
  const { bleeps, channels } = await steps.run("bleep", rules.bleep.version, { ...rules.bleep }, 0.45, () =>
    bleepAndPlan(measured, redacted, sampleRateHz),
  );
  await steps.run("disguise", rules.disguise.version, { ...rules.disguise.strengths.default }, 0.8, async () => {
    for (const channel of channels) {
      await disguiseChannel(channel, sampleRateHz, drawsFor(channel.channel, input.seed), input.anonymizerUrl);
    }
  });
  const transcribed = input.transcript !== undefined;
  const untranscribed = channels.reduce(
    (sum, { words, voice }) => sum + untranscribedSeconds(words, voice, sampleRateHz),
    0,
  );
  const clips = await steps.run("clips", rules.clips.version, { ...rules.clips }, 1, async () => {
    const made = [];
    for (const channel of channels) {
      const said = transcribed ? channel.words : null;
      made.push(...(await makeClips(channel, channel.clips, said, bleeps, sampleRateHz, ffmpeg, steps.stopIfAborted)));
    }
    return made;
  });
  return {
    outcome: "processed",
    durationSeconds: Math.floor(lengthSeconds),
    sampleRateHz,
    channels: channels.map((channel) => described(channel, bleeps)),
    clips,
    turns: turnsOf(redacted),
    report: {
      pipelineVersion: rules.pipelineVersion,
      steps: steps.reports,
      transcriptSource: transcribed ? "contributor" : "none",
      ...source,
      speechSeconds: Math.round(speechSeconds),
      untranscribedSeconds: Math.round(untranscribed),
      guessedWordTimes: words.some(({ guessed }) => guessed),
      redaction: redactionReport(redacted, input.outsideFinds !== undefined),
    },
  };
}

/** Silences the redacted words on every kept channel, and plans disguise and clips on what remains. */
function bleepAndPlan(
  measured: MeasuredChannel[],
  redacted: RedactedWord[],
  sampleRateHz: number,
): { bleeps: Bleep[]; channels: PlannedChannel[] } {
  const lengthSamples = measured[0]!.samples.length;
  const wordsOf = measured.map(({ channel }) => redacted.filter((word) => word.channel === channel));
  const bleeps = wordsOf.flatMap((words) => bleepsOf(words, lengthSamples / sampleRateHz));
  markOverlaps(redacted, bleeps);
  const bleeped = bleepStretches(bleeps, sampleRateHz, lengthSamples);
  const channels = measured.map((channel, index) => {
    const { samples, voice, pauses } = channel;
    const words = wordsOf[index]!;
    const talk = talkOf(voice, words, sampleRateHz, lengthSamples);
    bleepOut(samples, bleeped, sampleRateHz);
    const longest = rules.stretches.longestSeconds * sampleRateHz;
    const speech = shortened(without(talk, bleeped), samples, longest, rules.clips.shortestSeconds * sampleRateHz);
    const clips = cutClips(talk, samples, sampleRateHz).map(({ from, to }) => {
      return { from, to, snrDb: signalToNoiseDb(samples, voice, pauses, from, to) };
    });
    return { ...channel, words, speech, clips, bleeped };
  });
  return { bleeps, channels };
}

function described(channel: MeasuredChannel, bleeps: readonly Bleep[]): ProcessedChannel {
  return {
    party: partyOf(channel.channel),
    channel: channel.channel,
    speechRatio: channel.speechRatio,
    snrDb: channel.snrDb,
    clippingRatio: channel.clippingRatio,
    bandwidthHz: channel.bandwidthHz,
    peaks: peaks(channel.samples, rules.limits.channelPeaks),
    redactions: bleeps.map(({ channel: _, ...redaction }) => redaction),
  };
}
