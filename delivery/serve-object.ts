import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Store } from "../lib/outside/storage.ts";
import { byteRange } from "./byte-range.ts";

export type Served = { fromByte: number; sentBytes: number };

/**
 * Streams one object of the shelf, whole or one range of it, and tells how much really left. A client that hangs up is no
 * failure: what it got is what is told.
 */
export async function serveObject(
  request: IncomingMessage,
  response: ServerResponse,
  shelf: Store,
  object: { key: string; bytes: number; etag: string; headers: Record<string, string> },
): Promise<Served> {
  const { bytes } = object;
  const etag = `"${object.etag}"`;
  const headers = {
    ...object.headers,
    etag,
    "accept-ranges": "bytes",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  };
  const ifRange = request.headers["if-range"];
  const asked = byteRange(ifRange !== undefined && ifRange !== etag ? undefined : request.headers.range, bytes);
  if (asked.kind === "unsatisfiable") {
    response.writeHead(416, { ...headers, "content-range": `bytes */${bytes}`, "content-length": 0 }).end();
    return { fromByte: 0, sentBytes: 0 };
  }
  const [start, end] = asked.kind === "part" ? [asked.start, asked.end] : [0, bytes - 1];
  const length = end - start + 1;
  const part = asked.kind === "part" ? { "content-range": `bytes ${start}-${end}/${bytes}` } : {};
  response.writeHead(asked.kind === "part" ? 206 : 200, { ...headers, ...part, "content-length": length });
  if (request.method === "HEAD" || length === 0) {
    response.end();
    return { fromByte: start, sentBytes: 0 };
  }
  let sentBytes = 0;
  const source = await shelf.get(object.key, { start, end });
  source.on("data", (chunk: Buffer) => {
    sentBytes += chunk.length;
  });
  try {
    await pipeline(source, response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
  return { fromByte: start, sentBytes };
}
