"use client";

import { useLocale } from "next-intl";
import { useEffect, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { cx } from "@/components/ui/cx";
import { LinkButton } from "@/components/ui/link-button";
import { Progress } from "@/components/ui/progress";
import { StateWord } from "@/components/ui/state-word";
import { formatMinutes } from "@/lib/format";

interface LinkBoxProps {
  link: { url: string; lifeSeconds: number };
  sha256: string;
  copy: { label: string; done: string; failed: string };
  words: {
    live: (time: string) => string;
    over: string;
    overText: string;
    /** What drains, for a listener. */
    left: string;
    about: string;
    download: string;
    digest: string;
  };
}

/** A signed link and the time it lives, draining. It counts from here: this machine's clock may be wrong. */
export function LinkBox({ link, sha256, copy, words }: LinkBoxProps) {
  const locale = useLocale();
  const left = useSecondsLeft(link.lifeSeconds);
  const isOver = left <= 0;
  const time = formatMinutes(left, locale);
  return (
    <div className={cx("linkbox", isOver && "over")}>
      <div className="first">
        <StateWord state={isOver ? "notStarted" : "live"}>
          <b className="b">{isOver ? words.over : words.live(time)}</b>
        </StateWord>
        {!isOver && (
          <>
            <Progress share={left / link.lifeSeconds} label={words.left} valueText={time} className="d0" />
            <span className="grow" />
            <CopyButton text={link.url} {...copy} />
            <LinkButton href={link.url} size="sm" leaves>
              {words.download}
            </LinkButton>
          </>
        )}
      </div>
      {!isOver && <div className="mono url">{link.url}</div>}
      <div className="s12 q">{isOver ? words.overText : words.about}</div>
      <div className="s12 q">
        {words.digest} <span className="mono wrap-anywhere">{sha256}</span>
      </div>
    </div>
  );
}

function useSecondsLeft(lifeSeconds: number): number {
  const [left, setLeft] = useState(lifeSeconds);
  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(() => {
      const now = lifeSeconds - (performance.now() - began) / 1000;
      setLeft(Math.max(0, now));
      if (now <= 0) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [lifeSeconds]);
  return left;
}
