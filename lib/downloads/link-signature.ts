import { createHmac, timingSafeEqual } from "node:crypto";

/** What a link names: a grant of the database, and when it dies (Unix seconds). */
export type LinkClaim = { grantId: string; expiresAt: number };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const mac = (key: string, claim: LinkClaim) =>
  createHmac("sha256", key).update(`${claim.grantId}\n${claim.expiresAt}`).digest();

/** The path of a signed link at the delivery origin; the file's name is for people and is not trusted. */
export function signLink(key: string, claim: LinkClaim, fileName: string): string {
  return `/d/${claim.grantId}/${encodeURIComponent(fileName)}?e=${claim.expiresAt}&s=${mac(key, claim).toString("base64url")}`;
}

/**
 * The claim of a link that carries our signature, in constant time; null for everything else. Expiry is the caller's to
 * compare: a late link deserves another answer than a changed one.
 */
export function verifyLink(key: string, url: URL): LinkClaim | null {
  const [, d, grantId, name, ...rest] = url.pathname.split("/");
  const { searchParams: asked } = url;
  if (d !== "d" || !grantId || !uuid.test(grantId) || name === undefined || rest.length > 0) return null;
  if ([...asked.keys()].sort().join() !== "e,s" || !/^[1-9]\d{9}$/.test(asked.get("e")!)) return null;
  const claim = { grantId, expiresAt: Number(asked.get("e")) };
  const wanted = mac(key, claim);
  const given = Buffer.from(asked.get("s")!, "base64url");
  if (given.toString("base64url") !== asked.get("s")) return null; // one spelling only
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? claim : null;
}
