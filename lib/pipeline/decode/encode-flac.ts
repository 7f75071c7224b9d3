import { clocks } from "../rules.ts";
import { FfmpegFailure } from "./ffmpeg-failure.ts";
import type { Ffmpeg } from "./ffmpeg-messages.ts";

/**
 * Encodes one or two channels of equal length as FLAC, bit-exact and without metadata: the same samples give the same
 * bytes. Throws FfmpegFailure.
 */
export async function encodeFlac(ffmpeg: Ffmpeg, channels: Int16Array[], sampleRateHz: number): Promise<Uint8Array> {
  const samples = channels[0]?.length ?? 0;
  const interleaved = new Int16Array(samples * channels.length);
  for (const [offset, channel] of channels.entries()) {
    for (let i = 0, to = offset; i < samples; i++, to += channels.length) interleaved[to] = channel[i]!;
  }
  const pcm = new Uint8Array(interleaved.buffer);
  const reply = await ffmpeg.ask({ verb: "encode", pcm, channels: channels.length, sampleRateHz }, clocks.encodeClipMs);
  if (!("flac" in reply)) throw new FfmpegFailure("an answer to another question");
  return reply.flac;
}
