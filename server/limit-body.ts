import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * Calls `late` when the body has not arrived whole within `limitMs`, and cuts the connection where an answer is out already.
 * Without a limit the server's own holds.
 */
export function limitBody(
  request: IncomingMessage,
  response: ServerResponse,
  limitMs: number | undefined,
  late: () => void,
): void {
  const { "content-length": length, "transfer-encoding": coding } = request.headers;
  if (limitMs === undefined || (coding === undefined && !Number(length))) return;
  const timer = setTimeout(() => {
    if (request.complete) return;
    if (response.headersSent) request.destroy();
    else late();
  }, limitMs);
  response.once("close", () => clearTimeout(timer));
}
