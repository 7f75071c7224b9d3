import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Door } from "../db/door.ts";
import { verifyLink } from "../lib/downloads/link-signature.ts";
import type { Store } from "../lib/outside/storage.ts";
import { log } from "../lib/web/log.ts";
import { requestContext } from "../lib/web/request-context.ts";
import { serveObject } from "./serve-object.ts";

type Delivery = { door: Door; shelf: Store; linkKey: string; headers: Readonly<Record<string, string>> };
type Granted = {
  shelf_key: string;
  file_name: string;
  bytes: string;
  sha256: string;
  content_type: string;
  kind: "file" | "clip";
};

const sampleId = /^\/s\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.flac$/;
const refusals = {
  changed: [403, "This link was changed or is not ours. Ask for a new one in your library."],
  expired: [410, "This link has expired. Ask for a new one in your library."],
  refused: [
    403,
    "This link does not open anything any more: it has expired, its licence or session has ended, or deliveries are stopped.",
  ],
  not_found: [404, "There is nothing here."],
  method: [405, "Only GET and HEAD."],
  broken: [500, "Something broke. It has been logged."],
} as const;

/**
 * The delivery origin: signed links (/d/…), and the samples that anybody may hear (/s/…). Every request, ranges too, is
 * checked against the database: a licence, a session or a switch that ended a second ago is respected.
 */
export function answerWith(delivery: Delivery): RequestListener {
  return (request, response) => {
    const requestId = randomUUID();
    for (const [name, value] of Object.entries(delivery.headers)) response.setHeader(name, value);
    response.setHeader("x-request-id", requestId);
    requestContext.run({ requestId }, () => {
      answer(delivery, request, response).catch((error: unknown) => {
        log.error({ err: error }, "delivery");
        if (response.headersSent) response.destroy();
        else refuse(response, "broken");
      });
    });
  };
}

async function answer(delivery: Delivery, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, "method");
  if (!URL.canParse(request.url ?? "/", "http://delivery")) return refuse(response, "not_found");
  const url = new URL(request.url ?? "/", "http://delivery");
  if (url.pathname === "/healthz")
    return void response
      .writeHead(200, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" })
      .end("ok");
  const sample = sampleId.exec(url.pathname);
  if (sample) return serveSample(delivery, request, response, sample[1]!);
  if (url.pathname.startsWith("/d/")) return serveLink(delivery, request, response, url);
  return refuse(response, "not_found");
}

async function serveLink(
  { door, shelf, linkKey }: Delivery,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const claim = verifyLink(linkKey, url);
  if (!claim) return refuse(response, "changed");
  if (claim.expiresAt * 1000 <= Date.now()) return refuse(response, "expired");
  const [granted] = await door.ask<Granted>("redeem_grant", claim.grantId);
  if (!granted) return refuse(response, "refused");
  const name = granted.file_name.replace(/[^\w.-]/g, "_");
  const served = await serveObject(request, response, shelf, {
    key: granted.shelf_key,
    bytes: Number(granted.bytes),
    etag: granted.sha256,
    headers: {
      "content-type": granted.content_type,
      "content-disposition": granted.kind === "clip" ? "inline" : `attachment; filename="${name}"`,
      "cache-control": "private, no-store",
      "cross-origin-resource-policy": "same-site",
      "content-security-policy": "sandbox; default-src 'none'; media-src 'self'",
    },
  });
  if (served.sentBytes > 0) await door.ask("record_served", claim.grantId, served.fromByte, served.sentBytes);
}

async function serveSample(
  { door, shelf }: Delivery,
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
): Promise<void> {
  const [found] = await door.ask<{ shelf_key: string; bytes: string }>("sample_file", id);
  if (!found) return refuse(response, "not_found");
  await serveObject(request, response, shelf, {
    key: found.shelf_key,
    bytes: Number(found.bytes),
    etag: id,
    headers: {
      "content-type": "audio/flac",
      "cache-control": "no-cache",
      "cross-origin-resource-policy": "cross-origin",
    },
  });
}

function refuse(response: ServerResponse, why: keyof typeof refusals): void {
  const [status, message] = refusals[why];
  if (why !== "broken") log.info({ why, method: response.req.method }, "refused"); // no path: a link opens a file
  const body = JSON.stringify({ error: { code: why, message } });
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
  };
  response.writeHead(status, headers).end(response.req.method === "HEAD" ? undefined : body);
}
