"use client";

import { useEffect, useRef } from "react";

/** What each key does, by KeyboardEvent.key in lower case. */
export type Keys = Record<string, (() => void) | undefined>;

/** Keys of a whole page. They rest while somebody types, and leave every combination to the browser. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      const press = latest.current[event.key.toLowerCase()];
      if (!press || (event.key === " " && isPressed(event.target))) return;
      event.preventDefault();
      press();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
    (target instanceof HTMLInputElement && !/^(range|radio|checkbox|button|submit)$/.test(target.type)));

/** Space belongs to a button that has the focus. */
const isPressed = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("button, summary, a, [role=menuitem]") !== null;
