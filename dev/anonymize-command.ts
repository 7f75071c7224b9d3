import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { anonymizeElsewhere } from "../lib/outside/voice-anonymizer.ts";
import { writeWav } from "../lib/outside/wav.ts";
import { decode } from "../lib/pipeline/decode/decode.ts";
import { startFfmpeg } from "../lib/pipeline/decode/ffmpeg.ts";
import { sniff } from "../lib/pipeline/decode/sniff.ts";
import { disguiseVoice } from "../lib/pipeline/disguise/disguise.ts";
import { drawsFor } from "../lib/pipeline/disguise/draws.ts";
import type { Strength } from "../lib/pipeline/disguise/pseudo-speaker.ts";
import { findVoice } from "../lib/pipeline/judge/voice-activity.ts";
import type { RefusedRecording } from "../lib/pipeline/processed.ts";
import { refuse } from "../lib/pipeline/processed.ts";
import { clips, disguise, stretches } from "../lib/pipeline/rules.ts";
import { shortened, talkOf } from "../lib/pipeline/stretches.ts";

const help = `Disguises the voices of one recording; each channel gets a pseudo-speaker of its own.

  npm run anonymize -- IN OUT.wav [options]

  --strength light|default|strong   how far voices are moved (default: default)
  --seed N                          same input and seed, same bytes (default: drawn at random and forgotten)
  --json                            print the result as JSON instead of a summary
  --help                            this text

With ANONYMIZER_URL set, the service at that address disguises instead; strength and seed are passed on to it.
Words are not redacted: that is what the whole pipeline is for (npm run pipeline).

Exit codes: 0 disguised, 1 something broke, 2 wrong arguments, 3 the recording was refused, 4 the service failed.
`;

interface Arguments {
  file: string;
  out: string;
  strength: Strength;
  seed: number | undefined;
  json: boolean;
}

const isStrength = (value: string): value is Strength => Object.hasOwn(disguise.strengths, value);

/** Reads the arguments; a string says what is wrong with them. */
function readArguments(argv: string[]): Arguments | "help" | string {
  const options = {
    strength: { type: "string", default: "default" },
    seed: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
    if (values.help) return "help";
    const [file, out, more] = positionals;
    if (!file || !out || more !== undefined) return "Name a recording and the WAV to write.";
    if (!isStrength(values.strength)) return "--strength is light, default or strong.";
    const seed = values.seed === undefined ? undefined : Number(values.seed);
    if (seed !== undefined && !(Number.isSafeInteger(seed) && seed >= 0)) return "--seed is a whole number from 0.";
    return { file, out, strength: values.strength, seed, json: values.json };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
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

async function run({ file, out, strength, seed, json }: Arguments): Promise<number> {
  const say = (step: string) => {
    if (!json && process.stderr.isTTY) process.stderr.write(`  ${step}\n`);
  };
  say("decode");
  const decoded = await decodeFile(file);
  const result = "outcome" in decoded ? decoded : await disguiseChannels(decoded, strength, seed, say);
  if (result.outcome === "disguised") {
    say("write");
    await writeFile(out, writeWav(result.wav));
    const { wav: _, ...shown } = result;
    process.stdout.write(json ? `${JSON.stringify(shown)}\n` : summary(shown, file, out));
    return 0;
  }
  const { outcome, reason, detail } = result;
  const why =
    typeof detail === "string"
      ? detail
      : Object.entries(detail)
          .map(([name, value]) => `${name}: ${value}`)
          .join(", ");
  const head = outcome === "refused" ? "Refused" : "The anonymizer failed";
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${head}: ${reason} (${why}). Nothing was written.\n`);
  return outcome === "refused" ? 3 : 4;
}

interface Sound {
  sampleRateHz: number;
  channels: Int16Array[];
}

async function decodeFile(file: string): Promise<Sound | RefusedRecording> {
  const audio = await readFile(file);
  const sniffed = sniff(audio);
  if ("refused" in sniffed) return refuse(sniffed.refused, { looksLike: sniffed.looksLike });
  const ffmpeg = await startFfmpeg();
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

const wanted = readArguments(process.argv.slice(2));
if (wanted === "help") {
  process.stdout.write(help);
} else if (typeof wanted === "string") {
  process.stderr.write(`${wanted}\n\n${help}`);
  process.exitCode = 2;
} else {
  process.exitCode = await run(wanted).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  });
}
