import type { ServerResponse } from "node:http";
import { isRefusal, type RefusalCode } from "../../db/refusal.ts";

/** What the edge itself refuses, before any room is asked. */
type EdgeCode = "misdirected" | "length_required" | "too_large" | "busy" | "broken";
export type ErrorCode = RefusalCode | EdgeCode;

const answers: Record<ErrorCode, { status: number; message: string }> = {
  bad_request: { status: 400, message: "The request is not in the form this address expects." },
  signed_out: { status: 401, message: "Sign in, or send an API key that is valid." },
  forbidden: { status: 403, message: "You may not do this." },
  not_found: { status: 404, message: "There is nothing here that you may see." },
  conflict: { status: 409, message: "This has changed in the meantime. Load it again." },
  length_required: { status: 411, message: "Send a Content-Length." },
  too_large: { status: 413, message: "The body is larger than this address takes." },
  misdirected: { status: 421, message: "This host is not served here." },
  too_many: { status: 429, message: "Too many requests. Wait, then ask again." },
  broken: { status: 500, message: "Something broke. It has been logged." },
  busy: { status: 503, message: "The server is at its limit. Ask again in a second." },
  suspended: { status: 503, message: "This service is stopped at the moment. The status page says more." },
};

export interface ErrorAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The code of anything thrown: a Refusal keeps its own, everything else reads "broken" and leaks nothing. */
export function errorCodeOf(error: unknown): ErrorCode {
  return isRefusal(error) && Object.hasOwn(answers, error.code) ? error.code : "broken";
}

/** Status, headers and JSON of one code: `{ "error": { "code", "message" } }`. */
export function errorAnswer(code: ErrorCode): ErrorAnswer {
  const { status, message } = answers[code];
  const headers: Record<string, string> = { "content-type": "application/json", "cache-control": "no-store" };
  if (status === 429 || status === 503) headers["retry-after"] = "1";
  return { status, headers, body: JSON.stringify({ error: { code, message } }) };
}

/** For route handlers: what was thrown, as a Response. Whoever catches also logs. */
export function errorResponse(error: unknown): Response {
  const { status, headers, body } = errorAnswer(errorCodeOf(error));
  return new Response(body, { status, headers });
}

/** For hot paths. Once the head is out nothing can be mended: the connection is cut, so that half an answer never looks whole. */
export function writeError(response: ServerResponse, code: ErrorCode): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, headers, body } = errorAnswer(code);
  // What is left of a refused body is not read, so nothing can follow it on this connection.
  if (!response.req.complete) response.setHeader("connection", "close");
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(body);
}
