import type { IncomingMessage } from "node:http";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { marketKey, marketSources } from "../../server/market-pages.ts";

/** What Next itself matches the sources of `headers()` with. */
const { pathToRegexp }: { pathToRegexp(source: string, keys: object[], options: object): RegExp } = createRequire(
  import.meta.url,
)("next/dist/compiled/path-to-regexp");

const ask = (url: string, headers: Record<string, string> = {}, method = "GET") =>
  marketKey({ url, headers, method } as unknown as IncomingMessage, new Set(["/en/terms"]));

describe("which pages are the same for everyone", () => {
  it.each([
    "/en",
    "/fr",
    "/en/datasets",
    "/fr/datasets/calls-fr-1",
    "/en/datasets/calls/v/1.0.0",
    "/en/promise",
    "/en/status",
    "/fr/terms",
    "/en/privacy",
  ])("%s is", (path) => {
    expect(ask(path)).toEqual({ path, query: "", variant: "html" });
  });

  it.each([
    "/",
    "/de",
    "/en/",
    "/en/studio",
    "/en/desk/orders",
    "/en/datasets/",
    "/en/datasets/a/b",
    "/en/datasets/A",
    "/en/datasets/a%2e",
    "/english",
    `/en/datasets/${"a".repeat(300)}`,
  ])("%s is not", (path) => {
    expect(ask(path)).toBeUndefined();
  });

  it("declares the same pages to next.config.ts as it matches itself", () => {
    const declared = marketSources.map((source) => pathToRegexp(source, [], { strict: true, sensitive: true }));
    const paths = [
      "/en",
      "/fr/datasets",
      "/en/datasets/calls",
      "/en/datasets/calls/v/1.0.0",
      "/en/status",
      "/en/studio",
      "/de",
      "/en/datasets/a/b",
    ];
    for (const path of paths)
      expect([path, declared.some((one) => one.test(path))]).toEqual([path, ask(path) !== undefined]);
  });

  it.each(["POST", "PUT", "DELETE"])("never answers a %s", (method) => expect(ask("/en", {}, method)).toBeUndefined());
  it("never answers a Server Action", () => expect(ask("/en", { "next-action": "x" })).toBeUndefined());
});

describe("what a page reads of its query", () => {
  it.each([
    ["q=%20%20Call%20%20Centre%20", "q=call+centre"],
    ["q=+++", ""],
    ["junk=1&utm_source=x", ""],
    ["page=2&language=fr", "language=fr&page=2"],
    ["language=FR", ""],
    ["language=french", ""],
    ["page=0", ""],
    ["page=1000", "page=1000"],
    ["page=1001", ""],
    ["page=01", ""],
    ["licence=research-1.0&kind=calls&sort=newest", "licence=research-1.0&kind=calls&sort=newest"],
    ["sort=%3Cscript%3E", ""],
    ["q=first&q=second", "q=first"],
  ])("%s means %s", (asked, meant) => expect(ask(`/en/datasets?${asked}`)?.query).toBe(meant));

  it("cuts a search at 100 characters", () => {
    expect(ask(`/en/datasets?q=${"a".repeat(500)}`)?.query).toBe(`q=${"a".repeat(100)}`);
  });

  it("has one key for two thousand junk queries", () => {
    const keys = Array.from({ length: 2_000 }, (_, i) => JSON.stringify(ask(`/en/datasets/calls?x${i}=${i}`)));
    expect(new Set(keys).size).toBe(1);
  });
});

describe("the router's own requests", () => {
  it("are a payload, or a payload for a prefetch", () => {
    expect(ask("/en/datasets?_rsc=abc", { rsc: "1" })?.variant).toBe("rsc");
    expect(ask("/en/datasets?_rsc=abc", { rsc: "1", "next-router-prefetch": "1" })?.variant).toBe("prefetch");
  });
  it("belong to Next when header and mark disagree", () => {
    expect(ask("/en/datasets", { rsc: "1" })).toBeUndefined();
    expect(ask("/en/datasets?_rsc=abc")).toBeUndefined();
    expect(ask("/en/datasets?_rsc=abc", { rsc: "2" })).toBeUndefined();
    expect(ask("/en/datasets?_rsc=abc", { rsc: "1", "next-router-prefetch": "2" })).toBeUndefined();
  });
  it("belong to Next for a page that the build wrote to disk", () => {
    expect(ask("/en/terms")).toMatchObject({ variant: "html", prerendered: true });
    expect(ask("/en/terms?_rsc=abc", { rsc: "1" })).toBeUndefined();
  });
});
