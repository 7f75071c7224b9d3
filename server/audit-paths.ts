import { Refusal } from "../db/refusal.ts";
import { newestCheckpoint, notaryVerifier } from "../lib/audit/read.ts";
import type { HotHandler, HotPath } from "./hot-paths.ts";

/** What anybody may keep to hold the audit's chain against later, and the key to check it with. */
export const auditPaths: readonly HotPath[] = [
  { path: /^\/audit\/checkpoint$/, handle: asText(newestCheckpoint) },
  { path: /^\/audit\/key$/, handle: asText(async () => withNewLine(notaryVerifier())) },
];

const withNewLine = (line: string | undefined) => line && `${line}\n`;

function asText(read: () => Promise<string | undefined>): HotHandler {
  return async (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") throw new Refusal("bad_request");
    const text = await read();
    if (text === undefined) throw new Refusal("not_found");
    response
      .writeHead(200, {
        "content-type": "text/plain; charset=utf-8",
        "content-length": Buffer.byteLength(text),
        "cache-control": "public, max-age=5",
      })
      .end(text);
  };
}
