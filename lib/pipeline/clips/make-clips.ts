import { createHash } from "node:crypto";
import { encodeFlac } from "../decode/encode-flac.ts";
import type { Ffmpeg } from "../decode/ffmpeg.ts";
import type { MeasuredChannel } from "../judge/measure-channel.ts";
import { partyOf } from "../parties.ts";
import type { Clip } from "../processed.ts";
import type { Bleep } from "../redact/bleep.ts";
import { limits } from "../rules.ts";
import type { Stretch } from "../stretches.ts";
import { type RedactedWord, writeText } from "../transcript.ts";
import { peaks } from "./peaks.ts";

/** Where a clip lies in its channel, and how clean it was recorded: measured before the disguise hushes the pauses. */
export interface ClipPlan extends Stretch {
  snrDb: number | null;
}

/**
 * Makes the clips of one disguised channel. `words` are those of the channel, null without a transcript; a word belongs
 * to the clip that holds its middle.
 */
export async function makeClips(
  { channel, samples }: MeasuredChannel,
  plans: readonly ClipPlan[],
  words: readonly RedactedWord[] | null,
  bleeps: readonly Bleep[],
  sampleRateHz: number,
  ffmpeg: Ffmpeg,
  afterEach: () => void,
): Promise<Clip[]> {
  const clips: Clip[] = [];
  for (const [index, { from, to, snrDb }] of plans.entries()) {
    const part = samples.subarray(from, to);
    const startSeconds = from / sampleRateHz;
    const endSeconds = to / sampleRateHz;
    const said = words?.filter((word) => {
      const middle = (word.startSeconds + word.endSeconds) / 2;
      return middle >= startSeconds && middle < endSeconds;
    });
    const flac = await encodeFlac(ffmpeg, [part], sampleRateHz);
    const inClip = (seconds: number) =>
      Math.round((Math.min(endSeconds, Math.max(startSeconds, seconds)) - startSeconds) * 1_000);
    clips.push({
      party: partyOf(channel),
      channel,
      index,
      startMs: Math.round(startSeconds * 1_000),
      endMs: Math.round(endSeconds * 1_000),
      text: said ? writeText(said).text : null,
      flac,
      sha256: createHash("sha256").update(flac).digest("hex"),
      sampleRateHz,
      peaks: peaks(part, limits.clipPeaks),
      snrDb,
      redactions: bleeps
        .filter((bleep) => bleep.startSeconds < endSeconds && bleep.endSeconds > startSeconds)
        .map((bleep) => ({ startMs: inClip(bleep.startSeconds), endMs: inClip(bleep.endSeconds), kind: bleep.kind })),
    });
    afterEach();
  }
  return clips;
}
