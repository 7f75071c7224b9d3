"use client";

import { useEffect, useState } from "react";
import { type Person, type Place, readPerson } from "@/components/shell/person";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { Link } from "@/i18n/navigation";

export interface AccountWords {
  signIn: string;
  signOut: string;
  /** Before the handle, for who does not see that it opens a menu. */
  menu: string;
  account: string;
  places: Record<Place, string>;
}

/**
 * The only thing on a market page that differs between people. The page itself says "Sign in"; this asks next-auth who is
 * here and changes it. Nothing that it shows is a permission: every page decides for itself.
 */
export function AccountMenu({ words, home }: { words: AccountWords; home: string }) {
  const person = usePerson();
  if (!person) {
    return (
      <Link className="plain-link" href="/sign-in" prefetch={false}>
        {words.signIn}
      </Link>
    );
  }
  const { handle, place } = person;
  const places: MenuItem[] = [
    ...(place ? [{ key: place, label: words.places[place], href: `/${place}` }] : []),
    { key: "account", label: words.account, href: "/account" },
  ];
  const leave: MenuItem = { key: "sign-out", label: words.signOut, onSelect: () => void signOut(home) };
  return (
    <Menu
      trigger={
        <button type="button" className="plain-link" aria-label={`${words.menu}: ${handle}`}>
          {handle}
        </button>
      }
      groups={[places, [leave]]}
    />
  );
}

function usePerson(): Person | undefined {
  const [person, setPerson] = useState<Person>();
  useEffect(() => {
    const stop = new AbortController();
    fetch("/api/auth/session", { signal: AbortSignal.any([stop.signal, AbortSignal.timeout(10_000)]) })
      .then((answer) => (answer.ok ? answer.json() : {}))
      .then((session) => setPerson(readPerson(session)))
      .catch((failure: unknown) => {
        // No answer: the page stays what it is for everybody, with its way in.
        if (!(failure instanceof DOMException || failure instanceof TypeError || failure instanceof SyntaxError))
          throw failure;
      });
    return () => stop.abort();
  }, []);
  return person;
}

/** next-auth wants its own token with the wish to leave, so that no other site can sign a person out. */
async function signOut(home: string): Promise<void> {
  const limit = () => AbortSignal.timeout(10_000);
  const { csrfToken } = await fetch("/api/auth/csrf", { signal: limit() }).then((answer) => answer.json());
  const body = new URLSearchParams({ csrfToken: String(csrfToken), callbackUrl: home, json: "true" });
  await fetch("/api/auth/signout", { method: "POST", body, signal: limit() });
  // A whole new page, so that nothing of the person stays in memory.
  location.assign(home);
}
