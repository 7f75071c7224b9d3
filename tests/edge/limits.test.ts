import { afterEach, describe, expect, it } from "vitest";
import { Refusal } from "../../db/refusal.ts";
import { log } from "../../lib/web/log.ts";
import type { Edge } from "../../server/answer.ts";
import { edge, page, servers, siteUrl } from "./edge-under-test.ts";

log.level = "silent";
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Counts by kind and address as the database does, with a limit of two each. */
function counting() {
  const asked: string[] = [];
  const limitVisitor: Edge["limitVisitor"] = async (kind, address) => {
    asked.push(`${kind} ${address}`);
    if (asked.filter((one) => one === `${kind} ${address}`).length > 2) throw new Refusal("too_many", 840);
  };
  return { asked, limitVisitor };
}
const browser = { accept: "text/html" };

describe("searches that nobody has asked for yet", () => {
  it("are limited by address; pages at hand and pages without a query stay free", async () => {
    const { asked, limitVisitor } = counting();
    const { ask } = await edge(page, { limitVisitor });
    const statuses = async (paths: string[]) =>
      Promise.all(paths.map(async (path) => (await ask(path, browser)).status));
    expect(await statuses(["/en/datasets?q=one", "/en/datasets?q=two"])).toEqual([200, 200]);
    const no = await ask("/fr/datasets?q=three", browser);
    expect([no.status, no.headers["retry-after"], no.headers["cache-control"]]).toEqual([429, "840", "no-store"]);
    expect(no.text).toContain("Redemandez dans 14 min.");
    const json = await ask("/en/datasets?q=three");
    expect(JSON.parse(json.text).error).toEqual({
      code: "too_many",
      message: "Too many requests. Ask again in 14 min.",
    });
    expect(
      await statuses(["/en/datasets?q=one", "/en/datasets?q=ONE&utm=1", "/en/datasets", "/en/datasets?utm=1"]),
    ).toEqual([200, 200, 200, 200]);
    expect(new Set(asked)).toEqual(new Set(["search 127.0.0.1"]));
  });

  it.each([
    [
      "a payload that is none of the three",
      "/en/datasets?q=a&_rsc=x",
      { "next-router-prefetch": "2", rsc: "1" },
      "GET",
    ],
    ["another method", "/en/datasets?q=a", { origin: siteUrl, "content-length": "0" }, "POST"],
    ["letters escaped", "/%65n/datasets?q=a", {}, "GET"],
    ["a repeated parameter", "/en/datasets?q=a&q=b", {}, "GET"],
  ])("are counted by whatever way they go round the cache: %s", async (_way, path, headers, method) => {
    const { asked, limitVisitor } = counting();
    const { ask } = await edge(page, { limitVisitor });
    await ask(path, headers as Record<string, string>, method);
    expect(asked).toEqual(["search 127.0.0.1"]);
  });
});

describe("ways in", () => {
  it("are limited by address, before Next is asked, in JSON", async () => {
    const { limitVisitor } = counting();
    const { ask, handed } = await edge(page, { limitVisitor });
    const headers = { origin: siteUrl, "content-length": "1" };
    const bring = () => ask("/api/auth/callback/mail", headers, "POST", "x");
    expect([(await bring()).status, (await bring()).status]).toEqual([200, 200]);
    const no = await bring();
    expect([no.status, no.headers["retry-after"], JSON.parse(no.text).error.code]).toEqual([429, "840", "too_many"]);
    expect(handed).toHaveLength(2);
  });

  it("at machine paths too, where the path says so", async () => {
    const { asked, limitVisitor } = counting();
    const handle = async (_request: unknown, response: { end(): unknown }) => void response.end();
    const hotPaths = [{ path: /^\/passkeys\/x$/, limit: "way-in" as const, methods: ["POST"], handle }];
    const { ask } = await edge(page, { limitVisitor, hotPaths });
    await ask("/passkeys/x", { origin: siteUrl }, "POST");
    expect(asked).toEqual(["way-in 127.0.0.1"]);
  });
});

describe("an address that is made up", () => {
  it("counts for nothing, and for what our proxy says where there is one", async () => {
    const alone = counting();
    const { ask } = await edge(page, { limitVisitor: alone.limitVisitor });
    for (const made of ["6.6.6.1", "6.6.6.2", "6.6.6.3"])
      await ask(`/en/datasets?q=${made}`, {
        "x-forwarded-for": made,
        "x-real-ip": made,
        forwarded: `for=${made}`,
        "x-edge-visitor": made,
      });
    expect(new Set(alone.asked)).toEqual(new Set(["search 127.0.0.1"]));

    const behind = counting();
    const proxied = await edge(page, { limitVisitor: behind.limitVisitor, trustedProxies: 1 });
    for (const made of ["6.6.6.1", "6.6.6.2"])
      await proxied.ask(`/en/datasets?q=${made}`, { "x-forwarded-for": `${made}, 203.0.113.9` });
    expect(new Set(behind.asked)).toEqual(new Set(["search 203.0.113.9"]));
  });

  it("is told to Next by the edge alone", async () => {
    const { ask, handed } = await edge(page, { trustedProxies: 1 });
    await ask("/en/studio", { "x-edge-visitor": "6.6.6.6", "x-forwarded-for": "6.6.6.6, 203.0.113.9" });
    expect(handed[0]?.["x-edge-visitor"]).toBe("203.0.113.9");
    expect(handed[0]?.["x-forwarded-for"]).toBeUndefined();
  });
});
