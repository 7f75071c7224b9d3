import type { IncomingMessage } from "node:http";

export type Body = { kind: "body"; bytes: Buffer } | { kind: "too_large" };

/** The whole body of a request, or that it is larger than `limitBytes`. A caller that hangs up throws; slow ones meet the server's timeout. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Body> {
  if (Number(request.headers["content-length"] ?? 0) > limitBytes) return { kind: "too_large" };
  const parts: Buffer[] = [];
  let total = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    total += part.length;
    if (total > limitBytes) return { kind: "too_large" };
    parts.push(part);
  }
  return { kind: "body", bytes: Buffer.concat(parts) };
}
