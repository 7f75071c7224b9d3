import type { IncomingMessage, ServerResponse } from "node:http";
import { requestContext } from "../lib/web/request-context.ts";

/**
 * A body that no client of React's sends makes its decoder throw before any action begins, and Next's word for that is
 * 500. It is the sender's fault, and said so; once an action has begun (app/action.ts notes it), 500 stays 500.
 */
export function blameTheBody(request: IncomingMessage, response: ServerResponse): void {
  const { "next-action": action, "content-type": type } = request.headers;
  if (request.method !== "POST" || (action === undefined && !/^multipart\/form-data\b/i.test(type ?? ""))) return;
  const context = requestContext.getStore();
  const write = response.writeHead.bind(response) as (status: number, ...rest: unknown[]) => ServerResponse;
  response.writeHead = ((status: number, ...rest: unknown[]) =>
    write(status === 500 && context && !context.acted ? 400 : status, ...rest)) as ServerResponse["writeHead"];
}
