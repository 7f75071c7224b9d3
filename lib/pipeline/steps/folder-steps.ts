import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { chmod, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { largestResultBytes, type StepStore, storedNameOf, storedNames } from "./step-store.ts";

/** Results of one recording's steps as files of one folder, in clear: for files that lie in clear beside it. */
export interface FolderSteps extends StepStore {
  /** Removes every result, and the folder once it is empty. */
  forget(): Promise<void>;
}

const unfinished = ".unfinished-";
const pieceBytes = 1 << 20;
/** With the head of a packed result. */
const mostFileBytes = largestResultBytes + 4_096;

export function openFolderSteps(folder: string): FolderSteps {
  const fileOf = (key: string) => join(folder, `${storedNameOf(key)}.step`);
  return {
    async get(key) {
      try {
        const { size } = await stat(fileOf(key));
        return size > mostFileBytes ? null : createReadStream(fileOf(key), { highWaterMark: pieceBytes });
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async put(key, pieces) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
      const temporary = join(folder, `${unfinished}${randomUUID()}`);
      try {
        await writeFile(temporary, pieces, { mode: 0o600, flush: true });
        await rename(temporary, fileOf(key));
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    async forget() {
      for (const name of storedNames) await rm(join(folder, `${name}.step`), { force: true });
      for (const name of await namesIn(folder)) {
        if (name.startsWith(unfinished)) await rm(join(folder, name), { force: true });
      }
      if ((await namesIn(folder)).length === 0) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What a run that was killed in the middle of writing has left is among them. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === "ENOENT";
