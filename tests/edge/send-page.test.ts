import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acceptedCoding } from "../../server/accepted-coding.ts";
import { sendPage } from "../../server/send-page.ts";
import { sharePage } from "../../server/share-page.ts";

let server: Server;
let url: string;
let shown = 200;

beforeAll(async () => {
  const rendered = {
    status: 200,
    headers: { "content-type": "text/html", "cache-control": "public" },
    body: Buffer.from("hear ".repeat(500)),
  };
  const page = await sharePage(rendered, {
    always: { "x-content-type-options": "nosniff" },
    policy: () => "default-src 'self'",
  });
  if (!page) throw new Error("the page was refused");
  server = createServer((request, response) => sendPage(request, response, { ...page, status: shown }, "request-1"));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => server.close());

describe("sending a shared page", () => {
  it.each([
    ["br", "br"],
    ["gzip, deflate, br", "br"],
    ["gzip", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["br;q=0.5", "br"],
    ["identity", "identity"],
    ["", "identity"],
    ["brotli", "identity"],
  ])("takes %s as %s", (header, coding) => expect(acceptedCoding(header)).toBe(coding));

  it("sends the same text in each coding, with its length and the policy", async () => {
    const plain = await fetch(url, { headers: { "accept-encoding": "identity" } });
    const zipped = await fetch(url, { headers: { "accept-encoding": "gzip" } });
    expect(await zipped.text()).toBe(await plain.text());
    expect(zipped.headers.get("content-encoding")).toBe("gzip");
    expect(plain.headers.get("content-length")).toBe("2500");
    expect(plain.headers.get("content-security-policy")).toBe("default-src 'self'");
    expect(plain.headers.get("vary")).toContain("Accept-Encoding");
  });

  it("answers 304 to a visitor who has these bytes, in this coding alone", async () => {
    const etag = (await fetch(url, { headers: { "accept-encoding": "gzip" } })).headers.get("etag") ?? "";
    const again = (held: string, coding: string) =>
      fetch(url, { headers: { "accept-encoding": coding, "if-none-match": held } }).then((answer) => answer.status);
    expect(await again(etag, "gzip")).toBe(304);
    expect(await again(`"other", W/${etag}`, "gzip")).toBe(304);
    expect(await again(etag, "br")).toBe(200);
    expect(await again('"other"', "gzip")).toBe(200);
  });

  it("never answers 304 for a page that is not there", async () => {
    const etag = (await fetch(url, { headers: { "accept-encoding": "gzip" } })).headers.get("etag") ?? "";
    shown = 404;
    const answer = await fetch(url, { headers: { "accept-encoding": "gzip", "if-none-match": etag } });
    shown = 200;
    expect(answer.status).toBe(404);
  });

  it("sends a HEAD without a body", async () => {
    const head = await fetch(url, { method: "HEAD", headers: { "accept-encoding": "identity" } });
    expect(head.headers.get("content-length")).toBe("2500");
    expect(await head.text()).toBe("");
  });
});
