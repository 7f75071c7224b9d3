import type { ServerResponse } from "node:http";
import { isRefusal, type RefusalCode } from "../../db/refusal.ts";

/** What the edge itself refuses, before any room is asked. */
type EdgeCode =
  | "misdirected"
  | "method_not_allowed"
  | "length_required"
  | "too_large"
  | "too_slow"
  | "headers_too_large"
  | "busy"
  | "unreachable"
  | "broken";
export type ErrorCode = RefusalCode | EdgeCode;

const answers: Record<ErrorCode, { status: number; message: string }> = {
  bad_request: { status: 400, message: "The request is not in the form this address expects." },
  signed_out: { status: 401, message: "Sign in, or send an API key that is valid." },
  forbidden: { status: 403, message: "You may not do this." },
  step_up: { status: 403, message: "Confirm that it is you: a passkey must vouch for this session first." },
  not_found: { status: 404, message: "There is nothing here that you may see." },
  method_not_allowed: { status: 405, message: "This address does not take this method." },
  too_slow: { status: 408, message: "The request took too long to arrive." },
  conflict: { status: 409, message: "This has changed in the meantime. Load it again." },
  length_required: { status: 411, message: "Send a Content-Length." },
  too_large: { status: 413, message: "The body is larger than this address takes." },
  misdirected: { status: 421, message: "This host is not served here." },
  too_many: { status: 429, message: "Too many requests. Wait, then ask again." },
  headers_too_large: { status: 431, message: "The request has too many headers, or too long ones." },
  broken: { status: 500, message: "Something broke. It has been logged." },
  busy: { status: 503, message: "The server is at its limit. Ask again in a second." },
  unreachable: { status: 503, message: "What this needs cannot be reached at the moment. The status page says more." },
  suspended: { status: 503, message: "This service is stopped at the moment. The status page says more." },
};

export interface ErrorAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** When asking again has a chance, where nothing better is known. */
const RETRY_SECONDS: Partial<Record<ErrorCode, number>> = { busy: 1, unreachable: 5, suspended: 60, too_many: 60 };

/** What a connection that is gone throws: the sockets of node, postgres.js, PostgreSQL going down or full, our own lines. */
const UNREACHABLE =
  /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|CONNECT_TIMEOUT|CONNECTION_(?:CLOSED|ENDED|DESTROYED)|57P0[123]|53300)$/;
const LOST = /^(?:connection lost|no connection came free in time)$/;

/** The code of anything thrown: a Refusal keeps its own, a lost connection is told, everything else reads "broken" and leaks nothing. */
export function errorCodeOf(error: unknown): ErrorCode {
  if (isRefusal(error) && Object.hasOwn(answers, error.code)) return error.code;
  const raw = (error as { cause?: unknown } | undefined)?.cause ?? error;
  const { code, message } = (raw ?? {}) as { code?: unknown; message?: unknown };
  return UNREACHABLE.test(String(code)) || LOST.test(String(message)) ? "unreachable" : "broken";
}

/** After how many seconds asking again has a chance; undefined for what no waiting mends. */
export const retryAfterSeconds = (code: ErrorCode, error?: unknown): number | undefined =>
  (isRefusal(error) ? error.retryAfterSeconds : undefined) ?? RETRY_SECONDS[code];

/** A length of time as a person reads it. */
export const asWait = (seconds: number): string => (seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`);

/** Status, headers and JSON of one code: `{ "error": { "code", "message" } }`. `error` may know how long to wait. */
export function errorAnswer(code: ErrorCode, error?: unknown): ErrorAnswer {
  const { status, message } = answers[code];
  const headers: Record<string, string> = { "content-type": "application/json", "cache-control": "no-store" };
  const wait = retryAfterSeconds(code, error);
  if (wait !== undefined) headers["retry-after"] = String(wait);
  const told = code === "too_many" && wait !== undefined ? `Too many requests. Ask again in ${asWait(wait)}.` : message;
  return { status, headers, body: JSON.stringify({ error: { code, message: told } }) };
}

/** For route handlers: what was thrown, as a Response. Whoever catches also logs. */
export function errorResponse(error: unknown): Response {
  const { status, headers, body } = errorAnswer(errorCodeOf(error), error);
  return new Response(body, { status, headers });
}

/** For hot paths. Once the head is out nothing can be mended: the connection is cut, so that half an answer never looks whole. */
export function writeError(response: ServerResponse, code: ErrorCode, error?: unknown): void {
  writeAnswer(response, errorAnswer(code, error));
}

/** The same for an answer in another form, such as a page. */
export function writeAnswer(response: ServerResponse, { status, headers, body }: ErrorAnswer): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // What is left of a refused body is not read, so nothing can follow it on this connection.
  if (!response.req.complete) response.setHeader("connection", "close");
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(body);
}
