/** Where a page of this site may load from and send to. Origins carry no path; `secure` is true behind https. */
export interface PolicySite {
  deliveryOrigin: string;
  checkoutOrigin: string;
  /** Inline scripts that every page holds and that never vary, as `sha256-…`. */
  ownScripts: readonly string[];
  secure: boolean;
  development: boolean;
}

/** The policy of a cached page: the same bytes for everyone, so its own inline scripts and styles are named by hash. */
export function policyWithHashes(site: PolicySite, scriptHashes: readonly string[], styleHashes: readonly string[]) {
  return policy(site, ["'self'", ...scriptHashes.map(asSource)], ["'self'", ...styleHashes.map(asSource)]);
}

/** The policy of every other page: a nonce, and only what a trusted script loads. `'self'` counts for old browsers alone. */
export function policyWithNonce(site: PolicySite, nonce: string) {
  const own = `'nonce-${nonce}'`;
  const scripts = ["'self'", own, ...site.ownScripts.map((hash) => `'${hash}'`), "'strict-dynamic'"];
  if (!site.development) return policy(site, scripts, ["'self'", own]);
  // The development client evaluates source maps and puts styles into the page without a nonce.
  return policy(site, [...scripts, "'unsafe-eval'"], ["'self'", "'unsafe-inline'"]);
}

const asSource = (sha256: string) => `'sha256-${sha256}'`;

function policy(site: PolicySite, scripts: readonly string[], styles: readonly string[]): string {
  const directives = [
    "default-src 'self'",
    `script-src ${scripts.join(" ")}`,
    "script-src-attr 'none'",
    `style-src ${styles.join(" ")}`,
    "style-src-attr 'unsafe-inline'", // React's style attributes: widths of bars and tracks; they run nothing
    "img-src 'self' data:",
    `media-src 'self' ${site.deliveryOrigin}`,
    `connect-src 'self'${site.development ? " ws: wss:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action 'self' ${site.checkoutOrigin}`,
  ];
  if (site.secure) directives.push("upgrade-insecure-requests");
  return directives.join("; ");
}
