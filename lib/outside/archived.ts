import { buffer } from "node:stream/consumers";

/** Small objects that are added and never replaced or removed: there is nothing on it to do either with. */
export interface Archive {
  /** False, and nothing is changed, where there is such an object. */
  add(key: string, content: Uint8Array): Promise<boolean>;
  /** Throws `NoSuchObject`. */
  get(key: string): Promise<Buffer>;
  /** Every key, in the order of its bytes. */
  keys(): Promise<string[]>;
}

/** More than a century of one each hour. */
const MAX_KEYS = 1_000_000;
const MAX_BYTES = 1 << 20;

/** What both kinds hold to. */
export const limited = {
  keys(found: string[]): string[] {
    if (found.length > MAX_KEYS) throw new Error(`the archive has more than ${MAX_KEYS} objects`);
    return found.sort((a, b) => (a < b ? -1 : 1));
  },
  content(content: Uint8Array): Uint8Array {
    if (content.length > MAX_BYTES) throw new Error(`an archived object has at most ${MAX_BYTES} bytes`);
    return content;
  },
};

/** A body that came over the network, up to the limit of an archived object. */
export async function wholeOf(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  let bytes = 0;
  return buffer(
    (async function* () {
      for await (const chunk of body) {
        bytes += chunk.length;
        if (bytes > MAX_BYTES) throw new Error(`an archived object has at most ${MAX_BYTES} bytes`);
        yield chunk;
      }
    })(),
  );
}
