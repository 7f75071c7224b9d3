import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { VisitorLimit } from "../lib/identity/limit-visitor.ts";
import type { Outage } from "../lib/incidents/outage.ts";
import { type PolicySite, policyWithNonce } from "../lib/web/content-policy.ts";
import { type ErrorCode, errorAnswer, errorCodeOf, writeAnswer, writeError } from "../lib/web/error-response.ts";
import { headerRefusal } from "../lib/web/http-server.ts";
import { log } from "../lib/web/log.ts";
import { requestContext } from "../lib/web/request-context.ts";
import { isSameOrigin } from "../lib/web/same-origin.ts";
import { VISITOR_HEADER, visitorAddress } from "../lib/web/visitor-address.ts";
import { findHotPath, type HotPath, methodsOf } from "./hot-paths.ts";
import { limitBody } from "./limit-body.ts";
import { logAnswer } from "./log-answer.ts";
import { asksToSearch, marketKey } from "./market-pages.ts";
import { nameCharset } from "./name-charset.ts";
import { Busy, type PageCache, type PageKey } from "./page-cache.ts";
import { plainPage, wantsPage } from "./plain-page.ts";
import { scrubHeaders } from "./scrub-headers.ts";
import { sendPage } from "./send-page.ts";
import { blameTheBody } from "./undecoded.ts";

export interface Edge {
  siteUrl: string;
  /** What the Host header may say. */
  hosts: ReadonlySet<string>;
  site: PolicySite;
  headers: Readonly<Record<string, string>>;
  hotPaths: readonly HotPath[];
  /** Both only in production: development shows every change at once. */
  cache?: PageCache | undefined;
  files?:
    | ((request: IncomingMessage, response: ServerResponse, path: string, requestId: string) => boolean)
    | undefined;
  prerendered: ReadonlySet<string>;
  next: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** How many proxies in front of us add to X-Forwarded-For. */
  trustedProxies: number;
  /** Counts, and throws Refusal "too_many". */
  limitVisitor(kind: VisitorLimit, address: string): Promise<void>;
  outage(): Outage | undefined;
  /** How long a body may take that is not an upload, in milliseconds. */
  bodyMs: number;
}

/** Bodies that Next may see: Server Actions and small forms. Uploads have a machine path with its own limit. */
const NEXT_BODY_BYTES = 2 << 20;
/** The page that says what runs lives without the database; so do the build's files, which Next gives in development. */
const WITHOUT_DATABASE = /^\/(?:(?:en|fr)\/status$|_next\/)/;
/** Brings a mailed secret, and may open an account: counted by address. */
const WAY_IN = /^\/api\/auth\/callback\/mail$/;
/** A file at the root that nothing is: Next would take its name for a language. */
const NO_FILE = /^\/(?!(?:robots\.txt|sitemap\.xml|icon\.svg)$)[^/]*\.[^/]+$/;
const SIGN_OUT = /^\/api\/auth\/signout$/;

/** The order in which a request is answered: host, shared page, file, origin, machine path, limits, Next. */
export function answerWith(edge: Edge): RequestListener {
  return (request, response) => {
    const requestId = randomUUID();
    const known = edge.hosts.has(request.headers.host ?? "") && !headerRefusal(request);
    const key = known ? keyOf(edge, request) : undefined;
    const held = key && edge.cache?.held(key);
    if (held) return sendPage(request, response, held, requestId);
    requestContext.run({ requestId }, () => {
      answer(edge, request, response, requestId, key).catch((error: unknown) => {
        const code: ErrorCode = error instanceof Busy ? "busy" : errorCodeOf(error);
        const seen = { method: request.method, path: pathOf(request) };
        if (code === "broken" || code === "unreachable") log.error({ err: error, ...seen }, "request broke");
        refuse(edge, request, response, requestId, code, error);
      });
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
  const no = (code: ErrorCode) => refuse(edge, request, response, requestId, code);
  const wrong = headerRefusal(request);
  if (wrong) return no(wrong);
  if (!isPath(path) || request.headers.upgrade !== undefined) return no("bad_request");
  if (!hot?.anyHost && !edge.hosts.has(request.headers.host ?? "")) return no("misdirected");
  if (!methodsOf(hot).includes(request.method ?? "")) return no("method_not_allowed");

  const address = visitorAddress(request, edge.trustedProxies);
  const outage = edge.outage();
  if (!hot && !outage && asksToSearch(request, key)) await edge.limitVisitor("search", address);
  const page = key && (await edge.cache?.get(key));
  if (page) return sendPage(request, response, page, requestId);
  if (edge.files?.(request, response, path, requestId)) return;

  if (NO_FILE.test(path)) return no("not_found");

  logAnswer(request, response);
  if (!isSameOrigin(request, edge.siteUrl)) return no("forbidden");
  limitBody(request, response, hot?.slowBody ? undefined : edge.bodyMs, () => no("too_slow"));
  if (hot) {
    if (hot.limit) await edge.limitVisitor(hot.limit, address);
    putHeaders(edge, response, requestId);
    return hot.handle(request, response, new URL(edge.siteUrl + request.url));
  }
  const tooMuch = bodyRefusal(request);
  if (tooMuch) return no(tooMuch);
  if (outage && !WITHOUT_DATABASE.test(path)) return no("unreachable");
  const changes = request.method === "POST";
  if (changes && WAY_IN.test(path)) await edge.limitVisitor("way-in", address);
  putHeaders(edge, response, requestId);
  if (changes && SIGN_OUT.test(path)) response.setHeader("clear-site-data", '"cache", "storage"');
  prepareForNext(edge, request, response, requestId, address);
  blameTheBody(request, response);
  await edge.next(request, response);
}

/** One that decodes: what does not makes a page of Next break. */
function isPath(path: string): boolean {
  try {
    return path.startsWith("/") && decodeURIComponent(path).length > 0;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}

const pathOf = (request: IncomingMessage) => (request.url ?? "").split("?", 1)[0] ?? "";

/** A no of the edge's own: a page for a person, JSON for a machine, and never more than the code. */
function refuse(
  edge: Edge,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  code: ErrorCode,
  error?: unknown,
): void {
  // Who tries keys, links, forms and limits is seen here: one line for every no. What broke has a line of its own.
  if (code !== "broken" && code !== "unreachable")
    log.info({ requestId, code, method: request.method, path: pathOf(request) }, "refused");
  if (response.headersSent) {
    writeError(response, code);
    return;
  }
  for (const name of response.getHeaderNames()) response.removeHeader(name); // of an answer that was begun and is not given
  putHeaders(edge, response, requestId);
  const hot = findHotPath(edge.hotPaths, pathOf(request));
  if (code === "method_not_allowed") response.setHeader("allow", methodsOf(hot).join(", ")); // RFC 9110, 15.5.6
  const isPage = wantsPage(request) && !hot;
  writeAnswer(response, isPage ? plainPage(request, code, requestId, error) : errorAnswer(code, error));
}

function putHeaders(edge: Edge, response: ServerResponse, requestId: string): void {
  for (const [name, value] of Object.entries(edge.headers)) response.setHeader(name, value);
  response.setHeader("x-request-id", requestId);
}

function bodyRefusal({ headers }: IncomingMessage): ErrorCode | undefined {
  if (headers["transfer-encoding"] !== undefined) return "length_required"; // a length that is not told cannot be limited here
  return Number(headers["content-length"] ?? 0) > NEXT_BODY_BYTES ? "too_large" : undefined;
}

/** Everything that Next renders for one visitor: a nonce of its own, and no store on the way back. Next reads the nonce from the request. */
function prepareForNext(
  edge: Edge,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  address: string,
): void {
  scrubHeaders(request, edge.site.development);
  const site = new URL(edge.siteUrl);
  const policy = policyWithNonce(edge.site, randomBytes(16).toString("base64"));
  Object.assign(request.headers, {
    "content-security-policy": policy,
    "x-request-id": requestId,
    [VISITOR_HEADER]: address,
    "x-forwarded-host": request.headers.host,
    "x-forwarded-proto": site.protocol.slice(0, -1),
  });
  nameCharset(response);
  response.setHeader("content-security-policy", policy);
  if (!edge.site.development) response.setHeader("cache-control", "private, no-store");
}
