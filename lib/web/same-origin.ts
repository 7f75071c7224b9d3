const READS = new Set(["GET", "HEAD", "OPTIONS"]);

interface Asked {
  method?: string | undefined;
  headers: { origin?: string | undefined; cookie?: string | undefined };
}

/**
 * Whether this request may change something. A browser names the page it comes from in Origin, which must be ours.
 * Without Origin only machines pass, and only without a cookie: Stripe and holders of an API key bring no cookie.
 */
export function isSameOrigin(request: Asked, siteUrl: string): boolean {
  if (READS.has(request.method ?? "GET")) return true;
  const { origin, cookie } = request.headers;
  return origin === undefined ? !cookie : origin === new URL(siteUrl).origin;
}
