import type { HotPath } from "./hot-paths.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** RFC 9116 recommends less than a year. Counted from today, so that a process that runs is never late. */
const VALID_DAYS = 180;

/** Addresses that others look for: where to report a hole (RFC 9116), where to change how one signs in. */
export function wellKnown(siteUrl: string, securityContact: string, now: () => number = Date.now): readonly HotPath[] {
  return [
    {
      path: /^\/\.well-known\/security\.txt$/,
      handle: async (_request, response) => {
        const headers = { "content-type": "text/plain; charset=utf-8", "cache-control": "public, max-age=86400" };
        response.writeHead(200, headers).end(securityText(siteUrl, securityContact, now()));
      },
    },
    {
      path: /^\/\.well-known\/change-password$/,
      handle: async (_request, response) => {
        response.writeHead(302, { location: "/account", "cache-control": "no-store" }).end();
      },
    },
  ];
}

export function securityText(siteUrl: string, contact: string, now: number): string {
  const today = Math.floor(now / DAY_MS) * DAY_MS; // the same bytes all day
  return [
    `Contact: ${contact}`,
    `Expires: ${new Date(today + VALID_DAYS * DAY_MS).toISOString()}`,
    "Preferred-Languages: en, fr",
    `Canonical: ${new URL("/.well-known/security.txt", siteUrl).href}`,
    "",
  ].join("\n");
}
