import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { Link } from "@/i18n/navigation";

interface ChipProps {
  children: ReactNode;
  /** Where the same list is without this filter. */
  href?: string;
  onRemove?: () => void;
  /** What pressing does, for a reader who does not see the cross: "Remove the filter English". */
  removeLabel: string;
  className?: string;
}

export function Chip({ children, href, onRemove, removeLabel, className }: ChipProps) {
  const inside = (
    <>
      {children}
      <svg viewBox="0 0 8 8" aria-hidden="true">
        <path d="M1 1l6 6M7 1L1 7" strokeWidth="1.5" />
      </svg>
    </>
  );
  if (href !== undefined) {
    return (
      <Link className={cx("chip", className)} href={href} aria-label={removeLabel} scroll={false}>
        {inside}
      </Link>
    );
  }
  return (
    <button type="button" className={cx("chip", className)} onClick={onRemove} aria-label={removeLabel}>
      {inside}
    </button>
  );
}
