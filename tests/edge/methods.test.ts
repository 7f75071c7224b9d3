import type { RequestListener } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { log } from "../../lib/web/log.ts";
import { type HotHandler, hotPaths } from "../../server/hot-paths.ts";
import { withCharset } from "../../server/name-charset.ts";
import { passkeyPaths } from "../../server/passkey-paths.ts";
import { roomPaths } from "../../server/room-paths.ts";
import { wellKnown } from "../../server/well-known.ts";
import { edge, servers, siteUrl } from "./edge-under-test.ts";

log.level = "silent";
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const uuid = "0b0e7f52-9f5e-4ea1-8e0b-0a52c9ea5b11";
const tables = [
  ...hotPaths({ databaseReachable: () => true, mailboxUrl: "http://localhost:8025/" }),
  ...wellKnown(siteUrl, "mailto:security@consonant.example"),
  ...roomPaths,
  ...passkeyPaths,
];
/** Every address that is answered ahead of Next, and what it takes. */
const machine: [path: string, methods: string[]][] = [
  ["/healthz", ["GET", "HEAD"]],
  ["/dev/mail", ["GET", "HEAD"]],
  ["/.well-known/security.txt", ["GET", "HEAD"]],
  ["/.well-known/change-password", ["GET", "HEAD"]],
  [`/upload/${uuid}/audio`, ["PUT"]],
  [`/listen/${uuid}`, ["GET", "HEAD"]],
  [`/download/${uuid}/a.flac`, ["GET", "HEAD"]],
  ["/webhooks/stripe", ["POST"]],
  ["/audit/checkpoint", ["GET", "HEAD"]],
  ["/audit/key", ["GET", "HEAD"]],
  ["/passkeys/raise", ["POST"]],
];
const every = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "SEARCH", "PURGE"];

describe("an address takes the methods that it needs", () => {
  it("each machine path is on the list", () => {
    for (const { path } of tables) expect(machine.filter(([one]) => path.test(one)).length, String(path)).toBe(1);
  });

  it.each([
    ...machine,
    ["/en/studio", ["GET", "HEAD", "POST"]],
    ["/api/auth/signout", ["GET", "HEAD", "POST"]],
  ] as const)("%s", async (path, methods) => {
    const taken: string[] = [];
    const take: RequestListener = (asked, response) => {
      taken.push(asked.method ?? "");
      response.end();
    };
    const answering = tables.map((one) => ({
      ...one,
      handle: async (...[a, b]: Parameters<HotHandler>) => take(a, b),
    }));
    const { ask, handed } = await edge(take, { hotPaths: answering });
    for (const method of every) {
      const answer = await ask(path, { origin: siteUrl, "content-length": "0" }, method);
      if ((methods as readonly string[]).includes(method)) continue;
      expect([method, answer.status, answer.headers.allow]).toEqual([method, 405, methods.join(", ")]);
      expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
      expect(answer.text).not.toContain("origin:"); // nothing of the request comes back, as TRACE would
    }
    expect(taken.sort()).toEqual([...methods].sort());
    if (path.startsWith("/en/")) expect(handed.length).toBe(methods.length);
  });
});

describe("a text says that it is UTF-8", () => {
  it.each([
    ["text/x-component", "text/x-component; charset=utf-8"],
    ["application/xml", "application/xml; charset=utf-8"],
    ["image/svg+xml", "image/svg+xml; charset=utf-8"],
    ["text/plain", "text/plain; charset=utf-8"],
    ["text/html; charset=utf-8", "text/html; charset=utf-8"],
    ["text/css; charset=iso-8859-1", "text/css; charset=iso-8859-1"],
    ["application/json", "application/json"],
    ["audio/flac", "audio/flac"],
  ])("%s", (type, expected) => expect(withCharset(type)).toBe(expected));

  it("also where Next sets the type: of a page, a payload, a file that it makes", async () => {
    for (const type of ["text/x-component", "application/xml", "text/plain"]) {
      const { ask } = await edge((_asked, response) => {
        response.setHeader("Content-Type", type);
        response.end("é");
      });
      expect((await ask("/sitemap.xml")).headers["content-type"]).toBe(`${type}; charset=utf-8`);
    }
    const { ask } = await edge();
    for (const path of ["/en/datasets", "/en/studio"])
      expect((await ask(path)).headers["content-type"]).toBe("text/html; charset=utf-8");
  });
});
