import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { Refusal } from "../../db/refusal.ts";
import { answerWith as deliver } from "../../delivery/answer.ts";
import { signLink } from "../../lib/downloads/link-signature.ts";
import { authOptions } from "../../lib/identity/auth-options.ts";
import { redeemSignIn } from "../../lib/identity/redeem-sign-in.ts";
import { answerWith as passkeys } from "../../passkeys/answer.ts";
import { roomPaths } from "../../server/room-paths.ts";
import { edge, page, servers, siteUrl } from "./edge-under-test.ts";

// Whoever looks for an attack afterwards finds each try as a line: what, with what, what came of it. Never with what secret.
const lines = vi.hoisted(() => [] as string[]);
const answers = vi.hoisted(() => [] as unknown[]);
const calls = vi.hoisted(() => [] as unknown[][]);
vi.mock("../../lib/web/log.ts", async (original) => {
  const { createLog } = await original<typeof import("../../lib/web/log.ts")>();
  return { createLog, log: createLog({ write: (line) => void lines.push(line) }) };
});
vi.mock("../../lib/env.ts", () => ({
  env: () => ({
    SITE_URL: "https://consonant.example",
    NEXTAUTH_SECRET: "n".repeat(32),
    STRIPE_WEBHOOK_SECRET: "whsec_c0ffeec0ffeec0ffee",
    ...{ LINK_SECONDS: 60, LINK_SIGNING_KEY: "l".repeat(32), DELIVERY_URL: "https://files.example" },
  }),
}));
vi.mock("../../lib/the-door.ts", () => ({
  theDoor: () => ({
    ask: async (...asked: unknown[]) => {
      calls.push(asked);
      return answers.splice(0);
    },
  }),
}));

const secret = `hl_${"c0ffee12".repeat(8)}`;
const browser = "b0bb1e".padEnd(64, "0");
const opened: Server[] = [];
beforeEach(() => {
  lines.length = 0;
  calls.length = 0;
});
afterAll(() => {
  for (const server of [...opened, ...servers]) server.close();
});

/** The lines of this name since the last question, without time; none holds a secret. */
function told(name: string): Record<string, unknown>[] {
  expect(lines.join("")).not.toMatch(/c0ffee|b0bb1e|48151623|evil/);
  const all = lines.splice(0).map((line) => JSON.parse(line));
  for (const line of all) expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  return all.filter(({ msg }) => msg === name);
}
async function listening(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  opened.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("signing in is a line, with its factor and its outcome", () => {
  it.each([
    ["in", { secret }, "secret", { account: "a-1" }],
    ["late", { secret }, "secret", {}],
    ["elsewhere", { secret }, "secret", {}],
    ["in", { code: "48151623" }, "code", { account: "a-1" }],
    ["late", { code: "48151623" }, "code", {}],
  ])("%s", async (outcome, proof, factor, whose) => {
    answers.push({ outcome, account: "a-1", session: "hs_c0ffee" });
    await redeemSignIn(proof as { secret: string }, browser, "Firefox");
    const [line, ...more] = told("sign-in");
    expect([line, more]).toEqual([
      { level: "info", time: expect.any(String), factor, outcome, ...whose, msg: "sign-in" },
      [],
    ]);
  });

  it("malformed, and leaving", async () => {
    const { providers, events } = authOptions();
    const provider = providers[0] as unknown as { options: { authorize(given: unknown, request: unknown): unknown } };
    expect(await provider.options.authorize({ secret: "evil", code: "evil" }, { headers: {} })).toBeNull();
    expect(told("sign-in")).toMatchObject([{ outcome: "malformed" }]);
    await events!.signOut!({ token: { sub: "a-1", session: "hs_c0ffee" }, session: {} as never });
    expect(told("sign-out")).toMatchObject([{ account: "a-1" }]);
  });

  it("anew ends the session that this browser had", async () => {
    const before = `hs_${"c0ffee12".repeat(8)}`;
    const provider = authOptions().providers[0] as unknown as {
      options: { authorize(given: unknown, request: unknown): unknown };
    };
    answers.push({ outcome: "in", account: "a-1", session: "hs_new" });
    const request = { headers: { cookie: `__Host-consonant=${before}`, "user-agent": "Firefox" } };
    expect(await provider.options.authorize({ secret }, request)).toEqual({ id: "a-1", session: "hs_new" });
    expect(calls.map(([verb]) => verb)).toEqual(["redeem_login", "sign_out"]);
    expect(calls[1]).toEqual(["sign_out", before]);
  });

  it("by passkey: asked, refused, and why", async () => {
    const rows: unknown[][] = [];
    const door = { ask: async () => rows.shift() ?? [] };
    const base = await listening(passkeys({ door: door as never, siteUrl }));
    const post = (path: string, body: unknown) => fetch(base + path, { method: "POST", body: JSON.stringify(body) });
    rows.push([{ challenge: "AAAA", account: null, handle: null, credential_ids: [], needs_code: false }]);
    expect((await post("/options", { kind: "sign-in", browser })).status).toBe(200);
    expect(told("passkey")).toMatchObject([{ factor: "passkey", verb: "/options", outcome: "done" }]);

    const client = { type: "webauthn.get", challenge: "AAAA", origin: "https://evil.example", crossOrigin: false };
    const clientDataJSON = Buffer.from(JSON.stringify(client)).toString("base64url");
    const response = {
      ...{ id: "AAAA", rawId: "AAAA", type: "public-key", clientExtensionResults: {} },
      response: { clientDataJSON, authenticatorData: "AAAA", signature: "AAAA" },
    };
    rows.push([{ public_key: "AAAA" }]);
    expect((await post("/sign-in", { browser, response })).status).toBe(403);
    const [line] = lines.splice(0).map((one) => JSON.parse(one));
    expect(line).toMatchObject({ msg: "passkey", verb: "/sign-in", outcome: "forbidden" });
    expect(line.why).toContain("Unexpected authentication response origin");
    expect((await post("/raise", { session: "evil" })).status).toBe(400);
    expect(told("passkey")).toMatchObject([{ verb: "/raise", outcome: "bad_request" }]);
  });
});

describe("an API key", () => {
  it("in an address opens nothing, and nobody is asked; in its header it does", async () => {
    const key = `hf_${"c0ffee12".repeat(8)}`;
    const path = "/download/0b0e7f52-9f5e-4ea1-8e0b-0a52c9ea5b11/a.flac";
    const { ask } = await edge(page, { hotPaths: roomPaths });
    for (const name of ["key", "token", "api_key", "access_token", "authorization"])
      expect((await ask(`${path}?${name}=${key}`)).status).toBe(404);
    expect(calls).toEqual([]);
    answers.push({ grant_id: "g", expires_at: new Date(), bytes: "1", sha256: "x" });
    expect((await ask(path, { authorization: `Bearer ${key}` })).status).toBe(302);
    expect(calls[0]?.slice(0, 2)).toEqual(["issue_download", key]);
    expect(told("refused")).toHaveLength(5);
  });
});

describe("a no is a line, with its code and its request", () => {
  const post = { origin: siteUrl, "content-length": "1" };
  const limited = async () => {
    throw new Refusal("too_many", 60);
  };
  it.each<[string, string, Parameters<Awaited<ReturnType<typeof edge>>["ask"]>, object?]>([
    ["a limit that was met", "too_many", ["/en/datasets?q=a"], { limitVisitor: limited }],
    ["a form of another site", "forbidden", ["/en/studio", { ...post, origin: "https://evil.example" }, "POST", "x"]],
    ["another host", "misdirected", ["/en/studio", { host: "evil.example" }]],
    ["another method", "method_not_allowed", ["/en/studio", {}, "TRACE"]],
    ["a body too large", "too_large", ["/en/studio", { ...post, "content-length": "9000000" }, "POST"]],
    [
      "an event that Stripe did not sign",
      "bad_request",
      ["/webhooks/stripe", { "stripe-signature": "t=1,v1=c0ffee" }, "POST", "{}"],
    ],
    ["an event without a signature", "bad_request", ["/webhooks/stripe", {}, "POST", "{}"]],
    ["a file that is not this visitor's", "not_found", ["/download/0b0e7f52-9f5e-4ea1-8e0b-0a52c9ea5b11/a.flac"]],
    [
      "a page that the database refused",
      "forbidden",
      ["/en/studio"],
      { next: async () => Promise.reject(new Refusal("forbidden")) },
    ],
  ])("%s", async (_what, code, asked, over) => {
    const { ask } = await edge(page, { hotPaths: roomPaths, ...over });
    const { headers } = await ask(...asked);
    const [path, , method = "GET"] = asked;
    expect(told("refused")).toEqual([
      {
        ...{ level: "info", time: expect.any(String), msg: "refused" },
        ...{ requestId: headers["x-request-id"], code, method, path: path.split("?")[0] },
      },
    ]);
  });

  it("a link that was changed, is late, or opens nothing any more; not the link", async () => {
    const linkKey = "l".repeat(32);
    const door = { ask: async () => [] };
    const base = await listening(deliver({ door, shelf: {}, linkKey, headers: {} } as never));
    const link = (seconds: number) =>
      signLink(
        linkKey,
        { grantId: "0b0e7f52-9f5e-4ea1-8e0b-0a52c9ea5b11", expiresAt: Math.floor(Date.now() / 1000) + seconds },
        "a.flac",
      );
    const urls = [`${link(60).slice(0, -3)}abc`, link(-5), link(60)];
    for (const url of urls) await fetch(base + url);
    const all = lines.join("");
    expect(told("refused")).toMatchObject([{ why: "changed" }, { why: "expired" }, { why: "refused" }]);
    for (const url of urls) expect(all).not.toContain(url.slice(-20));
    expect(all).not.toContain("0b0e7f52");
  });
});
