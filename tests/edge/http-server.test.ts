import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { SERVER_LIMITS } from "../../lib/web/http-server.ts";
import { log } from "../../lib/web/log.ts";
import { edge, page, servers } from "./edge-under-test.ts";

// What no well-behaved client sends, written on sockets.
log.level = "silent";
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const HOST = "host: consonant.example\r\n";
const quick = { ...SERVER_LIMITS, headersMs: 300, requestMs: 600, checkMs: 50 };

/** Sends these bytes and then, if any, a trickle; the whole answer once the server has closed, and how long that took. */
const send = (port: number, bytes: string, trickle = "") =>
  new Promise<{ text: string; ms: number }>((resolve, reject) => {
    const began = performance.now();
    let text = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    const more = trickle ? setInterval(() => socket.writable && socket.write(trickle), 30) : undefined;
    const late = setTimeout(() => reject(new Error(`still open after 8 s: ${text.slice(0, 200)}`)), 8_000);
    socket.on("data", (data) => {
      text += data.toString();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearInterval(more);
      clearTimeout(late);
      resolve({ text, ms: performance.now() - began });
    });
  });

const safe = (text: string) => {
  const head = text.split("\r\n\r\n", 1)[0]!.toLowerCase();
  for (const name of [
    "x-content-type-options: nosniff",
    "strict-transport-security",
    "x-request-id",
    "content-security-policy",
  ])
    expect(head).toContain(name);
  expect(head).not.toMatch(/^(?:server|x-powered-by):/m);
};

describe("a slow client", () => {
  it("has its connection taken when its headers do not arrive", async () => {
    const { port } = await edge(page, {}, 4, quick);
    const { text, ms } = await send(port, `GET / HTTP/1.1\r\n${HOST}`, "x-drip: 1\r\n");
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    safe(text);
    expect(ms).toBeLessThan(3_000);
  });

  it("has it taken when its body does not arrive, and Next is not kept waiting", async () => {
    const { port } = await edge(page, { next: async (request) => void request.resume(), bodyMs: 200 });
    const head = `POST /en/studio HTTP/1.1\r\n${HOST}origin: https://consonant.example\r\ncontent-length: 5000\r\n\r\n`;
    const { text, ms } = await send(port, head, "x");
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    safe(text);
    expect(ms).toBeLessThan(3_000);
  });

  it("may take as long as a request may where a machine path says so, and no longer", async () => {
    const upload = { path: /^\/upload$/, methods: ["PUT"], slowBody: true as const, handle: async () => undefined };
    const { port } = await edge(page, { hotPaths: [upload], bodyMs: 50 }, 4, { ...quick, requestMs: 900 });
    const head = `PUT /upload HTTP/1.1\r\n${HOST}origin: https://consonant.example\r\ncontent-length: 5000\r\n\r\n`;
    const { ms } = await send(port, head, "x");
    expect(ms).toBeGreaterThan(800);
  });
});

describe("a request that is not as it should be", () => {
  const cases: [string, string, RegExp][] = [
    ["one header too long", `GET / HTTP/1.1\r\n${HOST}x: ${"a".repeat(20_000)}\r\n\r\n`, /^HTTP\/1\.1 431 /],
    [
      "headers too many",
      `GET /en/studio HTTP/1.1\r\n${HOST}connection: close\r\n${"a: b\r\n".repeat(150)}\r\n`,
      /^HTTP\/1\.1 431 /,
    ],
    ["no Host", "GET / HTTP/1.1\r\n\r\n", /^HTTP\/1\.1 400 /],
    [
      "two Hosts",
      `GET /en/studio HTTP/1.1\r\n${HOST}host: evil.example\r\nconnection: close\r\n\r\n`,
      /^HTTP\/1\.1 400 /,
    ],
    [
      "two keys",
      `GET /en/studio HTTP/1.1\r\n${HOST}authorization: a\r\nauthorization: b\r\nconnection: close\r\n\r\n`,
      /^HTTP\/1\.1 400 /,
    ],
    [
      "length and chunks",
      `POST / HTTP/1.1\r\n${HOST}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      /^HTTP\/1\.1 400 /,
    ],
    ["a bare line feed in a header", `GET / HTTP/1.1\r\n${HOST}x: a\nforged: b\r\n\r\n`, /^HTTP\/1\.1 400 /],
    ["no HTTP", "\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", /^HTTP\/1\.1 400 /],
    [
      "an absolute address",
      `GET http://evil.example/en/studio HTTP/1.1\r\n${HOST}connection: close\r\n\r\n`,
      /^HTTP\/1\.1 400 /,
    ],
    [
      "an upgrade",
      `GET /en/studio HTTP/1.1\r\n${HOST}connection: upgrade\r\nupgrade: websocket\r\n\r\n`,
      /^HTTP\/1\.1 400 /,
    ],
    [
      "an upgrade of an absolute address",
      `GET http://169.254.169.254/ HTTP/1.1\r\n${HOST}connection: upgrade\r\nupgrade: websocket\r\n\r\n`,
      /^HTTP\/1\.1 400 /,
    ],
    [
      "an upgrade to HTTP/2",
      `GET /en/studio HTTP/1.1\r\n${HOST}connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AA\r\n\r\n`,
      /^HTTP\/1\.1 400 /,
    ],
    ["a tunnel", "CONNECT evil.example:443 HTTP/1.1\r\nhost: evil.example:443\r\n\r\n", /^HTTP\/1\.1 400 /],
  ];
  it.each(cases)("%s", async (_what, bytes, expected) => {
    const { port, handed } = await edge();
    const { text } = await send(port, bytes);
    expect(text).toMatch(expected);
    safe(text);
    expect(handed).toEqual([]);
  });
});

it("connections are counted: one too many is not taken, and the server goes on", async () => {
  const { port, ask } = await edge(page, {}, 4, { ...SERVER_LIMITS, connections: 3 });
  const open = Array.from({ length: 3 }, () => connect(port, "127.0.0.1"));
  await Promise.all(open.map((socket) => new Promise((done) => socket.once("connect", done))));
  expect((await send(port, `GET /healthz HTTP/1.1\r\n${HOST}\r\n`)).text).toBe("");
  for (const socket of open) socket.destroy();
  await new Promise((done) => setTimeout(done, 50));
  expect((await ask("/healthz")).status).toBe(200);
});
