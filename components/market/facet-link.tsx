import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { Link } from "@/i18n/navigation";

interface FacetLinkProps {
  /** The same search with this value, or without it where it is chosen. */
  href: string;
  chosen: boolean;
  /** How many it would leave; with none it leads nowhere. */
  count: number;
  children: ReactNode;
}

/** Looks like a box to tick and is an address: it works without a script, can be opened beside, and can be shared. */
export function FacetLink({ href, chosen, count, children }: FacetLinkProps) {
  const inside = (
    <>
      <i className={cx("tickbox", chosen && "border-ink! bg-ink!")} aria-hidden="true">
        {chosen && (
          <svg viewBox="0 0 10 8" width="10" height="8" fill="none" className="stroke-paper" aria-hidden="true">
            <path d="M1 4l3 3 5-6" strokeWidth="1.5" />
          </svg>
        )}
      </i>
      <span>{children}</span>
      <small>{count}</small>
    </>
  );
  if (count === 0 && !chosen) return <span className="check zero cursor-default!">{inside}</span>;
  return (
    <Link
      className="check no-underline"
      href={href}
      scroll={false}
      prefetch={false}
      aria-current={chosen ? "true" : undefined}
    >
      {inside}
    </Link>
  );
}
