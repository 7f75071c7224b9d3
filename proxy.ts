import { type NextRequest, NextResponse } from "next/server";
import createMiddleware from "next-intl/middleware";
import { routing } from "./i18n/routing";

const chooseLocale = createMiddleware(routing);
const LOCALE_HEADER = "x-next-intl-locale";

/**
 * Chooses the language: `/` goes to `/en` or `/fr` by Accept-Language. Content policy, nonce and Cache-Control are set by
 * server/answer.ts for every answer, this file's redirects and Next's own error pages too (docs/decisions/0002-edge.md).
 */
export function proxy(request: NextRequest) {
  // A fill of the page cache is for everyone: its language is in its path, and nobody's cookie may be set on the way.
  if (!request.headers.has("x-edge-fill")) return chooseLocale(request);
  const headers = new Headers(request.headers);
  headers.set(LOCALE_HEADER, request.nextUrl.pathname.split("/", 2)[1] ?? routing.defaultLocale);
  return NextResponse.next({ request: { headers } });
}

// Machines' paths have no language: the Hub's API and files, webhooks, Next's own; nor have files such as /icon.svg.
export const config = {
  matcher: [
    "/((?!_next/|api/|demo/|webhooks/|dev/|healthz|datasets/[^/]+/[^/]+/(?:resolve|raw)/|[^/]+\\.[a-z0-9]+$).*)",
  ],
};
