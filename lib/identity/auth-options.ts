import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { env } from "../env.ts";
import { theDoor } from "../the-door.ts";
import { log } from "../web/log.ts";
import { handleOf } from "./read.ts";
import { cookieName, viewerOf } from "./whose-token.ts";

/**
 * next-auth keeps the edge: CSRF, the cookie, redirects, /session, sign-out. It decides nothing. Its e-mail provider would
 * mint the login secret and the session here in web, so the mailed secret comes in as a credential and is redeemed by the
 * database; and its JWT is not one: encode and decode carry the database's own session token.
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
      credentials: { secret: {} },
      async authorize(given) {
        if (!/^hl_[0-9a-f]{64}$/.test(given?.secret ?? "")) return null;
        const [made] = await theDoor().ask<{ account: string; session: string }>("redeem_login", given!.secret);
        return made ? { id: made.account, session: made.session } : null;
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
    },
  },
});
