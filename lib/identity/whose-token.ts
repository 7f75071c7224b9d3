import type { Role } from "../../db/powers.ts";
import { isRefusal } from "../../db/refusal.ts";
import { nobody, type Viewer } from "../../db/viewer.ts";
import { env } from "../env.ts";
import { theDoor } from "../the-door.ts";

const inForm = /^h[sf]_[0-9a-f]{64}$/;

/** Over https the browser itself refuses this cookie from a sibling domain, without Secure or with a Domain. */
export const cookieName = () => (env().SITE_URL.startsWith("https:") ? "__Host-consonant" : "consonant");

/** Who a token is, asked of the database; nobody when it is unknown, revoked or late. */
export async function viewerOf(token: string | undefined): Promise<Viewer> {
  if (!token || !inForm.test(token)) return nobody;
  try {
    const [who] = await theDoor().ask<{ account: string; role: Role; aal: number; via: "session" | "key" }>(
      "begin_request",
      token,
      null,
      null,
    );
    return who ? { token, id: who.account, role: who.role, aal: who.aal, via: who.via } : nobody;
  } catch (error) {
    if (isRefusal(error) && error.code === "signed_out") return nobody;
    throw error;
  }
}

/** The person behind a request that has not reached Next (server/room-paths.ts). */
export const viewerOfCookieHeader = (header: string | undefined): Viewer =>
  tokenViewer(sessionTokenOf(header), "session");

/** The key behind a machine's call. Only in the Authorization header; an address ends up in logs. */
export const bearerOf = (header: string | null | undefined): string | undefined =>
  /^Bearer (hf_[0-9a-f]{64})$/.exec(header ?? "")?.[1];

/**
 * A Viewer for a path that asks the database one verb with the token itself: nothing of it is believed, so nothing is
 * looked up twice. Its role and id are not to be used.
 */
export const tokenViewer = (token: string | undefined, via: "session" | "key"): Viewer =>
  token && inForm.test(token) ? { via, token, id: "", role: "anonymous", aal: 0 } : nobody;

/** The session token in a Cookie header. */
export const sessionTokenOf = (header: string | undefined): string | undefined =>
  header
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(`${cookieName()}=`))
    ?.slice(cookieName().length + 1);

/** A Set-Cookie header with a session's token, as next-auth would send it (auth-options.ts). */
export const sessionCookie = (token: string): string =>
  `${cookieName()}=${token}; Path=/; Max-Age=${12 * 60 * 60}; HttpOnly; SameSite=Lax${cookieName().startsWith("__Host-") ? "; Secure" : ""}`;
