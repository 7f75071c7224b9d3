import { randomUUID } from "node:crypto";
import { link, mkdir, open, readdir, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Archive, limited } from "./archived.ts";
import { checkKey, NoSuchObject } from "./store.ts";

/** Objects as files of one folder, readable by this user alone. */
export function openDiskArchive(folder: string): Archive {
  const root = resolve(folder);
  const placeOf = (key: string) => {
    checkKey(key);
    if (key.includes("/")) throw new Error("an archive has no folders");
    return join(root, key);
  };
  return {
    async add(key, content) {
      const target = placeOf(key);
      await mkdir(root, { recursive: true, mode: 0o700 });
      const temporary = join(root, `.${randomUUID()}`); // no key begins with a dot
      try {
        await writeDurably(temporary, limited.content(content));
        return await linkOnce(temporary, target);
      } finally {
        await rm(temporary, { force: true });
      }
    },
    async get(key) {
      try {
        return await readFile(placeOf(key));
      } catch (error) {
        throw codeOf(error) === "ENOENT" ? new NoSuchObject(key) : error;
      }
    },
    async keys() {
      try {
        const found = await readdir(root, { withFileTypes: true });
        return limited.keys(found.filter((one) => one.isFile() && !one.name.startsWith(".")).map((one) => one.name));
      } catch (error) {
        if (codeOf(error) === "ENOENT") return [];
        throw error;
      }
    },
  };
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

async function writeDurably(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A link, unlike a rename, does not replace what is there. */
async function linkOnce(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
  const folder = await open(join(to, ".."), "r");
  await folder.sync().finally(() => folder.close());
  return true;
}
