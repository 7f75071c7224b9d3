import { openNote, type Signer, signNote, splitNote, type Verifier } from "./signed-note.ts";

/** C2SP tlog-checkpoint: how long a log was, and the root of the Merkle tree over it. */
export type Checkpoint = { origin: string; size: number; root: Buffer };

const ROOT_BYTES = 32;

export const signCheckpoint = ({ size, root }: Omit<Checkpoint, "origin">, signer: Signer): string =>
  signNote(`${signer.name}\n${size}\n${root.toString("base64")}\n`, signer);

/** A checkpoint that one of these keys has signed for its own log; undefined when it is anything else. */
export function openCheckpoint(note: string, verifiers: readonly Verifier[]): Checkpoint | undefined {
  const opened = openNote(note, verifiers);
  const checkpoint = opened && checkpointOf(opened.text);
  return checkpoint && opened.signers.includes(checkpoint.origin) ? checkpoint : undefined;
}

/** What a note claims, whoever signed it. */
export function readUnsigned(note: string): Checkpoint | undefined {
  const read = splitNote(note);
  return read && checkpointOf(read.text);
}

function checkpointOf(text: string): Checkpoint | undefined {
  const [origin = "", size = "", encoded = "", ...more] = text.split("\n");
  const root = Buffer.from(encoded, "base64");
  const isWhole = more.at(-1) === "" && more.slice(0, -1).every((line) => line !== ""); // extension lines are allowed
  const isRoot = root.length === ROOT_BYTES && root.toString("base64") === encoded;
  const isSize = /^(?:0|[1-9]\d{0,15})$/.test(size) && Number.isSafeInteger(Number(size));
  return origin && isSize && isRoot && isWhole ? { origin, size: Number(size), root } : undefined;
}
