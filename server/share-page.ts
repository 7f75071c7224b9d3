import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { withCharset } from "./name-charset.ts";

/** One answer of Next, whole. */
export interface Rendered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export type Coding = "br" | "gzip" | "identity";

/**
 * One answer ready for everyone, its heads too: name, value, name, value, as writeHead takes them. `keep` is false when it
 * may be given to those who wait for it, and to nobody after.
 */
export interface Page {
  status: number;
  etag: string;
  bodies: Readonly<Record<Coding, Buffer>>;
  heads: Readonly<Record<Coding, readonly string[]>>;
  /** Of a 304, which has no body and so no length, type or coding. */
  unchangedHeads: Readonly<Record<Coding, readonly string[]>>;
  bytes: number;
  keep: boolean;
}

/** What the edge adds to each shared page. */
export interface SharedHeaders {
  always: Readonly<Record<string, string>>;
  policy(scriptHashes: readonly string[], styleHashes: readonly string[]): string;
}

export const SHARED_CACHE_CONTROL = "public, max-age=0, must-revalidate";
const KEPT = /^(?:link|location|x-nextjs-(?:stale-time|prerender|postponed|rewritten-path|rewritten-query))$/;
/** An error that React streamed after a 200: `$RX` or a template in HTML, an E row in a payload. */
const BROKEN = /\$RX\(|data-dgst="|(?:^|\\n|")[0-9a-f]+:E\{/m;
const SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/gi;
const STYLE = /<style[^>]*>([\s\S]*?)<\/style>/gi;
const OVERHEAD_BYTES = 2_000; // headers, the entry itself
const compress = { br: promisify(brotliCompress), gzip: promisify(gzip) };
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** The answer as a page for everyone, or undefined when anything about it says that it is not for everyone. */
export async function sharePage(rendered: Rendered, shared: SharedHeaders): Promise<Page | undefined> {
  const { status, headers, body } = rendered;
  if (!isShareable(headers)) return undefined;
  const text = body.toString("utf8");
  const [small, smaller] = await Promise.all([compress.gzip(body, { level: 6 }), compress.br(body, brotli)]);
  const bodies = { identity: body, gzip: small, br: smaller };
  const etag = sha256(body).slice(0, 22);
  const common = sharedHead(headers, text, shared);
  return {
    status,
    etag,
    bodies,
    heads: forEachCoding((coding) => [
      ...common,
      ...["content-type", withCharset(String(headers["content-type"])), "etag", etagOf(etag, coding)],
      ...["content-length", String(bodies[coding].length)],
      ...(coding === "identity" ? [] : ["content-encoding", coding]),
    ]),
    unchangedHeads: forEachCoding((coding) => [...common, "etag", etagOf(etag, coding)]),
    bytes: body.length + small.length + smaller.length + OVERHEAD_BYTES,
    keep: status === 200 && !BROKEN.test(text),
  };
}

/** Two codings of one page are two representations, and have two tags. */
export const etagOf = (etag: string, coding: Coding) => `"${etag}-${coding}"`;

const forEachCoding = <T>(make: (coding: Coding) => T): Record<Coding, T> => ({
  br: make("br"),
  gzip: make("gzip"),
  identity: make("identity"),
});

function sharedHead(headers: Rendered["headers"], text: string, shared: SharedHeaders): string[] {
  const kept = Object.entries(headers).filter(([name, value]) => KEPT.test(name) && value !== undefined);
  const isHtml = String(headers["content-type"]).startsWith("text/html");
  // a page's policy takes the place of the one that every answer has: a browser would hold it to both
  const always = Object.entries(shared.always).filter(([name]) => !isHtml || name !== "content-security-policy");
  return [
    ...always.flat(),
    ...kept.flatMap(([name, value]) => [name, String(value)]),
    ...["cache-control", SHARED_CACHE_CONTROL],
    ...["vary", "RSC, Next-Router-Prefetch, Next-Router-Segment-Prefetch, Accept-Encoding"],
    ...(isHtml ? ["content-security-policy", shared.policy(hashesOf(text, SCRIPT), hashesOf(text, STYLE))] : []),
  ];
}

/** Next says `private, no-store` on a dynamic page unless next.config.ts declares it public, and `s-maxage` on a prerendered one. */
function isShareable(headers: Rendered["headers"]): boolean {
  const control = String(headers["cache-control"] ?? "");
  const declared = /\b(?:public|s-maxage)\b/.test(control) && !/\b(?:private|no-store)\b/.test(control);
  return declared && headers["set-cookie"] === undefined && headers["content-encoding"] === undefined;
}

const sha256 = (text: string | Buffer) => createHash("sha256").update(text).digest("base64");

function hashesOf(html: string, pattern: RegExp): string[] {
  return [...new Set([...html.matchAll(pattern)].map((match) => sha256(match[1] ?? "")))];
}
