import NextAuth from "next-auth";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { authOptions } from "../../lib/identity/auth-options.ts";
import { browserCookie, browserCookieName } from "../../lib/identity/browser.ts";
import { cookieName, sessionCookie, sessionTokenOf, viewerOfCookieHeader } from "../../lib/identity/whose-token.ts";

// The cookies of a site behind https. A sibling domain (evil.consonant.example) can set cookies for ours: not these.
const siteUrl = "https://consonant.example";
vi.mock("../../lib/env.ts", () => ({
  env: () => ({ SITE_URL: "https://consonant.example", NEXTAUTH_SECRET: "n".repeat(32) }),
}));
beforeAll(() => {
  process.env.NEXTAUTH_URL = siteUrl; // next-auth reads it by itself
});

/** The cookies that next-auth sets for one of its addresses. */
async function cookiesOf(action: string, query: Record<string, string> = {}): Promise<string[]> {
  const set: string[] = [];
  const response = {
    setHeader: (name: string, value: string | string[]) => {
      if (name.toLowerCase() === "set-cookie") set.splice(0, set.length, ...[value].flat());
    },
    getHeader: () => set,
    status: () => response,
    json: () => undefined,
    send: () => undefined,
    end: () => undefined,
    redirect: () => undefined,
  };
  const request = {
    method: "GET",
    query: { nextauth: [action], ...query },
    cookies: {},
    headers: { host: "consonant.example" },
    body: {},
  };
  await NextAuth(request as never, response as never, authOptions());
  return set;
}

const attributes = (cookie: string) => cookie.toLowerCase().split(/;\s*/).slice(1);
const nameOf = (cookie: string) => cookie.split("=", 1)[0]!;
const token = `hs_${"a".repeat(64)}`;

describe("over https", () => {
  it("the session's cookie is the host's own, and no script reads it", () => {
    expect(cookieName()).toMatch(/^__Host-/);
    const made = sessionCookie(token);
    expect(nameOf(made)).toBe(cookieName());
    expect(attributes(made)).toEqual(expect.arrayContaining(["path=/", "httponly", "secure", "samesite=lax"]));
    expect(made.toLowerCase()).not.toContain("domain=");
    expect(authOptions().cookies!.sessionToken!.options).toMatchObject({
      httpOnly: true,
      secure: true,
      sameSite: "lax",
      path: "/",
    });
  });

  it("so is next-auth's against forged forms, and whatever else it sets is Secure", async () => {
    const set = [...(await cookiesOf("csrf")), ...(await cookiesOf("signin", { callbackUrl: "/en/library" }))];
    expect(set.length).toBeGreaterThan(1);
    for (const cookie of set) {
      expect(nameOf(cookie)).toMatch(/^__(?:Host|Secure)-/);
      expect(attributes(cookie), cookie).toEqual(
        expect.arrayContaining(["path=/", "httponly", "secure", "samesite=lax"]),
      );
      expect(cookie.toLowerCase()).not.toContain("domain=");
    }
    expect(set.map(nameOf)).toContain("__Host-next-auth.csrf-token");
  });

  it("so is the browser's own, to which sign-in links are bound", () => {
    expect(browserCookieName()).toMatch(/^__Host-/);
    expect(browserCookie()).toMatchObject({ httpOnly: true, secure: true, sameSite: "lax", path: "/" });
    expect(browserCookie()).not.toHaveProperty("domain");
  });

  it("a cookie that a sibling domain tosses is not the session's, wherever it stands", () => {
    const other = `hs_${"b".repeat(64)}`;
    for (const name of [
      "consonant",
      "__Secure-consonant",
      "__host-consonant",
      "x__Host-consonant",
      " __Host-consonant2",
    ]) {
      expect(sessionTokenOf(`${name}=${other}`), name).toBeUndefined();
      expect(sessionTokenOf(`${name}=${other}; ${cookieName()}=${token}`), name).toBe(token);
    }
    expect(viewerOfCookieHeader(`consonant=${other}`).via).toBe("nobody");
  });

  it("a token that is not in form is nobody's", () => {
    for (const value of ["", "hs_", `${token}0`, `hf_${"a".repeat(64)}"`, "../../x", "%00"])
      expect(viewerOfCookieHeader(`${cookieName()}=${value}`).via).toBe("nobody");
  });
});
