import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { resampler } from "./baselines/resample.ts";
import type { Speaker } from "./speakers.ts";

const run = promisify(execFile);

/** Speaks a text with an invented voice; samples in [-1, 1] at the rate asked for. */
export interface Mouth {
  speak(speaker: Speaker, text: string, tempo?: number, pitch?: number): Promise<Float64Array>;
  close(): Promise<void>;
}

/** Null where espeak-ng is not installed. The invented voices live in a temporary copy of its data folder. */
export async function openMouth(sampleRateHz: number): Promise<Mouth | null> {
  const data = await espeakData();
  if (!data) return null;
  const folder = await mkdtemp(join(tmpdir(), "consonant-voices-"));
  const copy = join(folder, "espeak-ng-data");
  const variants = join(copy, "voices", "!v");
  await mkdir(variants, { recursive: true });
  for (const name of await readdir(data)) if (name !== "voices") await symlink(join(data, name), join(copy, name));
  const known = new Set<string>();
  return {
    async speak(speaker, text, tempo = 1, pitch = 50) {
      if (!known.has(speaker.name)) await writeFile(join(variants, speaker.name), speaker.variant);
      known.add(speaker.name);
      const voice = `${speaker.accent}+${speaker.name}`;
      const speed = String(Math.round(speaker.wordsPerMinute * tempo));
      const { stdout } = await run(
        "espeak-ng",
        ["--path", folder, "-v", voice, "-s", speed, "-p", String(pitch), "--stdout", text],
        { encoding: "buffer", maxBuffer: 1 << 26, timeout: 60_000 },
      );
      return atRate(stdout, sampleRateHz);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Where espeak-ng says that its data is; undefined when it is not installed. */
async function espeakData(): Promise<string | undefined> {
  try {
    const { stdout } = await run("espeak-ng", ["--version"], { timeout: 10_000 });
    return /Data at: (.+)/.exec(stdout)?.[1]?.trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

const wavHeaderBytes = 44;

function atRate(wav: Buffer, sampleRateHz: number): Float64Array {
  const sourceHz = wav.readUInt32LE(24);
  const length = (wav.length - wavHeaderBytes) >> 1;
  const source = Float64Array.from({ length }, (_, i) => wav.readInt16LE(wavHeaderBytes + 2 * i) / 32_768);
  const output = new Float64Array(Math.floor((length * sampleRateHz) / sourceHz));
  resampler(sourceHz / sampleRateHz)(source, output);
  return output;
}
