import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { type PolicySite, policyWithNonce } from "../lib/web/content-policy.ts";
import { type ErrorCode, errorCodeOf, writeError } from "../lib/web/error-response.ts";
import { log } from "../lib/web/log.ts";
import { isSameOrigin } from "../lib/web/same-origin.ts";
import { findHotPath, type HotPath } from "./hot-paths.ts";
import { logAnswer } from "./log-answer.ts";
import { marketKey } from "./market-pages.ts";
import { Busy, type PageCache, type PageKey } from "./page-cache.ts";
import { scrubHeaders } from "./scrub-headers.ts";
import { sendPage } from "./send-page.ts";

export interface Edge {
  siteUrl: string;
  /** What the Host header may say. */
  hosts: ReadonlySet<string>;
  site: PolicySite;
  headers: Readonly<Record<string, string>>;
  hotPaths: readonly HotPath[];
  /** Both only in production: development shows every change at once. */
  cache?: PageCache | undefined;
  files?: ((request: IncomingMessage, response: ServerResponse, path: string) => boolean) | undefined;
  prerendered: ReadonlySet<string>;
  next: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** Bodies that Next may see: Server Actions and small forms. Uploads have a machine path with its own limit. */
const NEXT_BODY_BYTES = 2 << 20;

/** The order in which a request is answered: host, shared page, file, origin, machine path, Next. */
export function answerWith(edge: Edge): RequestListener {
  return (request, response) => {
    const requestId = randomUUID();
    const key = edge.hosts.has(request.headers.host ?? "") ? keyOf(edge, request) : undefined;
    const held = key && edge.cache?.held(key);
    if (held) return sendPage(request, response, held, requestId);
    answer(edge, request, response, requestId, key).catch((error: unknown) => {
      const code: ErrorCode = error instanceof Busy ? "busy" : errorCodeOf(error);
      const seen = { requestId, method: request.method, path: pathOf(request) };
      if (code === "broken") log.error({ err: error, ...seen }, "request broke");
      if (!response.headersSent) putHeaders(edge, response, requestId);
      writeError(response, code);
    });
  };
}

const keyOf = (edge: Edge, request: IncomingMessage) => edge.cache && marketKey(request, edge.prerendered);

async function answer(
  edge: Edge,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  key: PageKey | undefined,
): Promise<void> {
  const path = pathOf(request);
  const hot = findHotPath(edge.hotPaths, path);
  const refuse = (code: ErrorCode) => {
    putHeaders(edge, response, requestId);
    writeError(response, code);
  };
  if (!path.startsWith("/")) return refuse("bad_request");
  if (!hot?.anyHost && !edge.hosts.has(request.headers.host ?? "")) return refuse("misdirected");

  const page = key && (await edge.cache?.get(key));
  if (page) return sendPage(request, response, page, requestId);
  if (edge.files?.(request, response, path)) return;

  logAnswer(request, response, requestId);
  if (!isSameOrigin(request, edge.siteUrl)) return refuse("forbidden");
  putHeaders(edge, response, requestId);
  if (hot) return hot.handle(request, response, new URL(edge.siteUrl + request.url));
  const tooMuch = bodyRefusal(request);
  if (tooMuch) return writeError(response, tooMuch);
  prepareForNext(edge, request, response, requestId);
  await edge.next(request, response);
}

const pathOf = (request: IncomingMessage) => (request.url ?? "").split("?", 1)[0] ?? "";

function putHeaders(edge: Edge, response: ServerResponse, requestId: string): void {
  for (const [name, value] of Object.entries(edge.headers)) response.setHeader(name, value);
  response.setHeader("x-request-id", requestId);
}

function bodyRefusal({ headers }: IncomingMessage): ErrorCode | undefined {
  if (headers["transfer-encoding"] !== undefined) return "length_required"; // a length that is not told cannot be limited here
  return Number(headers["content-length"] ?? 0) > NEXT_BODY_BYTES ? "too_large" : undefined;
}

/** Everything that Next renders for one visitor: a nonce of its own, and no store on the way back. Next reads the nonce from the request. */
function prepareForNext(edge: Edge, request: IncomingMessage, response: ServerResponse, requestId: string): void {
  scrubHeaders(request, edge.site.development);
  const site = new URL(edge.siteUrl);
  const policy = policyWithNonce(edge.site, randomBytes(16).toString("base64"));
  Object.assign(request.headers, {
    "content-security-policy": policy,
    "x-request-id": requestId,
    "x-forwarded-host": request.headers.host,
    "x-forwarded-proto": site.protocol.slice(0, -1),
  });
  response.setHeader("content-security-policy", policy);
  if (!edge.site.development) response.setHeader("cache-control", "private, no-store");
}
