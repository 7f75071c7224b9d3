import type { ReactNode } from "react";
import { Link } from "@/i18n/navigation";

export interface Tab {
  href: string;
  label: ReactNode;
  count?: ReactNode;
  current?: boolean;
}

/** Tabs are addresses: they can be linked, opened beside each other, and work without a script. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.href} href={tab.href} aria-current={tab.current ? "page" : undefined} scroll={false}>
          {tab.label}
          {tab.count !== undefined && <small> {tab.count}</small>}
        </Link>
      ))}
    </nav>
  );
}
