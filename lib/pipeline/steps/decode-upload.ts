import { type Decoded, decode } from "../decode/decode.ts";
import type { Container } from "../decode/sniff.ts";
import { type RefusedRecording, refuse } from "../processed.ts";
import { decoding, limits } from "../rules.ts";
import type { Run } from "./run.ts";

/** The upload as samples; refused when it is damaged, or shorter than anything that can be sold. */
export async function decodeUpload(run: Run, container: Container): Promise<Decoded | RefusedRecording> {
  const { input, ffmpeg, steps } = run;
  const settings = { container, decoder: ffmpeg.name };
  const step = { name: "decode", version: decoding.version, settings, share: 0.15 } as const;
  const decoded = await steps.run<Decoded | RefusedRecording>(step, () => decode(ffmpeg, input.audio, container));
  if ("outcome" in decoded) return decoded;
  const seconds = decoded.left.length / decoded.sampleRateHz;
  return seconds < limits.shortestSeconds ? refuse("too_short", { seconds }) : decoded;
}
