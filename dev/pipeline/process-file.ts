import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { transcriptLimits } from "../../lib/contributions/rules.ts";
import type { Processed, RecordingInput } from "../../lib/pipeline/processed.ts";
import { pipelineVersion } from "../../lib/pipeline/rules.ts";
import { processInThread } from "../../lib/pipeline/run-in-thread.ts";
import { openFolderSteps } from "../../lib/pipeline/steps/folder-steps.ts";
import { notJson, readJson } from "../../lib/pipeline/work/read-json.ts";
import type { ownFolders } from "./own-folders.ts";
import { writeRecording } from "./write-recording.ts";

export interface FileToProcess {
  file: string;
  /** "none", a file, or undefined: the one beside the recording, where there is one. */
  transcript: string | undefined;
}

export type FileResult = { file: string } & (
  | { outcome: "processed"; folder: string; recording: Extract<Processed, { outcome: "processed" }> }
  | { outcome: "there_already"; folder: string }
  | Exclude<Processed, { outcome: "processed" | "stopped" }>
);

type Settings = Pick<RecordingInput, "keep" | "language" | "strength" | "services" | "decoder" | "seed">;
type How = Pick<RecordingInput, "onProgress" | "signal"> & {
  work: string;
  folderFor: ReturnType<typeof ownFolders>;
};

/**
 * Processes one file into a folder of its own. What the steps gave lies in `work` until it is done or refused, so that the
 * same command goes on where it was stopped; a recording that is there already, made of the same, is left as it is.
 */
export async function processFile(asked: FileToProcess, settings: Settings, how: How): Promise<FileResult> {
  const { file } = asked;
  const audio = new Uint8Array(await readFile(file));
  const transcript = await readTranscriptFile(asked);
  const run = sha256(
    JSON.stringify([pipelineVersion, transcript, { ...settings, seed: settings.seed && [...settings.seed] }]),
  );
  const { folder, before } = await how.folderFor(file, audio);
  if (before?.run === run) return { file, outcome: "there_already", folder };
  const store = openFolderSteps(join(how.work, `${basename(folder)}-${sha256(audio).slice(0, 16)}`));
  const { onProgress, signal } = how;
  const processed = await processInThread({
    ...{ audio, store, ...settings },
    ...(transcript !== undefined && { transcript }),
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
  });
  if (processed.outcome === "stopped") throw new Error("it was stopped, though nobody may stop it");
  if (processed.outcome === "waiting") return { file, ...processed };
  if (processed.outcome === "processed") {
    await writeRecording(folder, { file, audio, language: settings.language, run }, processed);
  }
  await store.forget();
  return processed.outcome === "refused"
    ? { file, ...processed }
    : { file, outcome: "processed", folder, recording: processed };
}

const sha256 = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");

async function readTranscriptFile({ file, transcript }: FileToProcess): Promise<unknown> {
  if (transcript === "none") return undefined;
  const stem = join(dirname(file), basename(file, extname(file)));
  const beside = [`${stem}.transcript.json`, `${stem}.json`].filter((one) => one !== file);
  for (const one of transcript === undefined ? beside : [transcript]) {
    const bytes = await readFile(one).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" && transcript === undefined) return undefined;
      throw error;
    });
    if (!bytes) continue;
    const json = readJson(bytes, transcriptLimits);
    if (json === notJson) throw new Error(`${one} is no JSON, or too much of it.`);
    return json;
  }
  return undefined;
}
