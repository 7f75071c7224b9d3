"use client";

import { THEME_KEY } from "@/components/shell/theme-script";

/** The choice stays in this browser: no cookie, so every visitor gets the same bytes. */
export function ThemeToggle({ label }: { label: string }) {
  const turn = () => {
    const root = document.documentElement;
    const chosen = root.dataset.theme;
    const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try {
      localStorage.setItem(THEME_KEY, root.dataset.theme);
    } catch (refused) {
      // A browser that keeps nothing: the choice holds for this page.
      if (!(refused instanceof DOMException)) throw refused;
    }
  };
  return (
    <button type="button" className="theme" aria-label={label} onClick={turn}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.4" />
        <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" />
      </svg>
    </button>
  );
}
