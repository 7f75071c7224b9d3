export interface NavItem {
  /** A path without its locale. */
  href: string;
  label: string;
  /** Left out, the item whose path begins the address is the current one. */
  current?: boolean;
  /** A page of one person: not fetched ahead for everybody who passes by. */
  personal?: boolean;
}

/** The item whose page this is, or below which it lies: the longest one, so that "/studio" is not current on "/studio/money". */
export function isCurrent(item: NavItem, pathname: string, items: NavItem[]): boolean {
  if (item.current !== undefined) return item.current;
  const holds = ({ href }: NavItem) => pathname === href || pathname.startsWith(`${href}/`);
  const longest = items.filter(holds).sort((one, other) => other.href.length - one.href.length)[0];
  return longest === item;
}
