import type { Container } from "./sniff.ts";

/** What is said between the pipeline and its ffmpeg. Every reply carries the id of its request. */
export interface ProbeRequest {
  id: number;
  verb: "probe";
  audio: Uint8Array;
  /** Its memory goes with the question; otherwise a copy of it does. */
  givesAudioAway?: boolean;
  container: Container;
}
/** Decodes the file of the probe before it; audio is not sent twice. */
export interface DecodeRequest {
  id: number;
  verb: "decode";
  container: Container;
  sampleRateHz: number;
  channels: number;
  mostSeconds: number;
}
export interface EncodeRequest {
  id: number;
  verb: "encode";
  /** Interleaved 16 bit little-endian samples; their memory goes with the question. */
  pcm: Uint8Array;
  channels: number;
  sampleRateHz: number;
}
export type FfmpegRequest = ProbeRequest | DecodeRequest | EncodeRequest;

export interface ProbeReply {
  id: number;
  json: string;
}
export interface DecodeReply {
  id: number;
  code: number;
  errors: string[];
  left: Int16Array;
  /** Empty for a one-channel file. */
  right: Int16Array;
}
export interface EncodeReply {
  id: number;
  flac: Uint8Array;
}
export type FfmpegReply = ProbeReply | DecodeReply | EncodeReply | { id: number; failed: string };

type Unnumbered<T> = T extends { id: number } ? Omit<T, "id"> : never;

/** The ffmpeg of one recording, asked one thing after the other. It must be stopped. */
export interface Ffmpeg {
  /** Answers within `limitMs`, or throws FfmpegFailure. */
  ask(request: Unnumbered<FfmpegRequest>, limitMs: number): Promise<Exclude<FfmpegReply, { failed: string }>>;
  stop(): Promise<void>;
}
