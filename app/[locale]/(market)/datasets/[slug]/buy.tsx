"use client";

import { type ReactNode, useEffect, useState } from "react";
import { LinkButton } from "@/components/ui/link-button";
import { StateWord } from "@/components/ui/state-word";

interface BuyProps {
  versionId: string;
  words: { owned: string; open: string; since: string };
  /** What everybody sees: the way to buy. */
  children: ReactNode;
}

/** The one part of the page that differs between people: who holds the licence already opens it instead of buying it. */
export function Buy({ versionId, words, children }: BuyProps) {
  const isOwned = useOwned(versionId);
  return (
    <div aria-live="polite">
      {isOwned ? (
        <>
          <p className="mt-4">
            <StateWord state="paid">
              <b className="b">{words.owned}</b>
            </StateWord>
          </p>
          <p className="s12 q mt-1">{words.since}</p>
          <LinkButton href={`/library/${versionId}`} size="lg" wide className="mt-3">
            {words.open}
          </LinkButton>
        </>
      ) : (
        children
      )}
    </div>
  );
}

function useOwned(versionId: string): boolean {
  const [isOwned, setOwned] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    fetch("/api/me/licences", { signal: AbortSignal.any([stop.signal, AbortSignal.timeout(10_000)]) })
      .then((answer) => (answer.ok ? answer.json() : {}))
      .then((licences: { versions?: string[] }) => setOwned(licences.versions?.includes(versionId) ?? false))
      .catch((failure: unknown) => {
        // No answer: the page stays what it is for everybody, and checkout will say who owns it.
        if (!(failure instanceof DOMException || failure instanceof TypeError || failure instanceof SyntaxError))
          throw failure;
      });
    return () => stop.abort();
  }, [versionId]);
  return isOwned;
}
