import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compressStatic } from "../../server/compress-static.mjs";
import { staticFiles } from "../../server/static-files.ts";

const folder = mkdtempSync(join(tmpdir(), "consonant-static-"));
const script = "play();".repeat(400);
let server: Server;
let port: number;

beforeAll(async () => {
  mkdirSync(join(folder, "static/chunks/[locale]"), { recursive: true });
  mkdirSync(join(folder, "static/build"), { recursive: true });
  mkdirSync(join(folder, "public"));
  writeFileSync(join(folder, "static/chunks/a1.js"), script);
  writeFileSync(join(folder, "static/chunks/[locale]/b2.js"), "short();");
  writeFileSync(join(folder, "static/build/_manifest.js"), "m();");
  writeFileSync(join(folder, "public/icon.svg"), "<svg/>");
  writeFileSync(join(folder, "secret.txt"), "CANARY");
  compressStatic(join(folder, "static"));
  const shelves = [
    { root: join(folder, "static"), prefix: "/_next/static" },
    { root: join(folder, "public"), prefix: "" },
    { root: join(folder, "missing"), prefix: "/missing" },
  ];
  const answer = staticFiles(shelves, { "x-content-type-options": "nosniff" });
  server = createServer((asked, response) => {
    if (!answer(asked, response, asked.url ?? "", "an-id")) response.writeHead(418).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init);

/** fetch() would tidy `..` away, and ask a conditional request to be answered anew. */
const statusOfRaw = (path: string, headers = {}) =>
  new Promise<number | undefined>((resolve, reject) => {
    request({ port, path, host: "127.0.0.1", headers }, (answer) => resolve(answer.resume().statusCode))
      .on("error", reject)
      .end();
  });

describe("files ahead of Next", () => {
  it("serves a hashed file for ever, compressed, as a script", async () => {
    const answer = await get("/_next/static/chunks/a1.js", { headers: { "accept-encoding": "br" } });
    expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(answer.headers.get("content-encoding")).toBe("br");
    expect(answer.headers.get("content-type")).toContain("text/javascript");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await answer.text()).toBe(script);
  });

  it("serves it plain to who takes no coding", async () => {
    const answer = await get("/_next/static/chunks/a1.js", { headers: { "accept-encoding": "identity" } });
    expect(answer.headers.get("content-encoding")).toBeNull();
    expect(answer.headers.get("vary")).toBe("Accept-Encoding");
    expect(await answer.text()).toBe(script);
  });

  it("does not promise for ever where the name has no hash", async () => {
    expect((await get("/_next/static/build/_manifest.js")).headers.get("cache-control")).toBe("public, max-age=0");
    expect((await get("/icon.svg")).headers.get("cache-control")).toBe("public, max-age=0");
  });

  it("answers 304 to who has it", async () => {
    const etag = (await get("/icon.svg")).headers.get("etag") ?? "";
    expect(await statusOfRaw("/icon.svg", { "if-none-match": etag })).toBe(304);
  });

  it("finds names that need escaping", async () => {
    expect(await (await get("/_next/static/chunks/%5Blocale%5D/b2.js")).text()).toBe("short();");
  });

  it("leaves everything else to Next: other paths, other methods", async () => {
    expect((await get("/en")).status).toBe(418);
    expect((await get("/icon.svg", { method: "POST" })).status).toBe(418);
  });

  it.each(["/_next/static/chunks/gone.js", "/_next/static/chunks/", "/_next/static/chunks/a1.js.br"])(
    "answers 404 at once for what the build does not have: %s",
    async (path) => expect((await get(path)).status).toBe(404),
  );

  it.each([
    ["/../secret.txt", 418],
    ["/%2e%2e/secret.txt", 418],
    ["/..%2fsecret.txt", 418],
    ["/_next/static/../../secret.txt", 404],
    ["/_next/static/%2e%2e/%2e%2e/secret.txt", 404],
  ])("does not climb out of its folders: %s", async (path, status) => expect(await statusOfRaw(path)).toBe(status));

  it("answers 404 when a file vanished after the start", async () => {
    rmSync(join(folder, "static/chunks/[locale]/b2.js"));
    expect((await get("/_next/static/chunks/%5Blocale%5D/b2.js")).status).toBe(404);
    rmSync(join(folder, "static/chunks/a1.js.br"));
    const withoutCopy = await get("/_next/static/chunks/a1.js", { headers: { "accept-encoding": "br" } });
    expect([withoutCopy.status, withoutCopy.headers.get("content-encoding")]).toEqual([404, null]);
  });
});
