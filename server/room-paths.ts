import type { IncomingMessage } from "node:http";
import { Refusal } from "../db/refusal.ts";
import { type Part, receiveUpload } from "../lib/contributions/receive-upload.ts";
import { issueLink } from "../lib/downloads/issue-link.ts";
import { listenLink } from "../lib/downloads/listen-link.ts";
import { bearerOf, tokenViewer, viewerOfCookieHeader } from "../lib/identity/whose-token.ts";
import { receiveEvent } from "../lib/orders/receive-event.ts";
import { TooLarge } from "../lib/outside/storage.ts";
import { writeError } from "../lib/web/error-response.ts";
import { readBody } from "../lib/web/read-body.ts";
import { auditPaths } from "./audit-paths.ts";
import type { HotHandler, HotPath } from "./hot-paths.ts";

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const WEBHOOK_BYTES = 512 << 10;

/** The machine paths that ask a room: uploads, what somebody may hear, signed links, Stripe's word. */
export const roomPaths: readonly HotPath[] = [
  { path: new RegExp(`^/upload/${uuid}/(audio|transcript)$`), handle: upload, methods: ["PUT"], slowBody: true },
  { path: new RegExp(`^/listen/${uuid}$`), handle: listen },
  { path: new RegExp(`^/download/${uuid}/.+$`), handle: download },
  { path: /^\/webhooks\/stripe$/, handle: stripeWebhook, methods: ["POST"] },
  ...auditPaths,
];

/** A key in the header, or the person behind the cookie. The database looks it up again: here it is only passed on. */
const whoAsks = (request: IncomingMessage) => {
  const key = bearerOf(request.headers.authorization);
  return key ? tokenViewer(key, "key") : viewerOfCookieHeader(request.headers.cookie);
};

async function upload(...[request, response, url]: Parameters<HotHandler>): Promise<void> {
  if (request.method !== "PUT") throw new Refusal("bad_request");
  const [, , recording, part] = url.pathname.split("/") as [string, string, string, Part];
  try {
    await receiveUpload(viewerOfCookieHeader(request.headers.cookie), recording, part, request);
  } catch (error) {
    if (error instanceof TooLarge) return writeError(response, "too_large");
    throw error;
  }
  response.writeHead(204, { "cache-control": "no-store" }).end();
}

async function listen(...[request, response, url]: Parameters<HotHandler>): Promise<void> {
  const link = await listenLink(viewerOfCookieHeader(request.headers.cookie), url.pathname.slice("/listen/".length));
  if (!link) throw new Refusal("not_found");
  response.writeHead(302, { location: link, "cache-control": "private, no-store", vary: "Cookie" }).end();
}

/** 302 to a signed link at the delivery origin. Bytes never pass through here. */
async function download(...[request, response, url]: Parameters<HotHandler>): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") throw new Refusal("bad_request");
  const [, , version, ...path] = url.pathname.split("/");
  const link = await issueLink(whoAsks(request), version!, decodedPath(path.join("/")));
  if (!link) throw new Refusal("not_found");
  response
    .writeHead(302, {
      location: link.url,
      "x-linked-size": link.bytes,
      "x-linked-etag": `"${link.sha256}"`,
      "cache-control": "private, no-store",
      vary: "Authorization, Cookie",
    })
    .end();
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) throw new Refusal("not_found");
    throw error;
  }
}

async function stripeWebhook(...[request, response]: Parameters<HotHandler>): Promise<void> {
  if (request.method !== "POST") throw new Refusal("bad_request");
  const body = await readBody(request, WEBHOOK_BYTES);
  if (body.kind === "too_large") return writeError(response, "too_large");
  const signature = request.headers["stripe-signature"];
  const genuine = await receiveEvent(body.bytes, typeof signature === "string" ? signature : undefined);
  if (!genuine) throw new Refusal("bad_request");
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" }).end('{"received":true}');
}
