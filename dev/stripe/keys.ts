import { createHash, timingSafeEqual } from "node:crypto";
import { morePermissionsRequired, unauthenticated } from "./errors.ts";
import type { Permission } from "./route.ts";
import type { Settings } from "./settings.ts";

/** Whoever calls: what the key may do, and how it may be named in an error. */
export interface Caller {
  maskedKey: string;
  isPlatform: boolean;
}

/** What the web tier's key may do. It lies on the tier that faces the internet, so it can neither move nor read money. */
const RESTRICTED: ReadonlySet<Permission> = new Set([
  "Checkout Sessions Read",
  "Checkout Sessions Write",
  "Customers Read",
  "Customers Write",
]);

export function authenticate(authorization: string | undefined, settings: Settings): Caller {
  const key = bearerKey(authorization);
  if (key === "") throw unauthenticated("You did not provide an API key. Use 'Authorization: Bearer YOUR_SECRET_KEY'.");
  if (/^[a-z]+_live_/.test(key)) {
    throw unauthenticated("This is the local Stripe emulator: it refuses live keys. Do not send it one again.");
  }
  const maskedKey = mask(key);
  if (same(key, settings.secretKey)) return { maskedKey, isPlatform: true };
  if (settings.restrictedKey && same(key, settings.restrictedKey)) return { maskedKey, isPlatform: false };
  throw unauthenticated(`Invalid API Key provided: ${maskedKey}`);
}

export function requirePermission(caller: Caller, permission: Permission): void {
  if (caller.isPlatform || RESTRICTED.has(permission)) return;
  throw morePermissionsRequired(caller.maskedKey, permission);
}

/** Stripe's SDK sends Bearer; curl -u sends Basic with the key as user name. */
function bearerKey(authorization = ""): string {
  const [scheme, value = ""] = authorization.split(" ");
  if (scheme === "Bearer") return value;
  if (scheme === "Basic") return Buffer.from(value, "base64").toString("utf8").split(":")[0] ?? "";
  return "";
}

function mask(key: string): string {
  const prefix = /^[a-z]+_test_/.exec(key)?.[0] ?? "";
  return `${prefix}${"*".repeat(12)}${key.slice(-4)}`;
}

function same(a: string, b: string): boolean {
  const digest = (value: string) => createHash("sha256").update(value).digest();
  return timingSafeEqual(digest(a), digest(b));
}
