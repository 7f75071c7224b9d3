import type { RedactionKind } from "../contributions/redaction-kinds.ts";
import type { RecogniserSettings } from "../outside/recogniser.ts";
import type { Side } from "./compare/compare-recordings.ts";
import type { NativeDecoder } from "./decode/native-decoder.ts";
import type { Strength } from "./disguise/pseudo-speaker.ts";
import type { Quality } from "./judge/judge-call.ts";
import type { Channel, Party } from "./parties.ts";
import type { ChannelRedaction } from "./redact/bleep.ts";
import type { Strike } from "./redact/strikes.ts";
import type { StepStore } from "./steps/step-store.ts";
import type { Turn } from "./transcript.ts";

/** Why a recording is not taken; the interface translates each. */
export const refusalReasons = [
  "not_audio",
  "unsupported_format",
  "too_large",
  "too_long",
  "too_short",
  "too_many_channels",
  "one_channel_for_two",
  "other_party_audible",
  "sample_rate",
  "mostly_silence",
  "damaged",
  "transcript_invalid",
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export interface RecordingInput {
  /** The raw upload, in memory only. */
  audio: Uint8Array;
  /** Nobody else has use for the memory that `audio` lies in: it is taken, and freed once it is decoded. Else it is copied. */
  givesAudioAway?: boolean;
  /** The transcript JSON that came with it, unredacted; undefined when there is none. */
  transcript?: unknown;
  /** The channels that consent allows; the other one leaves no trace. */
  keep: Channel | "both";
  language: "en" | "fr";
  /** What a reviewer heard in an earlier run and wants struck out too. */
  strikes?: readonly Strike[];
  /** Tests only: same input and seed, same bytes. Left out, it is drawn at random and thrown away. */
  seed?: Uint8Array;
  strength?: Strength;
  /** What others are asked. When one fails, the recording waits: it never gets less than was configured. */
  services?: Services;
  /** A native ffmpeg that was opened; left out, the WASM build decodes. */
  decoder?: NativeDecoder;
  /** Keeps the result of each step, so that a run that was broken off goes on from there. */
  store?: StepStore;
  /** Asked once the kept sides have their fingerprints: true ends the run as "stopped", before anything is disguised. */
  stopAfterFingerprint?: (sides: readonly Side[]) => Promise<boolean>;
  onProgress?: (step: string, share: number) => void;
  signal?: AbortSignal;
}

/** Plain data: it is handed to threads. */
export interface Services {
  /** Writes down what is said, where no transcript came with a recording. */
  recogniser?: RecogniserSettings | undefined;
  /** Presidio's protocol; its finds are struck out besides our own. */
  redaction?: { url: string } | undefined;
  /** Disguises instead of this pipeline. */
  anonymizer?: { url: string } | undefined;
}

export interface ProcessedChannel {
  party: Party;
  channel: Channel;
  /** Share of the channel that is speech, 0 to 1. */
  speechRatio: number;
  snrDb: number | null;
  clippingRatio: number;
  bandwidthHz: number;
  /** Loudest sample of up to 400 equal slices of the disguised channel, 0 to 127. */
  peaks: number[];
  redactions: ChannelRedaction[];
}

export interface Clip {
  party: Party;
  channel: Channel;
  /** Counts from 0 within its channel. */
  index: number;
  startMs: number;
  endMs: number;
  /** Redacted, with marks such as [NAME]; null when the recording came without a transcript. */
  text: string | null;
  flac: Uint8Array;
  sha256: string;
  sampleRateHz: number;
  /** Up to 120 values, 0 to 127. */
  peaks: number[];
  snrDb: number | null;
  /** Times count from the start of the clip. */
  redactions: { startMs: number; endMs: number; kind: RedactionKind }[];
}

export interface StepReport {
  name: string;
  version: string;
  settings: Record<string, string | number>;
  ms: number;
  /** True when its result was there from a run that was broken off. */
  resumed: boolean;
}

/** What the redaction was not sure of, struck out or left: a reviewer listens and decides. */
export interface Doubt {
  party: Party;
  startSeconds: number;
  endSeconds: number;
  kind: RedactionKind;
  score: number;
  /** False: the words are still there, and are offered for striking out. */
  struck: boolean;
  /** The words where they are still there; null where they were struck out. */
  text: string | null;
}

export interface RedactionReport {
  /** Finds with a score of 0.8 or more. */
  certain: number;
  doubtful: number;
  /** At most 1,000. */
  doubts: Doubt[];
  /** True when a redaction service was asked as well. */
  outside: boolean;
}

/** Words, by their place in the transcript's time order, that a redaction service holds for personal data. */
export interface OutsideFind {
  words: number[];
  kind: RedactionKind;
  score: number;
}

/** Who wrote the transcript down. */
export type TranscriptSource = "contributor" | "recogniser" | "none";

export interface PipelineReport {
  pipelineVersion: string;
  steps: StepReport[];
  transcriptSource: TranscriptSource;
  container: string;
  codec: string;
  sourceSampleRateHz: number;
  sourceChannels: number;
  speechSeconds: number;
  /** Speech with no word of the transcript near it: what is said there could not be redacted. */
  untranscribedSeconds: number;
  /** True when only segment times were given: bleeps are wider and a reviewer should listen. */
  guessedWordTimes: boolean;
  redaction: RedactionReport;
  quality: Quality;
}

export interface ProcessedRecording {
  outcome: "processed";
  /** Whole seconds of the kept audio, rounded down. */
  durationSeconds: number;
  sampleRateHz: number;
  channels: ProcessedChannel[];
  clips: Clip[];
  turns: Turn[];
  /** What the kept channels are known again by; for the worker, and shown to nobody. */
  sides: Side[];
  report: PipelineReport;
}

export interface RefusedRecording {
  outcome: "refused";
  reason: RefusalReason;
  detail: Record<string, number | string>;
}

/** A service that was configured failed: the same recording is worked on again later. */
export interface WaitingRecording {
  outcome: "waiting";
  for: "transcript" | "redaction" | "anonymizer";
  /** Nothing of what was said is in it. */
  detail: string;
}

/** Whoever started the run ended it (`stopAfterFingerprint`). */
export interface StoppedRecording {
  outcome: "stopped";
}

export type Processed = ProcessedRecording | RefusedRecording | WaitingRecording | StoppedRecording;

export function refuse(reason: RefusalReason, detail: Record<string, number | string> = {}): RefusedRecording {
  return { outcome: "refused", reason, detail };
}
