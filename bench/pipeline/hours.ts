import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { LongCall } from "./long-call.ts";

export interface Spent {
  /** Of all threads. */
  cpuSeconds: number;
  /** The most that the process held at any time. */
  mostBytes: number;
}

const limitMs = 1_800_000;

/** Processes a call in a new process, as a worker does: in a thread. */
export async function processHours({ audio, transcript }: LongCall): Promise<Spent> {
  const folder = await mkdtemp(join(tmpdir(), "consonant-bench-"));
  try {
    await writeFile(join(folder, "call.flac"), audio);
    await writeFile(join(folder, "call.json"), JSON.stringify(transcript));
    const program = fileURLToPath(new URL("hours-process.ts", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", program, folder], {
      timeout: limitMs,
    });
    return JSON.parse(stdout) as Spent;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
