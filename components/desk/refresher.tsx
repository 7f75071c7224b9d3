"use client";

import { useEffect } from "react";
import { useRouter } from "@/i18n/navigation";

/** Asks for the page again every so often, while something on it is under way; an hour at the most. */
export function Refresher({ everySeconds }: { everySeconds: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, everySeconds * 1000);
    const limit = setTimeout(() => clearInterval(timer), 3_600_000);
    return () => {
      clearInterval(timer);
      clearTimeout(limit);
    };
  }, [everySeconds, router]);
  return null;
}
