"use client";

import { useEffect } from "react";
import { useRouter } from "@/i18n/navigation";

interface RefreshWhileProps {
  /** Milliseconds between two looks. */
  everyMs?: number;
  /** After this many it stops: the person can load the page again. */
  times?: number;
}

/** As long as it is on the page, the page is fetched again; not in a hidden tab. Take it off the page when nothing more is awaited. */
export function RefreshWhile({ everyMs = 2_000, times = 900 }: RefreshWhileProps) {
  const router = useRouter();
  useEffect(() => {
    let left = times;
    const timer = setInterval(() => {
      if (document.hidden) return;
      left -= 1;
      if (left < 0) clearInterval(timer);
      else router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs, times]);
  return null;
}
