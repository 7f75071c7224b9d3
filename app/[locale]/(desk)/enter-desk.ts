import { notFound } from "next/navigation";
import type { Viewer } from "@/db/viewer";
import { redirect } from "@/i18n/navigation";
import { viewer } from "@/lib/identity/viewer";
import { log } from "@/lib/web/log";

export type DeskPerson = Extract<Viewer, { via: "session" | "key" }>;
type Role = DeskPerson["role"];

/** The places of the desk, in the order of its nav, and who may open each. The database decides again what they see. */
export const places = [
  { href: "/desk/review", key: "review", roles: ["reviewer"] },
  { href: "/desk/datasets", key: "datasets", roles: ["curator"] },
  { href: "/desk/money", key: "money", roles: ["finance"] },
  { href: "/desk/incidents", key: "incidents", roles: ["reviewer", "curator", "finance", "privacy"] },
] as const satisfies readonly { href: string; key: string; roles: readonly Role[] }[];
export type Place = (typeof places)[number]["key"];

export const placesOf = (role: Role) => places.filter((place) => (place.roles as readonly Role[]).includes(role));

/**
 * Whoever works at this place of the desk; others are sent to sign in, or find nothing here. Without a passkey's word the
 * database shows them what a visitor sees: they are sent to give it, and come back.
 */
export async function enterDesk(locale: string, key: Place, path?: string): Promise<DeskPerson> {
  const place = places.find((one) => one.key === key)!;
  const me = await signedIn(locale, path ?? place.href);
  if (!(place.roles as readonly Role[]).includes(me.role)) {
    log.info({ place: key, role: me.role, account: me.id }, "a place was refused");
    notFound();
  }
  if (me.aal < 2) {
    const query = { next: `/${locale}${path ?? place.href}` };
    return redirect({ href: { pathname: "/desk/passkey", query }, locale });
  }
  return me;
}

export async function signedIn(locale: string, path: string): Promise<DeskPerson> {
  const me = await viewer();
  if (me.via === "session") return me;
  return redirect({ href: { pathname: "/sign-in", query: { next: `/${locale}${path}` } }, locale });
}
