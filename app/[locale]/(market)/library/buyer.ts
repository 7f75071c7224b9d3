import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import type { Viewer } from "@/db/viewer";
import { viewer } from "@/lib/identity/viewer";

export type Buyer = Extract<Viewer, { id: string }>;

/**
 * The buyer behind a page; a visitor is sent to sign in and comes back to `path` (without its locale). Undefined for
 * somebody who shares or works here: they have an account, and it cannot buy.
 */
export async function buyerOf(path: string): Promise<Buyer | undefined> {
  const me = await viewer();
  if (me.via !== "session") {
    const locale = await getLocale();
    redirect(`/${locale}/sign-in?for=buyer&next=${encodeURIComponent(`/${locale}${path}`)}`);
  }
  return me.role === "buyer" ? me : undefined;
}
