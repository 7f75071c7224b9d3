export interface NavItem {
  /** A path without its locale. */
  href: string;
  label: string;
  /** Left out, the item whose path begins the address is the current one. */
  current?: boolean;
  /** A page of one person: not fetched ahead for everybody who passes by. */
  personal?: boolean;
}

/** A section's own page and everything below it; the home of a section ("/studio") only itself. */
export function isCurrent(item: NavItem, pathname: string, items: NavItem[]): boolean {
  if (item.current !== undefined) return item.current;
  if (pathname === item.href) return true;
  const holds = (candidate: NavItem) => pathname.startsWith(`${candidate.href}/`);
  const longest = items.filter(holds).sort((one, other) => other.href.length - one.href.length)[0];
  return longest === item;
}
