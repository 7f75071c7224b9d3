"use client";

import { useEffect, useRef } from "react";
import { Kbd } from "@/components/ui/kbd";
import { usePathname } from "@/i18n/navigation";

interface FindBoxProps {
  /** Where the form goes, with its locale: /en/datasets */
  action: string;
  /** The page that has a search of its own. */
  hideOn: string;
  label: string;
}

/** A plain form, so it works before any script has run; `/` puts the cursor in it. */
export function FindBox({ action, hideOn, label }: FindBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  const hidden = usePathname() === hideOn;
  useEffect(() => {
    if (hidden) return;
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [hidden]);
  if (hidden) return null;
  return (
    <search>
      <form className="find" action={action}>
        <svg width="14" height="14" viewBox="0 0 14 14" fill="none" aria-hidden="true">
          <circle cx="6" cy="6" r="4.6" stroke="currentColor" strokeWidth="1.4" />
          <path d="M9.5 9.5L13 13" stroke="currentColor" strokeWidth="1.4" />
        </svg>
        <input ref={input} type="search" name="q" placeholder={label} aria-label={label} autoComplete="off" />
        <Kbd>/</Kbd>
      </form>
    </search>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
