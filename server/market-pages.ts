import type { IncomingMessage } from "node:http";
import type { PageKey } from "./page-cache.ts";

/** What a query parameter means to a page, in one spelling; undefined when it means nothing and is dropped. */
type Reading = (value: string) => string | undefined;

interface MarketPage {
  /** As next.config.ts writes it: every parameter carries its pattern. */
  source: string;
  query: Record<string, Reading>;
}

const matching =
  (pattern: RegExp): Reading =>
  (value) =>
    pattern.test(value) ? value : undefined;
const SEARCH_LENGTH = 100;
const PATH_LENGTH = 200;

/** Two spellings of one search are one page: trimmed, lower-case, single spaces, at most 100 characters. */
export const searchText: Reading = (value) =>
  value.trim().toLowerCase().replace(/\s+/g, " ").slice(0, SEARCH_LENGTH).trimEnd() || undefined;

const word = matching(/^[a-z0-9][a-z0-9.-]{0,39}$/);
const catalogueQuery: Record<string, Reading> = {
  q: searchText,
  language: matching(/^[a-z]{2,3}$/),
  licence: word,
  kind: word,
  sort: word,
  page: matching(/^(?:[1-9]\d{0,2}|1000)$/),
};

const LOCALE = "/:locale(en|fr)";
const DATASET = `${LOCALE}/datasets/:slug([a-z0-9-]+)`;
const PAGES: MarketPage[] = [
  { source: LOCALE, query: {} },
  { source: `${LOCALE}/datasets`, query: catalogueQuery },
  { source: DATASET, query: {} },
  { source: `${DATASET}/v/:version([a-z0-9.-]+)`, query: {} },
  { source: `${LOCALE}/:text(promise|status|terms|privacy)`, query: {} },
];

/** The pages that are the same for everyone, for `headers()` in next.config.ts: only what is declared public there is shared. */
export const marketSources: readonly string[] = PAGES.map((page) => page.source);

const patterns = PAGES.map(({ source, query }) => ({
  path: new RegExp(`^${source.replace(/:\w+\(([^)]+)\)/g, "(?:$1)")}$`),
  query,
}));

/**
 * The key of a page that is the same for everyone, or undefined when the request belongs to Next. `prerendered` holds
 * the paths that the build wrote to disk: they too are the same for everyone, but Next keeps their payloads by segment,
 * and a payload that ignores the segment makes the router ask for ever.
 */
export function marketKey(request: IncomingMessage, prerendered: ReadonlySet<string>): PageKey | undefined {
  const { method, headers, url = "/" } = request;
  if (method !== "GET" && method !== "HEAD") return undefined;
  if (headers["next-action"] !== undefined) return undefined;
  const cut = url.indexOf("?");
  const path = cut < 0 ? url : url.slice(0, cut);
  if (path.length > PATH_LENGTH) return undefined;
  const page = patterns.find((one) => one.path.test(path));
  const written = prerendered.has(path);
  if (!page && !written) return undefined;
  const asked = cut < 0 ? undefined : new URLSearchParams(url.slice(cut + 1));
  const query = page && asked ? knownQuery(page.query, asked) : "";
  const variant = variantOf(headers, asked?.has("_rsc") === true);
  if (variant === undefined || (written && variant !== "html")) return undefined;
  return { path, query, variant, ...(written && { prerendered: true }) };
}

/**
 * Whether this asks for a search or a facet: a page that is not made yet, and costs a render. What bypasses the shared cache
 * counts too, whatever its method and parameters; a query that the page does not read makes no page of its own.
 */
export function asksToSearch({ url = "/" }: IncomingMessage, key: PageKey | undefined): boolean {
  if (key) return key.query !== "";
  const cut = url.indexOf("?");
  if (cut < 0) return false;
  const path = decoded(url.slice(0, cut));
  const page = patterns.find((one) => one.path.test(path));
  return page !== undefined && Object.keys(page.query).length > 0;
}

/** As Next will read it: an address whose letters are escaped is the same page. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path; // Next answers 400
    throw error;
  }
}

/** The parameters that the page reads, in the page's order and spelling; the first one counts where a name is repeated. */
function knownQuery(readings: Record<string, Reading>, asked: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const [name, read] of Object.entries(readings)) {
    const value = asked.get(name);
    const meant = value === null ? undefined : read(value);
    if (meant !== undefined) kept.set(name, meant);
  }
  return kept.toString();
}

/**
 * A page has three entries, no more: its HTML, its payload, and its payload for a prefetch. The router's own requests
 * carry `RSC: 1` and `_rsc`; one without the other would let a browser's URL-keyed cache mix HTML and payload.
 * State tree, Next-Url and segment are dropped: without a state tree Next sends the whole payload, the same for everyone.
 */
function variantOf(headers: IncomingMessage["headers"], hasMark: boolean): PageKey["variant"] | undefined {
  const { rsc, "next-router-prefetch": prefetch } = headers;
  if (rsc === undefined) return hasMark ? undefined : "html";
  if (rsc !== "1" || !hasMark) return undefined;
  if (prefetch === undefined) return "rsc";
  return prefetch === "1" ? "prefetch" : undefined; // 2 and 3 exist only under cacheComponents
}
