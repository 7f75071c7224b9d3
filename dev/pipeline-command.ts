import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import type { ProcessedRecording, RecordingInput } from "../lib/pipeline/processed.ts";
import { processInThread } from "../lib/pipeline/run-in-thread.ts";

const help = `Runs one recording through the voice pipeline and writes what a buyer would get.

  npm run pipeline -- FILE --out DIR [options]

  --out DIR                  where clips and recording.json go (made when missing)
  --keep left|right|both     channels that consent allows (default: both)
  --language en|fr           language of the transcript (default: en)
  --transcript FILE          JSON with words or segments (default: none, clips then have no text)
  --json                     print the result as JSON instead of a summary
  --help                     this text

Exit codes: 0 processed, 1 something broke, 2 wrong arguments, 3 the recording was refused.
`;

type Arguments = Pick<RecordingInput, "keep" | "language"> & {
  file: string;
  out: string;
  transcriptFile: string | undefined;
  json: boolean;
};

/** Reads the arguments; a string says what is wrong with them. */
function readArguments(argv: string[]): Arguments | "help" | string {
  const options = {
    out: { type: "string" },
    keep: { type: "string", default: "both" },
    language: { type: "string", default: "en" },
    transcript: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
    if (values.help) return "help";
    const [file] = positionals;
    if (!file || positionals.length > 1) return "Name one file.";
    if (!values.out) return "Name a folder with --out.";
    const { keep, language } = values;
    if (keep !== "left" && keep !== "right" && keep !== "both") return "--keep is left, right or both.";
    if (language !== "en" && language !== "fr") return "--language is en or fr.";
    return { file, out: values.out, keep, language, transcriptFile: values.transcript, json: values.json };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function run({ file, out, transcriptFile, json, keep, language }: Arguments): Promise<number> {
  const audio = await readFile(file);
  const transcript: unknown = transcriptFile ? JSON.parse(await readFile(transcriptFile, "utf8")) : undefined;
  const onProgress = (step: string, share: number) => {
    if (!json) process.stderr.write(`${String(Math.round(share * 100)).padStart(4)} %  ${step}\n`);
  };
  const processed = await processInThread({ audio, transcript, keep, language, onProgress });
  if (processed.outcome === "refused") {
    const detail = Object.entries(processed.detail).map(([name, value]) => `${name}: ${value}`);
    process.stdout.write(
      json ? `${JSON.stringify(processed)}\n` : `Refused: ${processed.reason} (${detail.join(", ")})\n`,
    );
    return 3;
  }
  await mkdir(out, { recursive: true });
  const clips = [];
  for (const { flac, ...clip } of processed.clips) {
    const name = `${clip.party}-${String(clip.index).padStart(4, "0")}.flac`;
    await writeFile(join(out, name), flac);
    clips.push({ file: name, ...clip });
  }
  const recording = { ...processed, clips };
  await writeFile(join(out, "recording.json"), `${JSON.stringify(recording, null, 2)}\n`);
  process.stdout.write(json ? `${JSON.stringify(recording)}\n` : summary(processed, file, out));
  return 0;
}

function summary(
  { durationSeconds, channels, clips, turns, report }: ProcessedRecording,
  file: string,
  out: string,
): string {
  const lines = channels.map(({ party, channel, speechRatio, snrDb, bandwidthHz, redactions }) => {
    const noise = snrDb === null ? "noise unknown" : `${snrDb} dB over noise`;
    const speech = `${Math.round(speechRatio * 100)} % speech`;
    return `  ${party} (${channel}): ${speech}, ${noise}, ${bandwidthHz} Hz wide, ${redactions.length} bleeps`;
  });
  const time = report.steps.reduce((sum, { ms }) => sum + ms, 0);
  const head = `${basename(file)}: ${durationSeconds} s, ${clips.length} clips, ${turns.length} turns, in ${time} ms`;
  return `${[head, ...lines, `Written to ${out}`].join("\n")}\n`;
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
