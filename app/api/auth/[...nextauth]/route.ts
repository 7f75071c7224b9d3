import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/identity/auth-options";

/** next-auth's own addresses: csrf, callback/mail, session, signout. The options are read late: a build has no settings. */
const handler = (request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> =>
  NextAuth(request, context, authOptions());

/** A sign-in is finished by a POST alone; asked with a GET, next-auth breaks. */
const read = async (...[request, context]: Parameters<typeof handler>): Promise<Response> =>
  (await context.params).nextauth[0] === "callback"
    ? new Response(null, { status: 405, headers: { allow: "POST", "cache-control": "no-store" } })
    : handler(request, context);

export { handler as POST, read as GET };
