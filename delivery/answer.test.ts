import { randomUUID } from "node:crypto";
import { createServer, request, type Server } from "node:http";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Door } from "../db/door.ts";
import { signLink } from "../lib/downloads/link-signature.ts";
import type { Store } from "../lib/outside/storage.ts";
import { answerWith } from "./answer.ts";

const linkKey = "k".repeat(32);
let fileName = "train.tar";
const unasked = () => Promise.reject(new Error("not asked for here"));
const door: Door = {
  look: unasked,
  act: unasked,
  close: () => Promise.resolve(),
  ask: async <T>(name: string) =>
    (name === "redeem_grant"
      ? [
          {
            shelf_key: "a",
            file_name: fileName,
            bytes: "3",
            sha256: "e",
            content_type: "application/x-tar",
            kind: "file",
          },
        ]
      : []) as T[],
};
const shelf: Store = {
  get: async () => Readable.from([Buffer.from("abc")]),
  size: async () => 3,
  put: unasked,
  remove: unasked,
};
let server: Server;
let port: number;
beforeAll(async () => {
  server = createServer(answerWith({ door, shelf, linkKey, headers: {} }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as { port: number }).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const get = (path: string) =>
  new Promise<{ status: number; headers: Record<string, string> }>((resolve, reject) => {
    request({ port, path, agent: false, timeout: 5_000 }, (response) => {
      response
        .resume()
        .on("end", () =>
          resolve({ status: response.statusCode!, headers: response.headers as Record<string, string> }),
        );
    })
      .on("error", reject)
      .end();
  });
const link = (name: string) =>
  signLink(linkKey, { grantId: randomUUID(), expiresAt: Math.floor(Date.now() / 1000) + 60 }, name);

describe("the name of a file that is delivered", () => {
  it.each([
    'a"; filename="b.exe',
    "a\r\nSet-Cookie: s=1",
    "../../etc/passwd",
    "..\\..\\boot.ini",
    "\u0000.tar",
    "\u202egpj.exe",
    "CON",
    "é漢😀.tar",
    "x".repeat(4_096),
    "a\u001b[31m.tar",
    "%0d%0aX: y",
    "",
  ])("is one quoted word of plain letters in its header: %j", async (name) => {
    fileName = name;
    const { status, headers } = await get(link("train.tar"));
    expect(status).toBe(200);
    expect(headers["content-disposition"]).toMatch(/^attachment; filename="[\w.-]*"$/);
    expect(headers["set-cookie"]).toBeUndefined();
    expect(headers["x-content-type-options"]).toBe("nosniff");
    fileName = "train.tar";
  });

  it.each(["a/b", "a\r\nb", "\u0000", "?e=1&s=2", "#", "..", "😀"])(
    "is one segment of its address: %j",
    async (name) => {
      const path = link(name);
      expect(path).toMatch(/^\/d\/[0-9a-f-]{36}\/[!-~]*\?e=\d+&s=[\w-]+$/);
      expect(path.split("?")).toHaveLength(2);
      if (name !== "..") expect((await get(path)).status).toBe(200);
    },
  );
});

describe("an address that is none", () => {
  it.each(["//", "//[", "http://[::1", "/\\"])("%j is told that there is nothing, and breaks nothing", async (path) => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () =>
        socket.write(`GET ${path} HTTP/1.1\r\nHost: delivery\r\nConnection: close\r\n\r\n`),
      );
      socket.setTimeout(5_000, () => socket.destroy(new Error("no answer")));
      let text = "";
      socket.on("data", (chunk) => {
        text += chunk;
      });
      socket.on("end", () => resolve(text)).on("error", reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
  });
});
