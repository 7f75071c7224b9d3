import type { CatalogueQuery } from "@/lib/catalog/input";

type Changes = { [Key in keyof CatalogueQuery]?: CatalogueQuery[Key] | undefined };

/**
 * The address, without its locale, of a search after these changes. Parameters stand in the order in which the edge
 * keys its cache, defaults are left out: one search has one address. Every change but a page's starts at page 1.
 */
export function catalogueHref(asked: CatalogueQuery, changes: Changes = {}): string {
  const wanted = { ...asked, page: 1, ...changes };
  const kept = new URLSearchParams();
  for (const name of ["q", "language", "licence", "kind"] as const) {
    const value = wanted[name];
    if (value) kept.set(name, value);
  }
  if (wanted.sort && wanted.sort !== "newest") kept.set("sort", wanted.sort);
  if (wanted.page && wanted.page > 1) kept.set("page", String(wanted.page));
  const query = kept.toString();
  return query ? `/datasets?${query}` : "/datasets";
}
