import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "../lib/web/log.ts";

/** One line when the answer is out: what was asked (no query: it may hold what somebody looked for), what came of it, how long it took. */
export function logAnswer(request: IncomingMessage, response: ServerResponse): void {
  const began = performance.now();
  const { method, url = "" } = request;
  response.once("close", () => {
    const durationMs = Math.round(performance.now() - began);
    const requestId = response.getHeader("x-request-id"); // the socket's events come outside the request's context
    const line = { requestId, method, path: url.split("?", 1)[0], status: response.statusCode, durationMs };
    if (!response.writableFinished) log.info(line, "cut off");
    else if (response.statusCode >= 500) log.error(line, "answered");
    else log.info(line, "answered");
  });
}
