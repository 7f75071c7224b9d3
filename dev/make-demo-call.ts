import { readFile, writeFile } from "node:fs/promises";
import { peaks } from "../lib/pipeline/clips/peaks.ts";
import { type Decoded, decode } from "../lib/pipeline/decode/decode.ts";
import { encodeFlac } from "../lib/pipeline/decode/encode-flac.ts";
import { type Ffmpeg, startFfmpeg } from "../lib/pipeline/decode/ffmpeg.ts";
import { processRecording } from "../lib/pipeline/process-recording.ts";
import type { ProcessedRecording } from "../lib/pipeline/processed.ts";
import { readTranscript } from "../lib/pipeline/transcript.ts";

/**
 * Makes the call of the landing page, as it was spoken and as it is sold, with the pipeline itself: a synthetic call
 * with invented people. `npx tsx dev/make-demo-call.ts`; the seed makes it the same every time.
 */
const source = new URL("../tests/fixtures/calls/boiler-repair.flac", import.meta.url);
const words = new URL("../tests/fixtures/calls/boiler-repair.transcript.json", import.meta.url);
const target = new URL("../public/demo/", import.meta.url);
const peakCount = 240;

async function decodeFlac(ffmpeg: Ffmpeg, flac: Uint8Array): Promise<Decoded> {
  const decoded = await decode(ffmpeg, flac, "flac");
  if ("outcome" in decoded) throw new Error(`the demo call was refused: ${decoded.reason}`);
  return decoded;
}

/** Lays the clips of both parties back to their times. */
async function soldChannels(ffmpeg: Ffmpeg, { clips, sampleRateHz }: ProcessedRecording, lengthSamples: number) {
  const channels = { left: new Int16Array(lengthSamples), right: new Int16Array(lengthSamples) };
  for (const clip of clips) {
    const { left } = await decodeFlac(ffmpeg, clip.flac);
    const from = Math.round((clip.startMs * sampleRateHz) / 1_000);
    channels[clip.channel].set(left.subarray(0, lengthSamples - from), from);
  }
  return channels;
}

const audio = await readFile(source);
const transcript: unknown = JSON.parse(await readFile(words, "utf8"));
const seed = new TextEncoder().encode("landing page");
const processed = await processRecording({ audio, transcript, keep: "both", language: "en", seed });
const spokenWords = readTranscript(transcript);
if (processed.outcome !== "processed" || !spokenWords) throw new Error("the demo call was refused");

const ffmpeg = await startFfmpeg();
try {
  const spoken = await decodeFlac(ffmpeg, audio);
  const { left, right, sampleRateHz } = spoken;
  if (!right) throw new Error("the demo call has one channel");
  const sold = await soldChannels(ffmpeg, processed, left.length);
  const call = {
    durationSeconds: Math.round((left.length / sampleRateHz) * 1_000) / 1_000,
    turns: processed.turns.map((turn) => {
      const said = spokenWords.filter(({ channel, startSeconds }) => {
        const own = (channel === "left") === (turn.party === "a");
        return own && startSeconds >= turn.startSeconds && startSeconds < turn.endSeconds;
      });
      return { ...turn, spokenText: said.map(({ text }) => text).join(" ") };
    }),
    redactions: processed.channels[0]?.redactions ?? [],
    peaks: {
      spoken: { left: peaks(left, peakCount), right: peaks(right, peakCount) },
      sold: { left: peaks(sold.left, peakCount), right: peaks(sold.right, peakCount) },
    },
  };
  await writeFile(new URL("as-spoken.flac", target), await encodeFlac(ffmpeg, [left, right], sampleRateHz));
  await writeFile(new URL("as-sold.flac", target), await encodeFlac(ffmpeg, [sold.left, sold.right], sampleRateHz));
  await writeFile(new URL("call.json", target), `${JSON.stringify(call)}\n`);
} finally {
  await ffmpeg.stop();
}
