import { notFound } from "next/navigation";
import { getLocale } from "next-intl/server";
import { redirect } from "@/i18n/navigation";
import { viewer } from "@/lib/identity/viewer";

/** The contributor who is here. Nobody signed in: to the sign-in, and back to `path` afterwards. Somebody else's role: no such page. */
export async function contributor(path: string) {
  const me = await viewer();
  const locale = await getLocale();
  if (me.via !== "session") {
    const query = { for: "contributor", next: `/${locale}${path}` };
    return redirect({ href: { pathname: "/sign-in", query }, locale });
  }
  if (me.role !== "contributor") notFound();
  return me;
}
