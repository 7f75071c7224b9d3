import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/** By which the edge tells Next who asks. A visitor cannot send it: scrub-headers.ts drops every x-edge header. */
export const VISITOR_HEADER = "x-edge-visitor";
const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;
/** Where nothing can be told: one visitor, so that not telling buys nothing. */
const UNKNOWN = "0.0.0.0";

/**
 * The address that a request comes from. Each proxy in front of us adds to X-Forwarded-For whom it saw, so with n of them
 * the n-th from the right is the visitor, and whatever stands left of it is the visitor's own invention. A header that is
 * shorter than that did not come through our proxies.
 */
export function visitorAddress(
  { headers, socket }: Pick<IncomingMessage, "headers" | "socket">,
  trustedProxies: number,
) {
  const seen = socket.remoteAddress;
  if (trustedProxies === 0) return plain(seen) ?? UNKNOWN;
  const hops = String(headers["x-forwarded-for"] ?? "").split(",");
  return (hops.length >= trustedProxies && plain(hops.at(-trustedProxies))) || plain(seen) || UNKNOWN;
}

/** The same for what Next runs, which the edge has told. */
export const visitorOf = (headers: Headers): string => headers.get(VISITOR_HEADER) ?? UNKNOWN;

/** One spelling of an address: no port, no brackets, no zone, IPv4 as itself. Undefined when it is none. */
function plain(written: string | undefined): string | undefined {
  const text = (written ?? "").trim();
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const address = bare.replace(/%.*$/, "");
  const inner = MAPPED.exec(address)?.[1] ?? address;
  return isIP(inner) ? inner.toLowerCase() : undefined;
}
