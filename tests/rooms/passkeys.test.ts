import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDoor } from "../../db/door.ts";
import { log } from "../../lib/web/log.ts";
import { answerWith } from "../../passkeys/answer.ts";
import { newBrowser, signIn } from "../people.ts";
import { SoftwareAuthenticator } from "../software-authenticator.ts";
import { openWorld, type World } from "../world.ts";

// The passkeys process over the wire, with real signatures: what it takes, and what it does not.
const site = "https://voices.example";
const here = { origin: site, rpId: "voices.example" };
log.level = "silent";
let w: World;
let server: http.Server;
let base: string;
let door: ReturnType<typeof openDoor>;
beforeAll(async () => {
  w = await openWorld();
  const url = w.url("consonant_passkeys");
  door = openDoor({ lookUrl: url, actUrl: url });
  server = http.createServer(answerWith({ door, siteUrl: site })).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await door.close();
  await w.close();
});

type Answer = {
  options?: { challenge: string; allowCredentials?: unknown[] };
  session?: string;
  secret?: string;
  error?: unknown;
};
async function post(path: string, body: unknown): Promise<{ status: number; body: Answer }> {
  const asked = await fetch(base + path, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: asked.status, body: (await asked.json()) as Answer };
}
async function question(kind: "register" | "raise", session: string): Promise<string> {
  const asked = await post("/options", { kind, session });
  expect(asked.status).toBe(200);
  return asked.body.options!.challenge;
}
async function enrolled(email: string) {
  const { token } = await signIn(w, email);
  const device = new SoftwareAuthenticator();
  const made = await post("/register", {
    session: token,
    label: "Laptop",
    response: device.create({ ...here, challenge: await question("register", token) }),
  });
  expect(made.status).toBe(200);
  return { device, session: made.body.session! };
}
const aalOf = async (session: string) => (await w.web`select aal from api.begin_request(${session})`)[0]!.aal;

describe("a passkey", () => {
  it("is added, and raises the next session", async () => {
    const { device, session } = await enrolled("one@people.example");
    expect(await aalOf(session)).toBe(2);
    const { token } = await signIn(w, "one@people.example");
    expect(await aalOf(token)).toBe(1);
    const response = device.get({ ...here, challenge: await question("raise", token), counter: 1 });
    const raised = await post("/raise", { session: token, response });
    expect(raised.status).toBe(200);
    expect(await aalOf(raised.body.session!)).toBe(2);
    const replayed = await post("/raise", { session: raised.body.session, response });
    expect(replayed.status).toBe(403);
  });

  it("signs in without an address, in the browser that asked", async () => {
    const { device } = await enrolled("two@people.example");
    const browser = newBrowser();
    const asked = await post("/options", { kind: "sign-in", browser });
    const { challenge, allowCredentials } = asked.body.options!;
    expect(allowCredentials ?? []).toEqual([]); // the question names nobody
    const response = device.get({ ...here, challenge, counter: 1 });
    expect((await post("/sign-in", { browser: newBrowser(), response })).status).toBe(403);
    const signed = await post("/sign-in", { browser, response });
    const [made] = await w.web`select session from api.redeem_login(${signed.body.secret!}, ${browser}, 'x')`;
    expect(await aalOf(made!.session)).toBe(2);
  });

  it.each([
    ["another origin", { origin: "https://voices.example.evil.example" }],
    ["plain http", { origin: "http://voices.example" }],
    ["another relying party", { rpId: "evil.example" }],
    ["a user who was not verified", { flags: 0x01 }],
    ["a user who was not there", { flags: 0x04 }],
    ["the other ceremony", { type: "webauthn.create" }],
    ["a challenge of its own", { challenge: Buffer.alloc(32, 7).toString("base64url") }],
  ])("that says %s raises nothing", async (_, lie) => {
    const { device, session } = await enrolled(`${Math.random().toString(36).slice(2)}@people.example`);
    const challenge = await question("raise", session);
    const answer = await post("/raise", { session, response: device.get({ ...here, challenge, counter: 1, ...lie }) });
    expect(answer).toEqual({ status: 403, body: { error: { code: "forbidden", message: "You may not do this." } } });
    expect((await post("/raise", { session, response: device.get({ ...here, challenge, counter: 1 }) })).status).toBe(
      200,
    );
  });

  it("with another's signature under its id raises nothing", async () => {
    const { device, session } = await enrolled("victim@people.example");
    const thief = new SoftwareAuthenticator();
    const forged = thief.get({ ...here, challenge: await question("raise", session), counter: 1 });
    const response = { ...forged, id: device.id.toString("base64url"), rawId: device.id.toString("base64url") };
    expect((await post("/raise", { session, response })).status).toBe(403);
  });

  it("whose signature was changed in one bit raises nothing", async () => {
    const { device, session } = await enrolled("bit@people.example");
    const response = device.get({ ...here, challenge: await question("raise", session), counter: 1 });
    const signature = Buffer.from(response.response.signature, "base64url");
    signature[20]! ^= 1;
    response.response.signature = signature.toString("base64url");
    expect((await post("/raise", { session, response })).status).toBe(403);
  });
});

it("what is not in the form it takes is refused, and says nothing", async () => {
  const long = "a".repeat(40_000);
  const { token } = await signIn(w, "form@people.example");
  const cases: [string, unknown, number][] = [
    ["/options", "{", 400],
    ["/options", "", 400],
    ["/options", { kind: "raise" }, 400],
    ["/options", { kind: "raise", session: "hs_nobody" }, 400],
    ["/options", { kind: "raise", session: `hs_${"0".repeat(64)}` }, 401],
    ["/options", { kind: "raise", session: token, more: 1 }, 400],
    ["/raise", { session: token, response: { __proto__: null } }, 400],
    ["/register", { session: token, label: "", response: {} }, 400],
    ["/sign-in", long, 413],
    ["/", {}, 404],
    ["/toString", {}, 404],
  ];
  for (const [path, body, status] of cases) {
    const answer = await post(path, body);
    expect(answer.status, `${path} ${JSON.stringify(body).slice(0, 60)}`).toBe(status);
    expect(JSON.stringify(answer.body)).not.toMatch(/\n|select |zod|api\.|ceremon/i);
  }
});
