import { describe, expect, it } from "vitest";
import { Busy, PageCache, type PageKey } from "../../server/page-cache.ts";
import type { Rendered } from "../../server/share-page.ts";

const html = (text: string, headers: Rendered["headers"] = {}): Rendered => ({
  status: 200,
  headers: { "content-type": "text/html; charset=utf-8", "cache-control": "public, max-age=0", ...headers },
  body: Buffer.from(text),
});
const datasets: PageKey = { path: "/en/datasets", query: "", variant: "html" };
const dataset = (slug: string): PageKey => ({ path: `/en/datasets/${slug}`, query: "", variant: "html" });

function cacheOver(
  render: (key: PageKey) => Promise<Rendered>,
  limits: { maxBytes?: number; maxRenders?: number } = {},
) {
  const catalogue: { version: string | undefined } = { version: "1" };
  const cache = new PageCache({
    render,
    version: () => catalogue.version,
    shared: {
      always: { "x-content-type-options": "nosniff" },
      policy: (scripts, styles) => `scripts ${scripts.join(" ")} styles ${styles.join(" ")}`,
    },
    maxBytes: limits.maxBytes ?? 1_000_000,
    maxPageBytes: 200_000,
    maxRenders: limits.maxRenders ?? 8,
  });
  return { cache, catalogue };
}

describe("the page cache", () => {
  it("renders a page once, for the first visitor and for those who come while it is being rendered", async () => {
    let renders = 0;
    const { cache } = cacheOver(async () => html(`render ${++renders}`));
    const [first, second] = await Promise.all([cache.get(datasets), cache.get(datasets)]);
    const third = await cache.get(datasets);
    expect(renders).toBe(1);
    expect([first, second, third].map((page) => page?.bodies.identity.toString())).toEqual(Array(3).fill("render 1"));
    expect(cache.stats).toMatchObject({ misses: 1, joined: 1, hits: 1 });
  });

  it("renders anew when the catalogue has a new version", async () => {
    let renders = 0;
    const { cache, catalogue } = cacheOver(async () => html(`render ${++renders}`));
    await cache.get(datasets);
    catalogue.version = "2";
    expect((await cache.get(datasets))?.bodies.identity.toString()).toBe("render 2");
    expect(cache.size).toBe(1);
  });

  it("serves nothing when the version is not known for certain", async () => {
    const { cache, catalogue } = cacheOver(async () => html("page"));
    await cache.get(datasets);
    catalogue.version = undefined;
    expect(await cache.get(datasets)).toBeUndefined();
    expect(cache.held(datasets)).toBeUndefined();
    expect(cache.size).toBe(0);
  });

  it("serves what the build wrote to disk without a database too", async () => {
    let renders = 0;
    const { cache, catalogue } = cacheOver(async () => html(`render ${++renders}`));
    catalogue.version = undefined;
    const terms: PageKey = { path: "/en/terms", query: "", variant: "html", prerendered: true };
    await cache.get(terms);
    expect((await cache.get(terms))?.bodies.identity.toString()).toBe("render 1");
    expect(await cache.get(datasets)).toBeUndefined();
    expect(cache.held(datasets)).toBeUndefined();
  });

  it("does not keep a render that a publication overtook", async () => {
    let finish = () => {};
    const { cache, catalogue } = cacheOver(
      () =>
        new Promise((resolve) => {
          finish = () => resolve(html("withdrawn"));
        }),
    );
    const under1 = cache.get(datasets);
    catalogue.version = "2"; // nobody asks in between
    finish();
    await under1;
    expect(cache.size).toBe(0);
  });

  it.each<[string, Rendered["headers"]]>([
    ["sets a cookie", { "set-cookie": ["s=1"] }],
    ["is private", { "cache-control": "private, no-store" }],
    ["is public by mistake and private too", { "cache-control": "public, no-store" }],
    ["was never declared public", { "cache-control": undefined }],
    ["is already encoded", { "content-encoding": "gzip" }],
  ])("refuses to share an answer that %s", async (_why, headers) => {
    const { cache } = cacheOver(async () => html("CANARY", headers));
    expect(await cache.get(datasets)).toBeUndefined();
    expect(cache.size).toBe(0);
    expect(cache.stats.refused).toBe(1);
  });

  it.each([
    ["an error streamed into the HTML", '<template data-dgst="1"></template>'],
    ["React's error call", '<script>$RX("B:0")</script>'],
    ["an error row in a payload", '0:{"a":1}\n3:E{"digest":"2"}'],
  ])("gives, but does not keep, a page with %s", async (_what, text) => {
    const { cache } = cacheOver(async () => html(text));
    expect((await cache.get(datasets))?.status).toBe(200);
    expect(cache.size).toBe(0);
  });

  it("does not keep a page that is not there", async () => {
    const { cache } = cacheOver(async () => ({ ...html("nothing"), status: 404 }));
    expect((await cache.get(dataset("unknown")))?.status).toBe(404);
    expect(cache.size).toBe(0);
  });

  it("forgets the page that was asked for longest ago when its bytes are used up", async () => {
    const { cache } = cacheOver(async ({ path }) => html(path.padEnd(8_000, ".")), { maxBytes: 21_000 });
    await cache.get(dataset("a"));
    await cache.get(dataset("b"));
    await cache.get(dataset("a"));
    await cache.get(dataset("c"));
    expect(cache.bytes).toBeLessThanOrEqual(21_000);
    expect(cache.stats.evicted).toBe(1);
    await cache.get(dataset("a"));
    expect(cache.stats.misses).toBe(3);
  });

  it("says that it is busy instead of starting one render too many", async () => {
    const { cache } = cacheOver(() => new Promise(() => {}), { maxRenders: 2 });
    void cache.get(dataset("a"));
    void cache.get(dataset("b"));
    await expect(cache.get(dataset("c"))).rejects.toThrow(Busy);
    void cache.get(dataset("a"));
    expect(cache.stats).toMatchObject({ busy: 1, joined: 1 });
  });

  it("asks again after a render that failed", async () => {
    let renders = 0;
    const { cache } = cacheOver(async () => {
      if (++renders === 1) throw new Error("the database went away");
      return html("fine");
    });
    await expect(cache.get(datasets)).rejects.toThrow("went away");
    expect((await cache.get(datasets))?.bodies.identity.toString()).toBe("fine");
  });

  it("names the inline scripts and styles of the page by their hashes, and no linked ones", async () => {
    const { cache } = cacheOver(async () =>
      html('<script>a()</script><script src="/x.js"></script><style>b{}</style><script>a()</script>'),
    );
    const head = (await cache.get(datasets))?.heads.br;
    expect(head).toContain(
      "scripts qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4= styles 7yqHVAesot11p6HczDsgKRipvI5UPgs97z80zNXlans=",
    );
  });
});
