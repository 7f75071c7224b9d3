import { createHash } from "node:crypto";
import { access, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { deserialize, serialize } from "node:v8";
import { type Material, makeMaterial, type Size } from "./recordings.ts";
import { openMouth } from "./speak.ts";

const folder = new URL("../../.consonant/privacy-bench/", import.meta.url);
/** What the recordings depend on, besides their size: a change in one of these makes them anew. */
const makers = ["recordings.ts", "sentences.ts", "speak.ts", "speakers.ts", "baselines/resample.ts"];

/** Where the recordings of a group are, made now unless they were before; null where espeak-ng is missing. */
export async function keptMaterial(group: string, size: Size, sampleRateHz: number): Promise<URL | null> {
  const mouth = await openMouth(sampleRateHz);
  if (!mouth) return null;
  try {
    const hash = createHash("sha256").update(JSON.stringify({ group, size, sampleRateHz }));
    for (const maker of makers) hash.update(await readFile(new URL(maker, import.meta.url)));
    const file = new URL(`${hash.digest("hex").slice(0, 16)}.bin`, folder);
    if (await isThere(file)) return file;
    await mkdir(folder, { recursive: true });
    const half = new URL(`${file.href}.half`);
    await writeFile(half, serialize(await makeMaterial(group, size, mouth, sampleRateHz)));
    await rename(half, file);
    return file;
  } finally {
    await mouth.close();
  }
}

export async function readMaterial(file: URL): Promise<Material> {
  return deserialize(await readFile(file)) as Material;
}

async function isThere(file: URL): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
