import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { ProcessedRecording } from "../../lib/pipeline/processed.ts";
import { reportName } from "./own-folders.ts";

/** What a recording was processed with, beside what it is. */
export interface Origin {
  file: string;
  audio: Uint8Array;
  language: string;
  /** Hash of everything that the result depends on. */
  run: string;
}

/**
 * Writes what a buyer would get: clips, report.json, transcript.json and peaks.json. The folder appears whole, in the
 * place of an earlier one, or not at all.
 */
export async function writeRecording(folder: string, origin: Origin, processed: ProcessedRecording): Promise<void> {
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  const temporary = await mkdtemp(join(parent, ".unfinished-"));
  try {
    for (const [name, content] of filesOf(origin, processed)) await writeFile(join(temporary, name), content);
    const old = `${temporary}-old`;
    await rename(folder, old).catch(ignoreMissing);
    await rename(temporary, folder);
    await rm(old, { recursive: true, force: true });
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

function* filesOf(
  origin: Origin,
  processed: ProcessedRecording,
): Generator<[name: string, content: Uint8Array | string]> {
  // What a call is known again by (`sides`) is nobody's to have.
  const { clips, channels, turns, sides: _, ...rest } = processed;
  const nameOf = ({ party, index }: (typeof clips)[number]) => `${party}-${String(index).padStart(5, "0")}.flac`;
  for (const clip of clips) yield [nameOf(clip), clip.flac];
  const { file, audio, language, run } = origin;
  const sha256 = createHash("sha256").update(audio).digest("hex");
  const report = {
    ...{ file: basename(file), sha256, run, language },
    ...rest,
    channels: channels.map(({ peaks: _, ...channel }) => channel),
    clips: clips.map(({ flac: _, peaks: __, ...clip }) => ({ file: nameOf(clip as (typeof clips)[number]), ...clip })),
  };
  yield [reportName, json(report)];
  yield ["transcript.json", json({ language, source: processed.report.transcriptSource, turns })];
  const peaks = {
    channels: Object.fromEntries(channels.map(({ channel, peaks }) => [channel, peaks])),
    clips: Object.fromEntries(clips.map((clip) => [nameOf(clip), clip.peaks])),
  };
  yield ["peaks.json", `${JSON.stringify(peaks)}\n`];
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}
