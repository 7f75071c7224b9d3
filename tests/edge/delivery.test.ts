import { createHash, randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answerWith } from "../../delivery/answer.ts";
import { signLink } from "../../lib/downloads/link-signature.ts";
import { log } from "../../lib/web/log.ts";
import { deliveryHeaders } from "../../lib/web/security-headers.ts";

// Files of others at an origin of their own: no browser may run one, frame one or keep one.
log.level = "silent";
const linkKey = "l".repeat(32);
const bytes = Buffer.from("<script>alert(1)</script>");
const [file, clip, sample, broken] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const granted = (kind: "file" | "clip") => ({
  shelf_key: "x",
  file_name: 'a"\r\nx: y.html',
  bytes: String(bytes.length),
  sha256: createHash("sha256").update(bytes).digest("hex"),
  content_type: kind === "clip" ? "audio/flac" : "text/html",
  kind,
});
const door = {
  ask: async (verb: string, id: string) => {
    if (id === broken) throw new Error('relation "priv.download_grants" CANARY');
    if (verb === "redeem_grant") return id === file ? [granted("file")] : id === clip ? [granted("clip")] : [];
    return verb === "sample_file" && id === sample ? [{ shelf_key: "x", bytes: String(bytes.length) }] : [];
  },
};
const shelf = {
  get: async (_key: string, { start, end }: { start: number; end: number }) =>
    Readable.from([bytes.subarray(start, end + 1)]),
};

let server: Server;
let origin: string;
beforeAll(async () => {
  const headers = deliveryHeaders("https://files.example");
  server = createServer(answerWith({ door, shelf, linkKey, headers } as unknown as Parameters<typeof answerWith>[0]));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const linkTo = (grantId: string, seconds = 60) =>
  signLink(linkKey, { grantId, expiresAt: Math.floor(Date.now() / 1000) + seconds }, "a.html");

it.each<[string, () => string, number, RequestInit?]>([
  ["a file", () => linkTo(file), 200],
  ["a part of it", () => linkTo(file), 206, { headers: { range: "bytes=0-3" } }],
  ["no part of it", () => linkTo(file), 416, { headers: { range: "bytes=999-" } }],
  ["its head", () => linkTo(file), 200, { method: "HEAD" }],
  ["a clip", () => linkTo(clip), 200],
  ["a sample", () => `/s/${sample}.flac`, 200],
  ["a sample that is not there", () => `/s/${randomUUID()}.flac`, 404],
  ["a link that opens nothing any more", () => linkTo(randomUUID()), 403],
  ["a link that was changed", () => `${linkTo(file).slice(0, -3)}abc`, 403],
  ["a late link", () => linkTo(file, -5), 410],
  ["nothing", () => "/", 404],
  ["another method", () => linkTo(file), 405, { method: "POST" }],
  ["something broken", () => linkTo(broken), 500],
  ["health", () => "/healthz", 200],
])("every answer of the delivery origin is inert: %s", async (what, path, status, init) => {
  const answer = await fetch(origin + path(), init);
  const headers = Object.fromEntries(answer.headers);
  expect(answer.status).toBe(status);
  expect(headers).toMatchObject({
    "strict-transport-security": expect.stringContaining("max-age="),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "content-security-policy": expect.stringMatching(/^sandbox; default-src 'none'/),
    "cross-origin-resource-policy": expect.stringMatching(/^(?:same-origin|same-site|cross-origin)$/),
    "referrer-policy": "no-referrer",
    "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(headers["cache-control"]).toMatch(what === "a sample" ? /^no-cache$/ : /no-store/);
  expect(headers["access-control-allow-origin"]).toBeUndefined();
  expect(headers.server).toBeUndefined();
  if (headers["content-type"] === "text/html")
    expect(headers["content-disposition"]).toMatch(/^attachment; filename="[\w.-]+"$/);
  expect(await answer.text()).not.toContain("CANARY");
});
