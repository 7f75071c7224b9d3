import type { ReactNode } from "react";
import { shownPages } from "@/components/ui/shown-pages";
import { Link } from "@/i18n/navigation";

interface PagerProps {
  /** From 1. */
  page: number;
  pages: number;
  /** The address of a page, without the locale. */
  href: (page: number) => string;
  /** "1 to 12 of 19" */
  summary: ReactNode;
  words: { label: string; previous: string; next: string };
}

export function Pager({ page, pages, href, summary, words }: PagerProps) {
  const shown = shownPages(page, pages);
  return (
    <div className="pager">
      <span className="q num">{summary}</span>
      {pages > 1 && (
        <nav className="pp" aria-label={words.label}>
          {page > 1 && <Link href={href(page - 1)}>{words.previous}</Link>}
          {shown.map((at, place) =>
            at === "gap" ? (
              <span key={`after-${shown[place - 1]}`} className="d0" aria-hidden="true">
                {"…"}
              </span>
            ) : (
              <Link
                key={at}
                href={href(at)}
                aria-current={at === page ? "page" : undefined}
                className={Math.abs(at - page) > 1 ? "d0" : undefined}
              >
                {at}
              </Link>
            ),
          )}
          {page < pages && <Link href={href(page + 1)}>{words.next}</Link>}
        </nav>
      )}
    </div>
  );
}
