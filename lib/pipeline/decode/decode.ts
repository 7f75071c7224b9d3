import { z } from "zod";
import { type RefusedRecording, refuse } from "../processed.ts";
import { clocks, limits } from "../rules.ts";
import { announcedWavSeconds } from "./announced-length.ts";
import { FfmpegFailure } from "./ffmpeg-failure.ts";
import type { Ffmpeg } from "./ffmpeg-messages.ts";
import type { Container } from "./sniff.ts";

export interface Decoded {
  /** 8,000 for a source of 8 kHz, else 16,000. */
  sampleRateHz: number;
  left: Int16Array;
  /** Null for a one-channel file. */
  right: Int16Array | null;
  container: Container;
  codec: string;
  sourceSampleRateHz: number;
  sourceChannels: number;
}

/** Three honest hours at the lowest bit rates are 7 to 8 MB: what is far smaller and runs for minutes is made to do so. */
const decodeClockMs = (uploadBytes: number) =>
  Math.min(clocks.decodeMs, clocks.decodeBaseMs + Math.round((uploadBytes / 1e6) * clocks.decodeMsPerMegabyte));

const probed = z.object({
  streams: z
    .array(
      z.object({ codec_name: z.string().default("unknown"), sample_rate: z.coerce.number(), channels: z.number() }),
    )
    .default([]),
  format: z.object({ duration: z.coerce.number().optional() }).default({}),
});

/**
 * Decodes a file of a known container to 16 bit samples per channel. What the header says is only used to refuse
 * early: the length that counts is measured on the samples. With `givesAudioAway`, `audio` is gone afterwards.
 */
export async function decode(
  ffmpeg: Ffmpeg,
  audio: Uint8Array,
  container: Container,
  givesAudioAway = false,
): Promise<Decoded | RefusedRecording> {
  try {
    return await probeAndDecode(ffmpeg, audio, container, givesAudioAway);
  } catch (error) {
    if (error instanceof FfmpegFailure) return refuse("damaged", { why: error.message });
    throw error;
  }
}

async function probeAndDecode(
  ffmpeg: Ffmpeg,
  audio: Uint8Array,
  container: Container,
  givesAudioAway: boolean,
): Promise<Decoded | RefusedRecording> {
  const wavSeconds = container === "wav" ? announcedWavSeconds(audio) : null;
  const decodeMs = decodeClockMs(audio.length);
  const probe = await ffmpeg.ask({ verb: "probe", audio, givesAudioAway, container }, clocks.probeMs);
  const header = probed.safeParse("json" in probe ? parsed(probe.json) : {});
  const stream = header.data?.streams[0];
  if (!header.data || !stream || stream.channels < 1 || stream.sample_rate < 1)
    return refuse("damaged", { why: "no sound in it", container });
  const announcedSeconds = wavSeconds ?? header.data.format.duration ?? null;
  const detail = { container, codec: stream.codec_name };
  if (stream.channels > limits.channels) return refuse("too_many_channels", { ...detail, channels: stream.channels });
  if (stream.sample_rate < limits.lowestSampleRateHz || stream.sample_rate > limits.highestSampleRateHz) {
    return refuse("sample_rate", { ...detail, sampleRateHz: stream.sample_rate });
  }
  if (announcedSeconds !== null && announcedSeconds > limits.longestSeconds) {
    return refuse("too_long", { ...detail, announcedSeconds: Math.ceil(announcedSeconds) });
  }
  const sampleRateHz = stream.sample_rate === 8_000 ? 8_000 : 16_000;
  const mostSeconds = limits.longestSeconds + 1;
  const reply = await ffmpeg.ask(
    { verb: "decode", container, sampleRateHz, channels: stream.channels, mostSeconds },
    decodeMs,
  );
  if (!("left" in reply)) throw new FfmpegFailure("an answer to another question");
  const seconds = reply.left.length / sampleRateHz;
  if (seconds > limits.longestSeconds) return refuse("too_long", { ...detail, readSeconds: Math.round(seconds) });
  if (announcedSeconds !== null && seconds < announcedSeconds * limits.leastShareOfAnnounced) {
    return refuse("damaged", {
      ...detail,
      why: "shorter than it says",
      seconds: tenths(seconds),
      announcedSeconds: tenths(announcedSeconds),
    });
  }
  // Not ffmpeg's own words: they may quote the file, and this is kept where people read it.
  if (seconds === 0) return refuse("damaged", { ...detail, why: "nothing could be decoded" });
  return {
    sampleRateHz,
    left: reply.left,
    right: stream.channels === 2 ? reply.right : null,
    container,
    codec: stream.codec_name,
    sourceSampleRateHz: stream.sample_rate,
    sourceChannels: stream.channels,
  };
}

const tenths = (seconds: number) => Math.round(seconds * 10) / 10;

/** ffprobe can be stopped by a file in the middle of its answer. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return {};
  }
}
