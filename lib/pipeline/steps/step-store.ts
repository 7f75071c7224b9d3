import { createHash } from "node:crypto";
import { DefaultSerializer, deserialize } from "node:v8";

/**
 * Every name that a step has or had: stores keep one result a name, and forget by this list. Names are added, never taken
 * away, or what an older version left would stay.
 */
export const stepNames = [
  "decode",
  "fingerprint",
  "measure",
  "transcript",
  "outside_redaction",
  "redact",
  "bleep",
  "draw",
  "disguise",
  "clips",
] as const;
export type StepName = (typeof stepNames)[number];

/** The names under which results are stored: a step that is done channel by channel has one for each. */
export const storedNames: readonly string[] = [
  ...stepNames,
  ...["transcript", "disguise"].flatMap((name) => [`${name}-left`, `${name}-right`]),
];

/** Where results of steps are kept, so that a run that was broken off goes on where it was. A key is `name.hash`. */
export interface StepStore {
  get(key: string): Promise<Uint8Array | null> | Uint8Array | null;
  /** A newer result of a name takes the place of the older one. */
  put(key: string, bytes: Uint8Array): Promise<void> | void;
}

export const storedNameOf = (key: string): string => key.slice(0, key.indexOf("."));

/** The largest result that is stored; three hours of two channels at 16 kHz are 691 MB. */
export const largestResultBytes = 1_000_000_000;
const magic = Buffer.from("consonant-step-1");
const hashBytes = 32;
const headBytes = magic.length + 2 * hashBytes;

const sha256 = (content: string | Uint8Array) => createHash("sha256").update(content).digest();

/**
 * A result as bytes: magic, hash of the key, hash of the content, then the content as V8's structured clone, which keeps
 * typed arrays as they are and objects that are shared shared. Null when it is too large to be kept.
 */
export function packResult(key: string, result: unknown): Uint8Array | null {
  const serializer = new DefaultSerializer();
  serializer.writeRawBytes(Buffer.alloc(headBytes));
  serializer.writeHeader();
  serializer.writeValue(result);
  const bytes = serializer.releaseBuffer();
  if (bytes.length > largestResultBytes) return null;
  const hash = sha256(bytes.subarray(headBytes));
  bytes.set(Buffer.concat([magic, sha256(key), hash]));
  return bytes;
}

/** The result again; null when the bytes are damaged, another key's, or of a V8 that this one cannot read. */
export function unpackResult(key: string, bytes: Uint8Array): { result: unknown } | null {
  if (bytes.length <= headBytes || bytes.length > largestResultBytes) return null;
  const content = bytes.subarray(headBytes);
  const head = Buffer.concat([magic, sha256(key), sha256(content)]);
  if (!head.equals(bytes.subarray(0, headBytes))) return null;
  try {
    return { result: deserialize(content) };
  } catch {
    return null; // written by a newer Node: the step runs again
  }
}
