import type { Archive } from "../outside/archive.ts";
import { type Checkpoint, openCheckpoint } from "./checkpoint.ts";
import type { Verifier } from "./signed-note.ts";

export type Kept = Checkpoint & { note: string };

const DIGITS = 16;
const NAME = new RegExp(`^checkpoint-\\d{${DIGITS}}\\.txt$`);

/** Named after its size, so that the keys' order is the log's. */
export const nameOf = (size: number): string => `checkpoint-${String(size).padStart(DIGITS, "0")}.txt`;

/** The newest of what is kept. Throws when it is not one of ours: then somebody else has written there. */
export async function newestKept(archive: Archive, verifier: Verifier): Promise<Kept | undefined> {
  const name = (await archive.keys()).filter((key) => NAME.test(key)).at(-1);
  if (name === undefined) return undefined;
  const note = (await archive.get(name)).toString("utf8");
  const checkpoint = openCheckpoint(note, [verifier]);
  if (!checkpoint || nameOf(checkpoint.size) !== name) throw new Error(`${name} is not a checkpoint of this key`);
  return { ...checkpoint, note };
}

/** Keeps it for good. Throws when another one of this size is kept: a log has one root at one size. */
export async function keep(archive: Archive, { size, note }: Pick<Kept, "size" | "note">): Promise<void> {
  const name = nameOf(size);
  if (await archive.add(name, Buffer.from(note))) return;
  if ((await archive.get(name)).toString("utf8") !== note) throw new Error(`${name} is kept with other content`);
}
