import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { anonymizeElsewhere } from "../lib/outside/voice-anonymizer.ts";
import { writeWav } from "../lib/outside/wav.ts";
import { decode } from "../lib/pipeline/decode/decode.ts";
import { startFfmpeg } from "../lib/pipeline/decode/ffmpeg.ts";
import { openNativeDecoder } from "../lib/pipeline/decode/native-decoder.ts";
import { sniff } from "../lib/pipeline/decode/sniff.ts";
import { disguiseVoice } from "../lib/pipeline/disguise/disguise.ts";
import { drawsFor } from "../lib/pipeline/disguise/draws.ts";
import type { Strength } from "../lib/pipeline/disguise/pseudo-speaker.ts";
import { findVoice } from "../lib/pipeline/judge/voice-activity.ts";
import type { RefusedRecording } from "../lib/pipeline/processed.ts";
import { refuse } from "../lib/pipeline/processed.ts";
import { clips, disguise, stretches } from "../lib/pipeline/rules.ts";
import { shortened, talkOf } from "../lib/pipeline/stretches.ts";
import { exits, type How, inWords, oneOf, runCommand, wholeNumber } from "./command.ts";

const help = `Disguises the voices of one recording; each channel gets a pseudo-speaker of its own.

  npm run anonymize -- IN OUT.wav [options]

  --strength light|default|strong   how far voices are moved; more costs words (default: default)
  --seed N                          same input and seed, same bytes (default: drawn at random and forgotten)
  --json                            print the result as JSON instead of a summary
  --help                            this text

With ANONYMIZER_URL set, the service at that address disguises instead; strength and seed are passed on to it.
With FFMPEG_PATH set, that native ffmpeg decodes instead of the built-in one.
Words are not redacted: that is what the whole pipeline is for (npm run pipeline).

Exit codes: 0 disguised, 1 something broke, 2 wrong arguments, 3 the recording was refused, 4 the service failed.
`;

interface Wanted {
  file: string;
  out: string;
  strength: Strength;
  seed: number | undefined;
}

interface ServiceFailure {
  outcome: "service_failed";
  reason: string;
  detail: string;
}

interface Disguised {
  outcome: "disguised";
  durationSeconds: number;
  sampleRateHz: number;
  channels: number;
  by: string;
  strength: Strength;
}

async function run({ file, out, strength, seed }: Wanted, { json, progress: say }: How): Promise<number> {
  say("decode");
  const decoded = await decodeFile(file);
  const result = "outcome" in decoded ? decoded : await disguiseChannels(decoded, strength, seed, say);
  if (result.outcome === "disguised") {
    say("write");
    await writeWhole(out, writeWav(result.wav));
    const { wav: _, ...shown } = result;
    process.stdout.write(json ? `${JSON.stringify(shown)}\n` : summary(shown, file, out));
    return exits.done;
  }
  const { outcome, reason, detail } = result;
  const why = typeof detail === "string" ? detail : inWords(detail);
  const head = outcome === "refused" ? "Refused" : "The anonymizer failed";
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${head}: ${reason} (${why}). Nothing was written.\n`);
  return outcome === "refused" ? exits.refused : exits.serviceFailed;
}

/** The file is whole or not there. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${file}.unfinished`;
  try {
    await writeFile(temporary, bytes);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

interface Sound {
  sampleRateHz: number;
  channels: Int16Array[];
}

async function decodeFile(file: string): Promise<Sound | RefusedRecording> {
  const audio = await readFile(file);
  const sniffed = sniff(audio);
  if ("refused" in sniffed) return refuse(sniffed.refused, { looksLike: sniffed.looksLike });
  const ffmpeg = await startFfmpeg(await openNativeDecoder(process.env.FFMPEG_PATH));
  try {
    const decoded = await decode(ffmpeg, audio, sniffed.container);
    if ("outcome" in decoded) return decoded;
    const { sampleRateHz, left, right } = decoded;
    return { sampleRateHz, channels: right ? [left, right] : [left] };
  } finally {
    await ffmpeg.stop();
  }
}

async function disguiseChannels(
  { sampleRateHz, channels }: Sound,
  strength: Strength,
  seed: number | undefined,
  say: (step: string) => void,
): Promise<(Disguised & { wav: Sound }) | ServiceFailure> {
  const url = process.env.ANONYMIZER_URL;
  const key = seed === undefined ? undefined : new TextEncoder().encode(String(seed));
  const disguised: Int16Array[] = [];
  let by: string = disguise.version;
  for (const [index, samples] of channels.entries()) {
    say(`disguise channel ${index + 1} of ${channels.length}`);
    if (url) {
      const answer = await anonymizeElsewhere(url, samples, sampleRateHz, {
        strength,
        ...(seed !== undefined && { seed }),
      });
      if (answer.outcome === "failed") return { ...answer, outcome: "service_failed" };
      disguised.push(answer.samples);
      by = answer.by;
    } else {
      const talk = talkOf(findVoice(samples, sampleRateHz), [], sampleRateHz, samples.length);
      const longest = stretches.longestSeconds * sampleRateHz;
      const speech = shortened(talk, samples, longest, clips.shortestSeconds * sampleRateHz);
      disguiseVoice(samples, sampleRateHz, speech, [], drawsFor(`channel ${index}`, key), strength);
      disguised.push(samples);
    }
  }
  const durationSeconds = Math.round(((channels[0]?.length ?? 0) / sampleRateHz) * 1_000) / 1_000;
  const wav = { sampleRateHz, channels: disguised };
  return { outcome: "disguised", durationSeconds, sampleRateHz, channels: channels.length, by, strength, wav };
}

function summary(
  { durationSeconds, sampleRateHz, channels, by, strength }: Disguised,
  file: string,
  out: string,
): string {
  const heard = `${durationSeconds} s, ${channels} ${channels === 1 ? "channel" : "channels"} of ${sampleRateHz} Hz`;
  return `${basename(file)}: ${heard}, disguised by ${by} (${strength})\nWritten to ${out}\n`;
}

const strengths = Object.keys(disguise.strengths) as Strength[];
const options = { strength: { type: "string", default: "default" }, seed: { type: "string" } } as const;

await runCommand({
  help,
  options,
  read(values, [file, out, more]): Wanted | string {
    if (!file || !out || more !== undefined) return "Name a recording and the WAV to write.";
    const strength = oneOf(values.strength, strengths);
    if (!strength) return "--strength is light, default or strong.";
    const seed = values.seed === undefined ? undefined : wholeNumber(values.seed, 0);
    if (values.seed !== undefined && seed === undefined) return "--seed is a whole number from 0.";
    return { file, out, strength, seed };
  },
  run,
});
