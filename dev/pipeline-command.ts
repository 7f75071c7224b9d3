import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import { openNativeDecoder } from "../lib/pipeline/decode/native-decoder.ts";
import type { ProcessedRecording, RecordingInput, Services } from "../lib/pipeline/processed.ts";
import { disguise } from "../lib/pipeline/rules.ts";
import { servicesOf } from "../lib/pipeline/services-of.ts";
import { exits, type How, inWords, oneOf, runCommand, wholeNumber } from "./command.ts";
import { ownFolders } from "./pipeline/own-folders.ts";
import { type FileResult, type FileToProcess, processFile } from "./pipeline/process-file.ts";
import { removeEmpty } from "./pipeline/remove-empty.ts";

const help = `Runs recordings through the voice pipeline and writes what a buyer would get.

  npm run pipeline -- FILE… --out DIR [options]

Each recording gets a folder of its own in DIR, named as the file (call, call-2, …), with its clips as FLAC, report.json,
transcript.json and peaks.json. A folder appears when it is whole. One that is there already, made of the same recording
with the same settings, is left as it is.

  --out DIR                         where the folders go (made when missing)
  --keep left|right|both            channels that consent allows (default: both)
  --language en|fr                  language of the recordings (default: en)
  --transcript FILE                 JSON with words or segments, or "none"; once for each FILE, in their order (default: the
                                    one beside each file, NAME.transcript.json or NAME.json, where there is one; without
                                    a transcript clips have no text and nothing can be struck out)
  --strength light|default|strong   how far voices are moved (default: default)
  --seed N                          same input and seed, same bytes (default: drawn at random and forgotten)
  --work DIR                        where results of steps are kept until a recording is done, in clear (default: .work in
                                    --out): the same command goes on where it was stopped
  --jobs N                          recordings worked on at once, each in a thread (default: 1)
  --json                            print a line of JSON for each file instead of a summary
  --help                            this text

With FFMPEG_PATH set, that native ffmpeg decodes. RECOGNISER_URL, REDACTION_URL and ANONYMIZER_URL name services that are
asked, as env.example says.

Exit codes: 0 all processed, 1 something broke, 2 wrong arguments, 3 a recording was refused, 4 a service failed,
130 stopped. Of several, 1 goes before 4, and 4 before 3.
`;

const options = {
  out: { type: "string" },
  keep: { type: "string", default: "both" },
  language: { type: "string", default: "en" },
  transcript: { type: "string", multiple: true },
  strength: { type: "string", default: "default" },
  seed: { type: "string" },
  work: { type: "string" },
  jobs: { type: "string", default: "1" },
} as const;

type Wanted = Required<Pick<RecordingInput, "keep" | "language" | "strength">> & {
  files: FileToProcess[];
  out: string;
  work: string;
  jobs: number;
  seed: number | undefined;
};
type Line = FileResult | { file: string; outcome: "broke"; detail: string };

async function run(wanted: Wanted, how: How): Promise<number> {
  const { files, out, work, jobs, seed, keep, language, strength } = wanted;
  const decoder = await openNativeDecoder(process.env.FFMPEG_PATH);
  const settings = {
    ...{ keep, language, strength, services: configured() },
    ...(decoder && { decoder }),
    ...(seed !== undefined && { seed: new TextEncoder().encode(String(seed)) }),
  };
  const folderFor = ownFolders(out);
  const outcomes = new Set<Line["outcome"]>();
  const waiting = [...files];
  let done = 0;
  const workOff = async () => {
    for (let asked = waiting.shift(); asked && !how.signal.aborted; asked = waiting.shift()) {
      const { file } = asked;
      const onProgress = (step: string, share: number) => {
        how.progress(`${done} of ${files.length} done · ${basename(file)} ${Math.round(share * 100)} % ${step}`);
      };
      const line = await processFile(asked, settings, { work, folderFor, onProgress, signal: how.signal }).catch(
        (error: unknown): Line => {
          how.signal.throwIfAborted();
          return { file, outcome: "broke", detail: error instanceof Error ? error.message : String(error) };
        },
      );
      done++;
      outcomes.add(line.outcome);
      how.progress("");
      say(line, how.json);
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, files.length) }, workOff));
  await removeEmpty(work);
  if (outcomes.has("broke")) return exits.broke;
  if (outcomes.has("waiting")) return exits.serviceFailed;
  return outcomes.has("refused") ? exits.refused : exits.done;
}

function configured(): Services {
  const { RECOGNISER_URL, RECOGNISER_KEY, RECOGNISER_MODEL, REDACTION_URL, ANONYMIZER_URL } = process.env;
  return servicesOf({ RECOGNISER_URL, RECOGNISER_KEY, RECOGNISER_MODEL, REDACTION_URL, ANONYMIZER_URL });
}

function say(line: Line, json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify(jsonOf(line))}\n`);
  else
    (line.outcome === "broke" ? process.stderr : process.stdout).write(`${basename(line.file)}: ${sentence(line)}\n`);
}

function jsonOf(line: Line): object {
  if (line.outcome !== "processed") return line;
  const { file, outcome, folder, recording } = line;
  const { durationSeconds, sampleRateHz, channels, clips, report } = recording;
  const measured = channels.map(({ peaks: _, redactions, ...channel }) => ({ ...channel, bleeps: redactions.length }));
  return { file, outcome, folder, durationSeconds, sampleRateHz, clips: clips.length, channels: measured, report };
}

function sentence(line: Line): string {
  switch (line.outcome) {
    case "processed":
      return `${summary(line.recording)}\n  written to ${line.folder}`;
    case "there_already":
      return `done before, in ${line.folder}`;
    case "refused":
      return `refused, ${line.reason} (${inWords(line.detail)})`;
    case "waiting":
      return `a service failed (${line.for}: ${line.detail}); run the same command again`;
    default:
      return line.detail;
  }
}

function summary({ durationSeconds, channels, clips, turns, report }: ProcessedRecording): string {
  const time = report.steps.reduce((sum, { ms }) => sum + ms, 0);
  const resumed = report.steps.filter((step) => step.resumed).length;
  const before = resumed > 0 ? `, ${resumed} of ${report.steps.length} steps done before` : "";
  const sides = channels.map(({ party, channel, speechRatio, snrDb, bandwidthHz, redactions }) => {
    const noise = snrDb === null ? "noise unknown" : `${snrDb} dB over noise`;
    const speech = `${Math.round(speechRatio * 100)} % speech`;
    return `  ${party} (${channel}): ${speech}, ${noise}, ${bandwidthHz} Hz wide, ${redactions.length} bleeps`;
  });
  const head = `${durationSeconds} s, ${clips.length} clips, ${turns.length} turns, in ${time} ms${before}`;
  return [head, ...sides].join("\n");
}

const strengths = Object.keys(disguise.strengths) as (keyof typeof disguise.strengths)[];

await runCommand({
  help,
  options,
  read(values, positionals): Wanted | string {
    if (positionals.length === 0) return "Name at least one file.";
    if (!values.out) return "Name a folder with --out.";
    const keep = oneOf(values.keep, ["left", "right", "both"]);
    if (!keep) return "--keep is left, right or both.";
    const language = oneOf(values.language, ["en", "fr"]);
    if (!language) return "--language is en or fr.";
    const strength = oneOf(values.strength, strengths);
    if (!strength) return `--strength is one of ${strengths.join(", ")}.`;
    const seed = values.seed === undefined ? undefined : wholeNumber(values.seed, 0);
    if (values.seed !== undefined && seed === undefined) return "--seed is a whole number from 0.";
    const jobs = wholeNumber(values.jobs, 1);
    if (!jobs || jobs > availableParallelism()) return `--jobs is 1 to ${availableParallelism()} here.`;
    const { transcript: given } = values;
    if (given && given.length !== positionals.length) return "Name --transcript once for each file, or not at all.";
    const files = positionals.map((file, index) => ({ file, transcript: given?.[index] }));
    const work = values.work ?? join(values.out, ".work");
    return { files, out: values.out, work, jobs, seed, keep, language, strength };
  },
  stopsByItself: true,
  run,
});
