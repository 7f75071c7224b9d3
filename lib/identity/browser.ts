import { randomBytes } from "node:crypto";
import { env } from "../env.ts";

const inForm = /^[0-9a-f]{64}$/;
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * This browser's own secret: a sign-in link or a passkey's answer is good where it was asked for, and nowhere else. Its name
 * must not begin with the session cookie's: next-auth takes such a cookie for a part of the session, and clears it.
 */
export const browserCookieName = () =>
  env().SITE_URL.startsWith("https:") ? "__Host-browser-of-consonant" : "browser-of-consonant";

export const newBrowser = () => randomBytes(32).toString("hex");

/** How a browser keeps it. It opens nothing by itself; where it is gone, its owner asks for another mail. */
export const browserCookie = () => ({
  httpOnly: true,
  sameSite: "lax" as const,
  path: "/",
  secure: browserCookieName().startsWith("__Host-"),
  maxAge: YEAR_SECONDS,
});

/** A cookie's value, where it has our form. */
export const knownBrowser = (value: string | undefined): string | undefined =>
  value && inForm.test(value) ? value : undefined;

/** It, from a Cookie header; undefined where the browser has none yet. */
export const browserOf = (header: string | null | undefined): string | undefined =>
  knownBrowser(
    header
      ?.split(/;\s*/)
      .map((pair) => pair.split("=", 2))
      .find(([name]) => name === browserCookieName())?.[1],
  );
