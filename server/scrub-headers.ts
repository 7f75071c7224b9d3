import type { IncomingMessage } from "node:http";

/** Headers by which a request could steer Next, the proxy or the policy. None of them has a meaning when a visitor sends it. */
const NEVER =
  /^(?:content-security-policy.*|x-edge-.*|x-middleware-.*|x-forwarded-.*|forwarded|x-real-ip|x-request-id|x-nonce|x-next-intl-locale)$/;
const INTERNAL =
  /^(?:x-nextjs-.*|x-next-.*|x-matched-path|x-now-.*|x-vercel-.*|x-invoke-.*|x-action-.*|next-resume|traceparent|tracestate)$/;

/**
 * Drops them before Next sees the request. Next's own internal ones go in production only: the development client names
 * its debug channel in x-nextjs-request-id, and without it reloading and Server Actions never finish.
 */
export function scrubHeaders(request: IncomingMessage, development: boolean): void {
  for (const name in request.headers) {
    if (NEVER.test(name) || (!development && INTERNAL.test(name))) delete request.headers[name];
  }
}
