const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** What every answer of the site carries, pages and machine paths alike. The content policy is made page by page. */
export function securityHeaders(siteUrl: string): Readonly<Record<string, string>> {
  return {
    ...(siteUrl.startsWith("https:") && {
      "strict-transport-security": `max-age=${2 * YEAR_SECONDS}; includeSubDomains`,
    }),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "strict-origin-when-cross-origin",
    "x-content-type-options": "nosniff",
    // A call is recorded here, so the microphone is ours; nothing embedded may ask for it or for anything else.
    "permissions-policy":
      "microphone=(self), autoplay=(self), camera=(), geolocation=(), display-capture=(), payment=(), usb=(), browsing-topics=()",
  };
}
