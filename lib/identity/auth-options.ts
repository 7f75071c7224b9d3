import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { env } from "../env.ts";
import { theDoor } from "../the-door.ts";
import { log } from "../web/log.ts";
import { browserOf } from "./browser.ts";
import { proofInput } from "./input.ts";
import { handleOf } from "./read.ts";
import { redeemSignIn } from "./redeem-sign-in.ts";
import { seenAs } from "./seen-as.ts";
import { cookieName, sessionTokenOf, viewerOf } from "./whose-token.ts";

/**
 * next-auth keeps the edge: CSRF, the cookie, redirects, /session, sign-out. It decides nothing. Its e-mail provider would
 * mint the login secret and the session here in web, so the mailed secret, or its code, comes in as a credential and is redeemed by
 * the database; and its JWT is not one: encode and decode carry the database's own session token.
 */
export const authOptions = (): NextAuthOptions => ({
  secret: env().NEXTAUTH_SECRET, // signs the CSRF cookie only: with it nobody makes a session
  pages: { signIn: "/en/sign-in" },
  session: { strategy: "jwt", maxAge: 12 * 60 * 60 },
  cookies: {
    sessionToken: {
      name: cookieName(),
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: cookieName().startsWith("__Host-") },
    },
  },
  providers: [
    Credentials({
      id: "mail",
      name: "mail",
      credentials: { secret: {}, code: {} },
      async authorize(given, request) {
        // next-auth adds fields of its own
        const proof = proofInput.safeParse(given?.secret ? { secret: given.secret } : { code: given?.code });
        if (!proof.success) {
          log.info({ outcome: "malformed" }, "sign-in");
          return null;
        }
        const headers: Record<string, string | undefined> = request.headers ?? {};
        const made = await redeemSignIn(proof.data, browserOf(headers.cookie), seenAs(headers["user-agent"]));
        // next-auth passes on why by throwing alone: the word ends up in the address of its answer (confirm/redeem.ts)
        if (made.outcome === "elsewhere") throw new Error("elsewhere");
        if (made.outcome !== "in") return null;
        const before = sessionTokenOf(headers.cookie);
        if (before) await theDoor().ask("sign_out", before); // who signs in again leaves nothing open behind them
        return { id: made.account, session: made.session };
      },
    }),
  ],
  jwt: {
    encode: async ({ token }) => token?.session ?? "",
    decode: async ({ token }) => {
      const who = await viewerOf(token);
      if (who.via !== "session") return null;
      return { sub: who.id, role: who.role, handle: await handleOf(who), session: who.token };
    },
  },
  callbacks: {
    jwt: ({ token, user }) => (user ? { ...token, session: user.session } : token),
    // never the token: scripts read this
    session: ({ session, token }) => ({
      expires: session.expires,
      user: { id: token.sub!, role: token.role!, handle: token.handle! },
    }),
  },
  logger: {
    error: (code, meta) => {
      if (code !== "JWT_SESSION_ERROR") log.error({ code, meta }, "next-auth"); // a signed-out cookie is no error
    },
  },
  events: {
    signOut: async ({ token }) => {
      if (token?.session) await theDoor().ask("sign_out", token.session);
      log.info({ account: token?.sub }, "sign-out");
    },
  },
});
