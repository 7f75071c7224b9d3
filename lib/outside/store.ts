import { createHash } from "node:crypto";
import { Readable, Transform } from "node:stream";

export interface Stored {
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
}

export interface PutOptions {
  contentType?: string;
  /** A longer content is refused with `TooLarge`, and nothing is kept. */
  maxBytes?: number;
}

/** Both ends are part of the range, as in HTTP; without `end`, to the last byte. */
export interface ByteRange {
  start: number;
  end?: number;
}

export interface Intake {
  /** Writes all of it or nothing: an object that exists is complete. Replaces what was there. */
  put(key: string, content: Readable | Uint8Array, options?: PutOptions): Promise<Stored>;
}

export interface Store extends Intake {
  /** Throws `NoSuchObject`, or RangeError for a range outside of the object. */
  get(key: string, range?: ByteRange): Promise<Readable>;
  /** In bytes, or null where there is no such object. */
  size(key: string): Promise<number | null>;
  /** Nothing happens when there is no such object. */
  remove(key: string): Promise<void>;
}

export class NoSuchObject extends Error {
  constructor(key: string) {
    super(`There is no object ${key}`);
  }
}

export class TooLarge extends Error {
  constructor(maxBytes: number) {
    super(`The content is larger than ${maxBytes} bytes`);
  }
}

const KEY = /^[a-z0-9][a-z0-9/_.-]{0,200}$/;
const LARGEST_BYTES = 5 * 1024 ** 4;

/** Throws on a key that could mean another place, such as one with `..`, an empty or a hidden part. */
export function checkKey(key: string): void {
  const isPlain = KEY.test(key) && key.split("/").every((part) => part !== "" && !part.startsWith("."));
  if (!isPlain || key.includes("..")) throw new Error(`Not a storage key: ${JSON.stringify(key.slice(0, 100))}`);
}

/** The inclusive end of a range, or RangeError when the object has no such bytes. */
export function endOfRange(range: ByteRange, bytes: number): number {
  const end = Math.min(range.end ?? bytes - 1, bytes - 1);
  const isInside = Number.isInteger(range.start) && Number.isInteger(end) && range.start >= 0 && range.start <= end;
  if (!isInside) throw new RangeError(`bytes ${range.start}-${range.end ?? ""} are outside of ${bytes} bytes`);
  return end;
}

export function asStream(content: Readable | Uint8Array): Readable {
  return content instanceof Uint8Array ? Readable.from([content]) : content;
}

/** Counts and hashes what flows through it, and fails when it becomes too much. */
export function measure(maxBytes = LARGEST_BYTES): { stream: Transform; result: () => Stored } {
  const hash = createHash("sha256");
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) return done(new TooLarge(maxBytes));
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ bytes, sha256: hash.digest("hex") }) };
}
