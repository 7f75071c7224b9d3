import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { Refusal } from "../../db/refusal.ts";
import { log } from "../../lib/web/log.ts";
import { deliveryHeaders, securityHeaders } from "../../lib/web/security-headers.ts";
import type { Edge } from "../../server/answer.ts";
import { Busy } from "../../server/page-cache.ts";
import { staticFiles } from "../../server/static-files.ts";
import { securityText } from "../../server/well-known.ts";
import { type Answer, edge, page, servers, siteUrl } from "./edge-under-test.ts";

log.level = "silent";
const folder = mkdtempSync(join(tmpdir(), "consonant-headers-"));
writeFileSync(join(folder, "icon.svg"), "<svg/>");
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const files = staticFiles([{ root: folder, prefix: "" }], securityHeaders(siteUrl));
const throwing = (error: unknown): Partial<Edge> => ({
  next: async () => {
    throw error;
  },
});
const post = { origin: siteUrl, "content-length": "1" };
type Ask = [path: string, headers?: Record<string, string>, method?: string, body?: string];

/** An answer of every kind that the edge gives: [what, status, request, how the edge is]. */
const answers: [string, number, Ask, Partial<Edge>?][] = [
  ["a shared page", 200, ["/en/datasets"]],
  ["a page for one visitor", 200, ["/en/studio"]],
  ["a machine path", 200, ["/healthz"]],
  ["a redirect", 302, ["/.well-known/change-password"]],
  ["a file", 200, ["/icon.svg"]],
  ["a file that is not there", 404, ["/_next/static/chunks/gone.js"]],
  ["an address that is none", 400, ["*", {}, "OPTIONS"]],
  ["a change from elsewhere", 403, ["/en/studio", { ...post, origin: "https://evil.example" }, "POST", "x"]],
  ["nothing there", 404, ["/en/studio"], throwing(new Refusal("not_found"))],
  ["a body without a length", 411, ["/en/studio", { origin: siteUrl, "transfer-encoding": "chunked" }, "POST", "x"]],
  ["a body too large", 413, ["/en/studio", { origin: siteUrl, "content-length": "3000000" }, "POST"]],
  ["another host", 421, ["/en/studio", { host: "evil.example" }]],
  ["too often", 429, ["/en/studio"], throwing(new Refusal("too_many", 30))],
  ["headers too many", 431, ["/en/studio", Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`x-${i}`, "1"]))]],
  ["something broken", 500, ["/en/studio"], throwing(new Error("CANARY"))],
  ["busy", 503, ["/en/studio"], throwing(new Busy())],
  ["stopped", 503, ["/en/studio"], throwing(new Refusal("suspended"))],
  [
    "the database lost",
    503,
    ["/en/studio"],
    throwing(Object.assign(new Error("CANARY"), { code: "CONNECTION_CLOSED" })),
  ],
];

function expectSafe({ headers, text }: Answer, what: string): void {
  expect(headers, what).toMatchObject({
    "strict-transport-security": "max-age=63072000; includeSubDomains",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "strict-origin-when-cross-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
  });
  expect(headers["x-request-id"], what).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  const policy = String(headers["content-security-policy"]);
  expect(policy, what).toContain("frame-ancestors 'none'");
  expect(policy, what).toContain("base-uri 'none'");
  expect(policy, what).not.toContain(","); // two policies: a browser would hold the page to both
  expect(policy, what).not.toMatch(/script-src[^;]*'unsafe-(?:inline|eval)'/);
  for (const told of ["server", "x-powered-by", "via", "x-aspnet-version"]) expect(headers[told], what).toBeUndefined();
  expect(text, what).not.toMatch(/CANARY|\bat \/|node_modules|select /);
}

describe("every answer carries the whole set, and nothing of what is behind it", () => {
  for (const accept of ["text/html", "application/json"])
    it.each(answers)(`%s, to who takes ${accept}`, async (what, status, [path, headers, method, body], over) => {
      const { ask } = await edge(page, { files, ...over });
      const answer = await ask(path, { accept, ...headers }, method, body).catch((error) => error);
      expect(answer.status, what).toBe(status);
      expectSafe(answer, what);
      const own = ["a shared page", "a page for one visitor"].includes(what);
      expect(answer.headers["content-security-policy"]).toMatch(
        own ? /^default-src 'self'; script-src / : /^default-src 'none'; /,
      );
      if (status < 400) return;
      const isPage = accept === "text/html" && (method ?? "GET") === "GET" && !path.startsWith("/_next");
      expect(answer.headers["content-type"]).toBe(isPage ? "text/html; charset=utf-8" : "application/json");
      expect(answer.headers["cache-control"]).toBe("no-store");
    });
});

it("transport security is told over https alone; the delivery origin has a set of its own", () => {
  expect(securityHeaders("http://localhost:3000")["strict-transport-security"]).toBeUndefined();
  expect(deliveryHeaders("http://localhost:3001")["strict-transport-security"]).toBeUndefined();
  expect(deliveryHeaders("https://files.example")).toMatchObject({
    "strict-transport-security": expect.stringContaining("max-age=63072000"),
    "content-security-policy": expect.stringMatching(/^sandbox; default-src 'none'/),
    "x-content-type-options": "nosniff",
  });
});

it("asks for the microphone and passkeys on our own pages, and for nothing else", () => {
  const permissions = securityHeaders(siteUrl)["permissions-policy"]!;
  for (const ours of ["microphone", "publickey-credentials-get", "publickey-credentials-create"])
    expect(permissions).toContain(`${ours}=(self)`);
  for (const none of ["camera", "geolocation", "payment", "usb", "display-capture"])
    expect(permissions).toContain(`${none}=()`);
  expect(permissions).not.toContain("*");
});

describe("well-known addresses", () => {
  it("security.txt is RFC 9116's, and ends in half a year from whatever day it is", async () => {
    const { ask } = await edge();
    const { status, headers, text } = await ask("/.well-known/security.txt");
    expect([status, headers["content-type"]]).toEqual([200, "text/plain; charset=utf-8"]);
    expect(text).toMatch(/^Contact: mailto:security@consonant\.example$/m);
    expect(text).toMatch(/^Canonical: https:\/\/consonant\.example\/\.well-known\/security\.txt$/m);
    for (const now of [Date.now(), Date.UTC(2031, 1, 28), Date.UTC(2040, 11, 31, 23, 59)]) {
      const expires = Date.parse(/^Expires: (.+)$/m.exec(securityText(siteUrl, "mailto:a@b.example", now))![1]!);
      expect(expires).toBeGreaterThan(now + 170 * 86_400_000);
      expect(expires).toBeLessThan(now + 365 * 86_400_000);
    }
  });

  it("change-password leads to one's account; signing out clears what the browser kept", async () => {
    const { ask } = await edge();
    const { status, headers } = await ask("/.well-known/change-password");
    expect([status, headers.location]).toEqual([302, "/account"]);
    expect((await ask("/api/auth/signout", post, "POST", "x")).headers["clear-site-data"]).toBe('"cache", "storage"');
    expect((await ask("/api/auth/signout")).headers["clear-site-data"]).toBeUndefined();
  });
});
