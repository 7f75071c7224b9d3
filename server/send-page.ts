import type { IncomingMessage, ServerResponse } from "node:http";
import { acceptedCoding } from "./accepted-coding.ts";
import { etagOf, type Page } from "./share-page.ts";

/** Writes a shared page: 304 when the visitor has these very bytes, otherwise the body in the best coding it takes. */
export function sendPage(request: IncomingMessage, response: ServerResponse, page: Page, requestId: string): void {
  const coding = acceptedCoding(request.headers["accept-encoding"]);
  const held = request.headers["if-none-match"];
  if (held !== undefined && page.status === 200 && names(held, etagOf(page.etag, coding))) {
    response.writeHead(304, [...page.unchangedHeads[coding], "x-request-id", requestId]).end();
    return;
  }
  response.writeHead(page.status, [...page.heads[coding], "x-request-id", requestId]);
  response.end(page.bodies[coding]); // node keeps the body of a HEAD to itself
}

const names = (ifNoneMatch: string, etag: string) =>
  ifNoneMatch.split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
