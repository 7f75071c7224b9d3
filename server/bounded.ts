import type { IncomingMessage, ServerResponse } from "node:http";
import { Busy } from "./page-cache.ts";

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * At most `limit` requests at once under this handler; one more throws Busy. What the page cache does not answer costs a
 * render each, and a queue without an end would take down those who are being served.
 */
export function bounded(handle: Handle, limit: number): Handle {
  let underWay = 0;
  return async (request, response) => {
    if (underWay >= limit) throw new Busy();
    underWay++;
    response.once("close", () => underWay--);
    await handle(request, response);
  };
}
