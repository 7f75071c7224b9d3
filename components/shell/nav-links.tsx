"use client";

import { isCurrent, type NavItem } from "@/components/shell/nav-item";
import { Menu } from "@/components/ui/menu";
import { Link, usePathname } from "@/i18n/navigation";

export function NavLinks({ items, label }: { items: NavItem[]; label: string }) {
  const pathname = usePathname();
  return (
    <nav className="nav" aria-label={label}>
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={isCurrent(item, pathname, items) ? "page" : undefined}
          {...(item.personal && { prefetch: false })}
        >
          {item.label}
        </Link>
      ))}
    </nav>
  );
}

/** The same links on a narrow screen, folded into a menu. */
export function NavFold({ items, label }: { items: NavItem[]; label: string }) {
  const pathname = usePathname();
  const lines = items.map((item) => ({
    key: item.href,
    label: item.label,
    href: item.href,
    current: isCurrent(item, pathname, items),
  }));
  return (
    <Menu
      trigger={
        <button type="button" className="seefold m0">
          {label}
        </button>
      }
      groups={[lines]}
    />
  );
}
