import { cookies } from "next/headers";
import { browserCookie, browserCookieName, knownBrowser, newBrowser } from "@/lib/identity/browser";

/** This browser's own secret, given to it where it has none: what it asks for works nowhere else. Only in a server action. */
export async function keepBrowser(): Promise<string> {
  const jar = await cookies();
  const known = knownBrowser(jar.get(browserCookieName())?.value);
  if (known) return known;
  const made = newBrowser();
  jar.set(browserCookieName(), made, browserCookie());
  return made;
}
