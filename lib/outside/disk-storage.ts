import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { chmod, type FileHandle, mkdir, open, realpath, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { asStream, checkKey, endOfRange, measure, NoSuchObject, type Store } from "./store.ts";

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;
/** Keys cannot begin with a dot, so nothing stored can meet what is still being written. */
const UNFINISHED = ".unfinished";

/** Objects as files below one folder, readable by this user alone. */
export function openDiskStore(folder: string): Store {
  const root = resolve(folder);
  return {
    async put(key, content, options = {}) {
      const target = await placeFor(root, key);
      const temporary = join(await makeFolder(root, join(root, UNFINISHED)), randomUUID());
      const measured = measure(options.maxBytes);
      try {
        const file = await open(temporary, "wx", OWNER_ONLY_FILE);
        try {
          await pipeline(asStream(content), measured.stream, (source) => writeAll(file, source));
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(temporary, target);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      await syncFolder(dirname(target));
      return measured.result();
    },

    async get(key, range) {
      const file = await openObject(root, key);
      if (!file) throw new NoSuchObject(key);
      try {
        return await readFrom(file, range);
      } catch (error) {
        await file.close();
        throw error;
      }
    },

    async size(key) {
      const file = await openObject(root, key);
      if (!file) return null;
      try {
        return (await file.stat()).size;
      } finally {
        await file.close();
      }
    },

    async remove(key) {
      checkKey(key);
      const path = join(root, key);
      if (await isRealFolder(root, dirname(path))) await rm(path, { force: true });
    },
  };
}

async function writeAll(file: FileHandle, source: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of source) await file.writeFile(chunk);
}

async function readFrom(file: FileHandle, range: { start: number; end?: number } | undefined): Promise<Readable> {
  if (!range) return file.createReadStream();
  const { size } = await file.stat();
  return file.createReadStream({ start: range.start, end: endOfRange(range, size) });
}

async function placeFor(root: string, key: string): Promise<string> {
  checkKey(key);
  const target = join(root, key);
  await makeFolder(root, dirname(target));
  return target;
}

async function makeFolder(root: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
  if (!(await isRealFolder(root, folder))) throw new Error("a folder of the store is a symbolic link");
  // The umask may only take rights away; a folder that was there before may have more.
  await chmod(root, OWNER_ONLY_FOLDER);
  return folder;
}

/** Whether no part below the root is a symbolic link that would lead elsewhere. */
async function isRealFolder(root: string, folder: string): Promise<boolean> {
  try {
    const realRoot = await realpath(root);
    return (await realpath(folder)) === join(realRoot, folder.slice(root.length));
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Opens a stored file; null when there is none. A symbolic link is refused, not followed. */
async function openObject(root: string, key: string): Promise<FileHandle | null> {
  checkKey(key);
  const path = join(root, key);
  if (!(await isRealFolder(root, dirname(path)))) return null;
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    if ((await file.stat()).isFile()) return file;
    await file.close();
    return null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** A rename is only lasting once its folder is on disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ENOENT" || code === "ENOTDIR";
}
