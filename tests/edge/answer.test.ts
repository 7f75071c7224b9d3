import { afterEach, describe, expect, it, vi } from "vitest";
import { Refusal } from "../../db/refusal.ts";
import { log } from "../../lib/web/log.ts";
import { bounded } from "../../server/bounded.ts";
import { hotPaths } from "../../server/hot-paths.ts";
import { type Answer, edge, page, servers, siteUrl } from "./edge-under-test.ts";

log.level = "silent"; // the broken requests below are broken on purpose
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe("a shared page", () => {
  it("is rendered without anything of the visitor", async () => {
    const { ask, handed } = await edge();
    const visitor = {
      cookie: "session=CANARY",
      authorization: "Bearer CANARY",
      "accept-language": "CANARY",
      "x-edge-fill": "CANARY",
      "user-agent": "CANARY",
    };
    const answer = await ask("/en/datasets?q=Calls&CANARY=1", visitor);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain("CANARY");
    expect(answer.text).toContain("/en/datasets?q=calls");
    expect(handed).toHaveLength(1);
    expect(handed[0]?.host).toBe("consonant.example");
  });

  it("carries the policy of its own scripts, the security headers and a request id", async () => {
    const { ask } = await edge();
    const { headers } = await ask("/en/datasets");
    expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'sha256-[\w+/]{43}='/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers["set-cookie"]).toBeUndefined();
  });

  it("asks the visitor back when too many are being rendered", async () => {
    const { ask } = await edge(() => {}, {}, 1);
    const abandoned = ask("/en/datasets/a").catch(() => "cut off when the test ends");
    await new Promise((done) => setTimeout(done, 50));
    const busy = await ask("/en/datasets/b");
    expect(busy.status).toBe(503);
    expect(busy.headers["retry-after"]).toBe("1");
    for (const server of servers) server.closeAllConnections();
    await abandoned;
  });
});

describe("a page for one visitor", () => {
  it("goes to Next with a nonce of its own, and is stored nowhere", async () => {
    const { ask, handed } = await edge();
    const first = await ask("/en/studio", { cookie: "session=1" });
    const second = await ask("/en/studio", { cookie: "session=1" });
    const nonce = (answer: Answer) => String(answer.headers["content-security-policy"]).match(/'nonce-([^']+)'/)?.[1];
    expect(nonce(first)).toBeTruthy();
    expect(nonce(first)).not.toBe(nonce(second));
    expect(handed[0]?.["content-security-policy"]).toBe(first.headers["content-security-policy"]);
    expect(handed[0]?.cookie).toBe("session=1");
    expect(first.headers["cache-control"]).toBe("private, no-store");
    expect(handed[0]?.["x-request-id"]).toBe(first.headers["x-request-id"]);
  });

  it("is not steered by headers that only our own servers send", async () => {
    const { ask, handed } = await edge();
    const steering = [
      "x-middleware-subrequest",
      "x-nextjs-data",
      "x-forwarded-for",
      "x-real-ip",
      "x-matched-path",
      "x-edge-fill",
      "next-resume",
      "x-next-intl-locale",
    ];
    const spoofed = Object.fromEntries(steering.map((name) => [name, "CANARY"]));
    const policy = {
      "content-security-policy": "script-src 'nonce-CANARY'",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "http",
      "x-request-id": "CANARY",
    };
    await ask("/en/studio", { ...spoofed, ...policy });
    expect(JSON.stringify(handed)).not.toContain("CANARY");
    expect(handed[0]).toMatchObject({ "x-forwarded-host": "consonant.example", "x-forwarded-proto": "https" });
  });
});

describe("what is refused before anybody is asked", () => {
  it.each(["evil.example", "localhost", "127.0.0.1", "consonant.example:8443"])("another host, %s", async (host) => {
    const { ask, handed } = await edge();
    await ask("/en/datasets"); // at hand now, and still not for another host
    handed.length = 0;
    for (const path of ["/en/studio", "/en/datasets", "/dev/mail"])
      expect((await ask(path, { host })).status).toBe(421);
    expect(handed).toEqual([]);
  });

  it("a change from another site, or from nowhere with a cookie", async () => {
    const { ask, handed } = await edge();
    const post = (headers: Record<string, string>) =>
      ask("/en/studio", headers, "POST", "x").then((answer) => answer.status);
    expect(await post({ origin: "https://evil.example", "content-length": "1" })).toBe(403);
    expect(await post({ origin: "null", cookie: "s=1", "content-length": "1" })).toBe(403);
    expect(await post({ cookie: "s=1", "content-length": "1" })).toBe(403);
    expect(handed).toEqual([]);
    expect(await post({ cookie: "s=1", origin: siteUrl, "content-length": "1" })).toBe(200);
  });

  it("a body for Next that is too large, or does not say how large it is", async () => {
    const { ask, handed } = await edge();
    expect((await ask("/en/studio", { "content-length": "3000000" }, "POST").catch(() => ({ status: 0 }))).status).toBe(
      413,
    );
    expect((await ask("/en/studio", { "transfer-encoding": "chunked" }, "POST", "x")).status).toBe(411);
    expect(handed).toEqual([]);
  });

  it("a path that does not decode, and a file at the root that nothing is", async () => {
    const { ask, handed } = await edge();
    for (const path of ["/en/datasets/%ff", "/en/studio/recordings/%", "/%c0%ae"])
      expect((await ask(path)).status, path).toBe(400);
    for (const path of ["/package.json", "/en.rsc", "/wp-login.php", "/.env"])
      expect((await ask(path)).status, path).toBe(404);
    expect(handed).toHaveLength(0);
    for (const path of ["/robots.txt", "/en/studio/money/earnings.csv"])
      expect((await ask(path)).status, path).toBe(200);
    expect(handed).toHaveLength(2);
  });

  it("an address that is none", async () => {
    const { ask, handed } = await edge();
    expect((await ask("*", {}, "OPTIONS")).status).toBe(400);
    expect((await ask("http://evil.example/en", {})).status).toBe(400);
    expect(handed).toEqual([]);
  });
});

describe("a flood", () => {
  it("is asked back at the limit, and the next one is served when a place is free", async () => {
    const waiting: (() => void)[] = [];
    const slow = bounded(async (_request, response) => {
      waiting.push(() => response.end("served"));
    }, 2);
    const { ask } = await edge(page, { next: slow });
    const first = [ask("/en/studio"), ask("/en/studio")];
    await vi.waitFor(() => expect(waiting).toHaveLength(2));
    expect((await ask("/en/studio")).status).toBe(503);
    for (const finish of waiting) finish();
    expect((await Promise.all(first)).map((answer) => answer.status)).toEqual([200, 200]);
    const next = ask("/en/studio");
    await vi.waitFor(() => expect(waiting).toHaveLength(3));
    waiting[2]?.();
    expect((await next).status).toBe(200);
  });
});

describe("machine paths", () => {
  it("tell a balancer, which asks by address, whether the database answers", async () => {
    const { ask } = await edge();
    const well = await ask("/healthz", { host: "10.0.0.7:3000" });
    expect([well.status, JSON.parse(well.text), well.headers["cache-control"]]).toEqual([
      200,
      { ok: true, database: "reachable" },
      "no-store",
    ]);
    const ill = await edge(page, { hotPaths: hotPaths({ databaseReachable: () => false, mailboxUrl: undefined }) });
    expect((await ill.ask("/healthz")).status).toBe(503);
  });

  it("lead to the mailbox where there is one", async () => {
    const { ask } = await edge();
    expect((await ask("/dev/mail")).headers.location).toBe("http://localhost:8025/");
    const without = await edge(page, { hotPaths: hotPaths({ databaseReachable: () => true, mailboxUrl: undefined }) });
    expect((await without.ask("/dev/mail")).text).toContain("run()");
  });

  it("turn a refusal into its status, and anything else into silence", async () => {
    const throwing = (error: unknown) => ({
      hotPaths: [
        {
          path: /^\/upload\/\w+$/,
          handle: async () => {
            throw error;
          },
        },
      ],
    });
    const refused = await (await edge(page, throwing(new Refusal("suspended")))).ask("/upload/1");
    expect([refused.status, JSON.parse(refused.text).error.code]).toEqual([503, "suspended"]);
    const broken = await (await edge(page, throwing(new Error('relation "priv.phones" CANARY')))).ask("/upload/1");
    expect(broken.status).toBe(500);
    expect(broken.text).not.toContain("CANARY");
    expect(broken.headers["x-content-type-options"]).toBe("nosniff");
  });

  it("see their own address as ours, whatever the request says", async () => {
    const seen: string[] = [];
    const { ask } = await edge(page, {
      hotPaths: [
        {
          path: /^\/upload/,
          handle: async (_request, response, url) => {
            seen.push(url.href);
            response.end();
          },
        },
      ],
    });
    await ask("/upload/1?part=2");
    expect(seen).toEqual(["https://consonant.example/upload/1?part=2"]);
  });
});
