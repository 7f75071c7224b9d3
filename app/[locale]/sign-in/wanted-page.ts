"use client";

const KEY = "consonant-next";

/** Remembers in this tab where somebody wanted to go before they had to sign in. */
export function rememberWanted(path: string | undefined): void {
  try {
    if (path) sessionStorage.setItem(KEY, path);
    else sessionStorage.removeItem(KEY);
  } catch (refused) {
    // A browser that keeps nothing: they begin at their home.
    if (!(refused instanceof DOMException)) throw refused;
  }
}

/** The remembered page, once; undefined where there is none or where it would lead away from this site. */
export function takeWanted(): string | undefined {
  try {
    const path = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return path === null ? undefined : ownPath(path, location.origin);
  } catch (refused) {
    if (!(refused instanceof DOMException)) throw refused;
    return undefined;
  }
}

/** A path of this site as it is, and nothing else: neither `//elsewhere`, `/\elsewhere` nor a whole address. */
export function ownPath(path: string, origin: string): string | undefined {
  if (!path.startsWith("/") || path.length > 500 || !URL.canParse(path, origin)) return undefined;
  const url = new URL(path, origin);
  return url.origin === origin ? url.pathname + url.search : undefined;
}
