"use client";

import Form from "next/form";
import { useEffect, useRef } from "react";
import { Kbd } from "@/components/ui/kbd";

interface SearchFieldProps {
  /** Where the form goes, with its locale. */
  action: string;
  q: string;
  /** The filters that stay while one searches. */
  kept: { name: string; value: string }[];
  words: { label: string; go: string };
}

/** The catalogue's large field: a plain GET form that works before any script has run; `/` puts the cursor in it. */
export function SearchField({ action, q, kept, words }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  return (
    <search>
      <Form className="bighunt" action={action} prefetch={false} scroll={false}>
        <svg width="14" height="14" viewBox="0 0 14 14" fill="none" aria-hidden="true">
          <circle cx="6" cy="6" r="4.6" stroke="currentColor" strokeWidth="1.4" />
          <path d="M9.5 9.5L13 13" stroke="currentColor" strokeWidth="1.4" />
        </svg>
        <input
          key={q}
          ref={input}
          type="search"
          name="q"
          defaultValue={q}
          placeholder={words.label}
          aria-label={words.label}
          autoComplete="off"
          maxLength={100}
        />
        {kept.map(({ name, value }) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button type="submit" className="vh">
          {words.go}
        </button>
        <span className="d0">
          <Kbd>/</Kbd>
        </span>
      </Form>
    </search>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
