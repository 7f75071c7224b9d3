import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { asWait, type ErrorAnswer, type ErrorCode, errorAnswer, retryAfterSeconds } from "../lib/web/error-response.ts";
import { messages } from "../messages/load.ts";

const STYLE =
  ":root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:42rem;margin:12vh auto;padding:0 1.5rem}h1{font-size:1.75rem;line-height:1.2}small{opacity:.7}";
/** Nothing but its own style: no script, no image, no form. */
export const PLAIN_POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const WORDS: Partial<Record<ErrorCode, "tooMany" | "unreachable" | "busy" | "suspended" | "broken">> = {
  too_many: "tooMany",
  unreachable: "unreachable",
  busy: "busy",
  suspended: "suspended",
  broken: "broken",
};

/** Whether a person looks at the answer: a browser that goes somewhere asks for HTML, a script and a machine do not. */
export const wantsPage = ({ method, headers }: IncomingMessage): boolean =>
  (method === "GET" || method === "HEAD") && headers.rsc === undefined && /\btext\/html\b/.test(headers.accept ?? "");

/** What cannot be answered by Next, as a page that needs nothing: no database, no build, no script. */
export function plainPage(request: IncomingMessage, code: ErrorCode, requestId: string, error?: unknown): ErrorAnswer {
  const locale = /^\/fr(?:[/?]|$)/.test(request.url ?? "") ? "fr" : "en";
  const words = messages[locale].edge;
  const { title, text } = words[WORDS[code] ?? "refused"];
  const wait = retryAfterSeconds(code, error);
  const { status, headers } = errorAnswer(code, error);
  const body = [
    `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<title>${title} · ${words.brand}</title><style>${STYLE}</style>`,
    `<main><p>${words.brand}</p><h1>${title}</h1><p>${text}</p>`,
    wait === undefined ? "" : `<p>${words.again.replace("{wait}", asWait(wait))}</p>`,
    `<p><a href="/${locale}/status">${words.status}</a></p>`,
    `<p><small>${words.number.replace("{id}", requestId)}</small></p></main></html>`,
  ].join("");
  return {
    status,
    body,
    headers: { ...headers, "content-type": "text/html; charset=utf-8", "content-security-policy": PLAIN_POLICY },
  };
}
