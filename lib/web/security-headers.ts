const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Nothing here records, locates or pays by itself; nothing embedded may ask for anything. */
const REFUSED = [
  "accelerometer",
  "browsing-topics",
  "camera",
  "display-capture",
  "encrypted-media",
  "geolocation",
  "gyroscope",
  "hid",
  "idle-detection",
  "local-fonts",
  "magnetometer",
  "midi",
  "payment",
  "screen-wake-lock",
  "serial",
  "storage-access",
  "usb",
  "xr-spatial-tracking",
];
/** A call is recorded here, samples play, addresses are copied, and one signs in by passkey: on our own pages only. */
const OURS = ["autoplay", "clipboard-write", "microphone", "publickey-credentials-create", "publickey-credentials-get"];

const permissions = [...OURS.map((name) => `${name}=(self)`), ...REFUSED.map((name) => `${name}=()`)].join(", ");

/** Of an answer that is no page: it loads nothing, and nothing frames it. */
export const BARE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const transport = (origin: string) =>
  origin.startsWith("https:") && {
    "strict-transport-security": `max-age=${2 * YEAR_SECONDS}; includeSubDomains`,
  };

/**
 * What every answer of the site carries: pages, files, machine paths and errors alike. The content policy here is that of
 * what is no page; a page's own takes its place.
 */
export function securityHeaders(siteUrl: string): Readonly<Record<string, string>> {
  return {
    ...transport(siteUrl),
    "content-security-policy": BARE_POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "origin-agent-cluster": "?1",
    "permissions-policy": permissions,
    "referrer-policy": "strict-origin-when-cross-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-permitted-cross-domain-policies": "none",
  };
}

/** The same for the delivery origin, whose answers are files: each one says in addition who may embed it. */
export function deliveryHeaders(deliveryUrl: string): Readonly<Record<string, string>> {
  return {
    ...transport(deliveryUrl),
    "content-security-policy": "sandbox; default-src 'none'; media-src 'self'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": permissions,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
  };
}
