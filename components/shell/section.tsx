import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

interface SectionProps {
  title: ReactNode;
  /** What to know about it, in a line or two. */
  note?: ReactNode;
  /** More in the margin: anchors, filters. */
  margin?: ReactNode;
  id?: string;
  /** The content begins with an ink rule, which lies on the section's hairline. */
  tight?: boolean;
  /** No hairline above. */
  flush?: boolean;
  children: ReactNode;
}

/** Title and note in the margin column, the matter right of the hairline. */
export function Section({ title, note, margin, id, tight, flush, children }: SectionProps) {
  return (
    <section className={cx("row sec", tight && "tight", flush && "flush")} id={id}>
      <div className="side">
        <h2>{title}</h2>
        {note && <p>{note}</p>}
        {margin}
      </div>
      <div className="body">{children}</div>
    </section>
  );
}

interface OpeningProps {
  title: ReactNode;
  /** Above the title, small: an id, a way back. */
  over?: ReactNode;
  lede?: ReactNode;
  margin?: ReactNode;
  children?: ReactNode;
}

/** The first lines of a page. */
export function Opening({ title, over, lede, margin, children }: OpeningProps) {
  return (
    <div className="row opening">
      <div className={cx("side", !margin && "d0")}>{margin}</div>
      <div>
        {over && <div className="mono q mb-1.5">{over}</div>}
        <h1 className="display">{title}</h1>
        {lede && <p className="t16 q mt-3 max-w-[68ch]">{lede}</p>}
        {children}
      </div>
    </div>
  );
}
