import type { ReactNode } from "react";
import { type ButtonLook, buttonClass } from "@/components/ui/button";
import { Link } from "@/i18n/navigation";

interface LinkButtonProps extends ButtonLook {
  /** A path of ours without its locale, or a whole address. */
  href: string;
  className?: string;
  /** For what leaves the pages (a file, Stripe): a plain link without client navigation. */
  leaves?: boolean;
  /** false: a page of one person, not fetched ahead. */
  prefetch?: false;
  children: ReactNode;
}

export function LinkButton({ href, className, leaves = false, prefetch, children, ...look }: LinkButtonProps) {
  const name = buttonClass(look, className);
  if (leaves) {
    return (
      <a className={name} href={href}>
        {children}
      </a>
    );
  }
  return (
    <Link className={name} href={href} {...(prefetch === false && { prefetch })}>
      {children}
    </Link>
  );
}
