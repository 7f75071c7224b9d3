import { createHash } from "node:crypto";
import http, { type IncomingMessage, type RequestListener } from "node:http";
import { type Duplex, duplexPair } from "node:stream";
import type { PageKey } from "./page-cache.ts";
import type { Rendered } from "./share-page.ts";

const LIMIT_MS = 15_000;
const MAX_BYTES = 8 << 20;

/** Marks a fill for proxy.ts. A visitor cannot send it: scrub-headers.ts drops every x-edge header. */
const FILL_HEADER = "x-edge-fill";

/**
 * Renders through Next over a pair of in-memory streams: a real HTTP exchange with a server that never listens, so
 * nothing outside the process can reach it, and nothing of a visitor's request is in it.
 */
export function renderWith(handle: RequestListener, siteUrl: string): (key: PageKey) => Promise<Rendered> {
  const server = http.createServer(handle);
  const site = new URL(siteUrl);
  const fixed = {
    host: site.host,
    "x-forwarded-host": site.host,
    "x-forwarded-proto": site.protocol.slice(0, -1),
    connection: "close",
    "user-agent": "consonant-edge",
    [FILL_HEADER]: "1",
  };
  return (key) =>
    new Promise((resolve, reject) => {
      const [near, far] = duplexPair();
      far.once("close", () => near.push(null)); // a pair does not tell one end that the other was destroyed
      server.emit("connection", far);
      const request = http.request({
        createConnection: () => near as never, // a Duplex is all that http needs of a socket here
        path: pathOf(key),
        headers: { ...fixed, ...routerHeaders(key) },
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      request.on("response", (response) => void collect(response, near).then(resolve, reject));
      request.on("error", reject);
      request.end();
    });
}

async function collect(response: IncomingMessage, near: Duplex): Promise<Rendered> {
  try {
    const parts: Buffer[] = [];
    let total = 0;
    for await (const part of response as AsyncIterable<Buffer>) {
      total += part.length;
      if (total > MAX_BYTES) throw new Error("a page is larger than the cache takes");
      parts.push(part);
    }
    return { status: response.statusCode ?? 500, headers: response.headers, body: Buffer.concat(parts) };
  } finally {
    near.destroy();
  }
}

function routerHeaders({ variant }: PageKey): Record<string, string> {
  if (variant === "html") return {};
  return variant === "rsc" ? { rsc: "1" } : { rsc: "1", "next-router-prefetch": "1" };
}

function pathOf(key: PageKey): string {
  const query = key.variant === "html" ? [key.query] : [key.query, `_rsc=${routerMark(key)}`];
  const joined = query.filter(Boolean).join("&");
  return joined ? `${key.path}?${joined}` : key.path;
}

/** The `_rsc` value that Next 16.4 expects beside these headers; it answers 307 to any other. */
function routerMark({ variant }: PageKey): string {
  if (variant !== "prefetch") return "";
  return createHash("sha256").update("1,0,0,0").digest().subarray(0, 12).toString("base64url");
}
