import { peaks } from "./clips/peaks.ts";
import type { Decoded } from "./decode/decode.ts";
import { type Container, sniff } from "./decode/sniff.ts";
import { hearOtherParty } from "./judge/hear-other-party.ts";
import { judgeCall } from "./judge/judge-call.ts";
import type { MeasuredChannel } from "./judge/measure-channel.ts";
import { keptChannels } from "./kept-channels.ts";
import { partyOf } from "./parties.ts";
import {
  type PipelineReport,
  type Processed,
  type ProcessedChannel,
  type RecordingInput,
  type RefusedRecording,
  refuse,
  type TranscriptSource,
} from "./processed.ts";
import type { Bleep } from "./redact/bleep.ts";
import { redactionReport } from "./redact/redact-words.ts";
import { clocks, limits, pipelineVersion } from "./rules.ts";
import { bleepAndPlan, type Plan } from "./steps/bleep-and-plan.ts";
import { cutIntoClips } from "./steps/cut-into-clips.ts";
import { decodeUpload } from "./steps/decode-upload.ts";
import { disguiseChannels } from "./steps/disguise-channels.ts";
import { fingerprintKept } from "./steps/fingerprint-kept.ts";
import { measureKept, speechSecondsOf } from "./steps/measure-kept.ts";
import { redactTranscript } from "./steps/redact-transcript.ts";
import type { Run } from "./steps/run.ts";
import { startSteps } from "./steps/run-steps.ts";
import { transcribe } from "./steps/transcribe.ts";
import { readTranscript, turnsOf, untranscribedSeconds, type Word } from "./transcript.ts";

/**
 * Turns a raw upload into disguised clips with a redacted transcript. Pure: no database, no file but the store's, and no
 * network but a configured service's. What cannot be taken comes back as "refused"; an aborted `signal` throws its reason.
 * With a `store`, a run that was broken off goes on after its last step. Busy for seconds: the worker calls
 * `processInThread`.
 */
export async function processRecording(input: RecordingInput): Promise<Processed> {
  const upload = lookAt(input);
  if ("outcome" in upload) return upload;
  return runChain({ input, steps: startSteps(input), patience: AbortSignal.timeout(clocks.servicesMs) }, upload);
}

interface Upload {
  container: Container;
  /** Undefined when no transcript came with it. */
  words: Word[] | undefined;
}

/** What can be said of an upload before anything of it is decoded. */
function lookAt({ audio, transcript }: RecordingInput): Upload | RefusedRecording {
  if (audio.length > limits.uploadBytes) return refuse("too_large", { bytes: audio.length });
  const sniffed = sniff(audio);
  if ("refused" in sniffed) return refuse(sniffed.refused, { looksLike: sniffed.looksLike });
  if (transcript === undefined) return { container: sniffed.container, words: undefined };
  const words = readTranscript(transcript);
  if (words === null) return refuse("transcript_invalid", { why: "form" });
  return { container: sniffed.container, words };
}

async function runChain(run: Run, upload: Upload): Promise<Processed> {
  const decoded = await decodeUpload(run, upload.container);
  if ("outcome" in decoded) return decoded;
  const { sampleRateHz } = decoded;
  const crosstalk = hearOtherParty(decoded, run.input.keep);
  const kept = keptChannels(decoded, run.input.keep);
  if ("outcome" in kept) return kept;
  if ("outcome" in crosstalk) return crosstalk;
  const { sides, repeatedShare } = await fingerprintKept(run, kept, sampleRateHz);
  if (await run.input.stopAfterFingerprint?.(sides)) return { outcome: "stopped" };
  const measured = await measureKept(run, kept, sampleRateHz);
  if ("outcome" in measured) return measured;
  const transcript = await transcribe(run, upload.words, measured, sampleRateHz);
  if ("outcome" in transcript) return transcript;
  // Before anything is bleeped: the judgement is of what was recorded.
  const quality = judgeCall(measured, transcript.words, crosstalk, repeatedShare, sampleRateHz);
  const redacted = await redactTranscript(run, transcript.words);
  if ("outcome" in redacted) return redacted;
  const plan = await bleepAndPlan(run, measured, redacted.words, sampleRateHz);
  const waiting = await disguiseChannels(run, plan.channels, sampleRateHz);
  if (waiting) return waiting;
  const clips = await cutIntoClips(run, plan, sampleRateHz, transcript.source !== "none");
  return {
    outcome: "processed",
    durationSeconds: Math.floor(decoded.left.length / sampleRateHz),
    sampleRateHz,
    channels: plan.channels.map((channel) => described(channel, plan.bleeps)),
    clips,
    turns: turnsOf(plan.words),
    sides,
    report: { ...reportOf(run, decoded, plan, transcript.source, redacted.outside), quality },
  };
}

function reportOf(
  { steps }: Run,
  decoded: Decoded,
  plan: Plan,
  transcriptSource: TranscriptSource,
  askedOutside: boolean,
): Omit<PipelineReport, "quality"> {
  const { sampleRateHz, left, right: _, ...source } = decoded;
  const untranscribed = plan.channels.map(({ words, voice }) => untranscribedSeconds(words, voice, sampleRateHz));
  return {
    pipelineVersion,
    steps: steps.reports,
    transcriptSource,
    ...source,
    speechSeconds: Math.round(speechSecondsOf(plan.channels, left.length / sampleRateHz)),
    untranscribedSeconds: Math.round(untranscribed.reduce((sum, seconds) => sum + seconds, 0)),
    guessedWordTimes: plan.words.some(({ guessed }) => guessed),
    redaction: redactionReport(plan.words, askedOutside),
  };
}

function described(channel: MeasuredChannel, bleeps: readonly Bleep[]): ProcessedChannel {
  return {
    party: partyOf(channel.channel),
    channel: channel.channel,
    speechRatio: channel.speechRatio,
    snrDb: channel.snrDb,
    clippingRatio: channel.clippingRatio,
    bandwidthHz: channel.bandwidthHz,
    peaks: peaks(channel.samples, limits.channelPeaks),
    redactions: bleeps.map(({ channel: _, ...redaction }) => redaction),
  };
}
