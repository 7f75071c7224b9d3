import { type Decoded, decode } from "../decode/decode.ts";
import { decoderName, startFfmpeg } from "../decode/ffmpeg.ts";
import { letGo } from "../decode/let-go.ts";
import type { Container } from "../decode/sniff.ts";
import { type RefusedRecording, refuse } from "../processed.ts";
import { decoding, limits } from "../rules.ts";
import type { Run } from "./run.ts";

/**
 * The upload as samples; refused when it is damaged, or shorter than anything that can be sold. ffmpeg goes with its heap,
 * and the upload in it, before anything else is done.
 */
export async function decodeUpload({ input, steps }: Run, container: Container): Promise<Decoded | RefusedRecording> {
  const { audio, decoder, givesAudioAway } = input;
  const settings = { container, decoder: decoderName(decoder) };
  const step = { name: "decode", version: decoding.version, settings, share: 0.15 } as const;
  const decoded = await steps.run<Decoded | RefusedRecording>(step, async () => {
    const ffmpeg = await startFfmpeg(decoder);
    try {
      return await decode(ffmpeg, audio, container, givesAudioAway);
    } finally {
      await ffmpeg.stop();
    }
  });
  // Where samples came from the store it was not decoded.
  if (givesAudioAway) letGo(audio);
  if ("outcome" in decoded) return decoded;
  const seconds = decoded.left.length / decoded.sampleRateHz;
  return seconds < limits.shortestSeconds ? refuse("too_short", { seconds }) : decoded;
}
