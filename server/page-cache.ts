import { type Page, type Rendered, type SharedHeaders, sharePage } from "./share-page.ts";

/** What a page is stored under. Nothing of a visitor's request reaches a render except these fields. */
export interface PageKey {
  path: string;
  query: string;
  variant: "html" | "rsc" | "prefetch";
  /** Written to disk by the build: the same under every version, and without a database too. */
  prerendered?: true;
}

export interface PageCacheOptions {
  render(key: PageKey): Promise<Rendered>;
  /** undefined: not known for certain, so nothing is served from here. */
  version(): string | undefined;
  shared: SharedHeaders;
  maxBytes: number;
  maxPageBytes: number;
  maxRenders: number;
}

/** More pages are being rendered at once than `maxRenders`: the visitor is asked to come back in a second. */
export class Busy extends Error {
  override readonly name = "Busy";
}

const nameOf = (key: PageKey, version: string) => `${version} ${key.variant} ${key.path}?${key.query}`;

/** Pages that are the same bytes for everyone: rendered once per version of the catalogue, then served without React. */
export class PageCache {
  readonly stats = { hits: 0, misses: 0, joined: 0, refused: 0, evicted: 0, busy: 0 };
  bytes = 0;
  readonly #options: PageCacheOptions;
  readonly #pages = new Map<string, Page>(); // insertion order is age: the first entry is the least recently used
  readonly #flights = new Map<string, Promise<Page | undefined>>();
  #version: string | undefined;

  constructor(options: PageCacheOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#pages.size;
  }

  /** The page when it is at hand. Apart from get() because most requests end here, and need no promise. */
  held(key: PageKey): Page | undefined {
    const version = this.#versionOf(key);
    return version === undefined ? undefined : this.#stored(nameOf(key, version));
  }

  /** The page, rendered if need be, or undefined when this answer must not be shared: its request then goes to Next. Throws Busy. */
  async get(key: PageKey): Promise<Page | undefined> {
    const version = this.#versionOf(key);
    if (version === undefined) return undefined;
    const name = nameOf(key, version);
    return this.#stored(name) ?? this.#underWay(name) ?? this.#start(name, key, version);
  }

  #versionOf(key: PageKey): string | undefined {
    const version = this.#current();
    return key.prerendered ? "build" : version;
  }

  #current(): string | undefined {
    const version = this.#options.version();
    if (version !== this.#version) {
      this.#pages.clear();
      this.bytes = 0;
      this.#version = version;
    }
    return version;
  }

  #stored(name: string): Page | undefined {
    const page = this.#pages.get(name);
    if (!page) return undefined;
    this.stats.hits++;
    this.#pages.delete(name);
    this.#pages.set(name, page);
    return page;
  }

  #underWay(name: string): Promise<Page | undefined> | undefined {
    const flight = this.#flights.get(name);
    if (flight) this.stats.joined++;
    return flight;
  }

  #start(name: string, key: PageKey, version: string): Promise<Page | undefined> {
    if (this.#flights.size >= this.#options.maxRenders) {
      this.stats.busy++;
      throw new Busy();
    }
    this.stats.misses++;
    const flight = this.#fill(name, key, version).finally(() => this.#flights.delete(name));
    this.#flights.set(name, flight);
    return flight;
  }

  async #fill(name: string, key: PageKey, version: string): Promise<Page | undefined> {
    const page = await sharePage(await this.#options.render(key), this.#options.shared);
    if (!page) this.stats.refused++;
    // A render that began under an older version may show what has been withdrawn since.
    if (page?.keep && version === this.#versionOf(key)) this.#store(name, page);
    return page;
  }

  #store(name: string, page: Page): void {
    if (page.bytes > this.#options.maxPageBytes) return;
    this.#pages.set(name, page);
    this.bytes += page.bytes;
    for (const [oldest, old] of this.#pages) {
      if (this.bytes <= this.#options.maxBytes) break;
      this.#pages.delete(oldest);
      this.bytes -= old.bytes;
      this.stats.evicted++;
    }
  }
}
