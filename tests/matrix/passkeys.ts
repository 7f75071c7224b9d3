import { randomBytes } from "node:crypto";
import { newBrowser } from "../people.ts";
import { SoftwareAuthenticator } from "../software-authenticator.ts";
import type { Campaign } from "./campaign.ts";
import type { Copy } from "./changes.ts";
import { type Answer, inTurn } from "./client.ts";
import { plantWith } from "./lines.ts";
import { anotherSession, type Principal } from "./principals.ts";

type Verb = "options" | "register" | "raise" | "sign-in";
/** Somebody in a browser that only this part uses: what they ask for ends or replaces sessions. */
type Browser = { by: Principal; session?: string | undefined; browser: string };
const atOnce = 4;

/**
 * The passkeys' paths through the site and the process behind them: real ceremonies as the control, then the same with
 * another's session, browser or passkey, said twice, signed for another place, and in no form at all.
 */
export async function attackPasskeys(campaign: Campaign, copy: Copy): Promise<void> {
  const ways = ceremonies(campaign);
  const [dana, priya] = [await elsewhere(campaign, "dana"), await elsewhere(campaign, "priya")];
  const device = await enrol(ways, dana);
  const others = await enrol(ways, priya);
  await crossed(ways, { dana, priya, device, others });
  await lies(ways, dana, device);
  await signingIn(campaign, ways, { dana, priya, device });
  await malformed(campaign, ways);
  await copy.restore(await copy.changes());
}

/** A session of their own at assurance 1, so that the one which the other parts use stays. */
async function elsewhere({ world }: Campaign, name: "dana" | "priya"): Promise<Browser> {
  const by = world.principals.find((one) => one.name === name)!;
  const token = await anotherSession(world.lines, world.people[name].id);
  const { id } = world.people[name];
  // planted ones sign nothing, and would ask for a passkey's word before a first is added
  await plantWith(world.lines)((t) => t`update app.passkeys set removed_at = now() where user_id = ${id}`);
  return { by, session: token, browser: newBrowser() };
}

type Ways = ReturnType<typeof ceremonies>;
function ceremonies(campaign: Campaign) {
  const { origin } = campaign.product.site;
  const here = { origin, rpId: new URL(origin).hostname };
  const post = (verb: Verb, who: Browser, body: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const cookies = [who.session && `consonant=${who.session}`, who.browser && `browser-of-consonant=${who.browser}`];
    return campaign.attempt("passkeys", {
      ...{ by: who.by, from: "site" as const, method: "POST", path: `/passkeys/${verb}` },
      route: `path /passkeys/${verb} POST`,
      headers: {
        ...who.by.headers,
        ...{ origin, "content-type": "application/json" },
        cookie: cookies.filter(Boolean).join("; "),
        ...headers,
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  };
  const question = async (kind: "register" | "raise" | "sign-in", who: Browser): Promise<string> => {
    const { status, body } = await post("options", who, { kind });
    if (status !== 200) throw new Error(`no question to ${kind} for ${who.by.name}: ${status} ${body.slice(0, 200)}`);
    return (JSON.parse(body) as { options: { challenge: string } }).options.challenge;
  };
  /** Nothing may come of it: no session, no secret, no "done". */
  const refused = async (what: string, verb: Verb, who: Browser, body: unknown, headers?: Record<string, string>) => {
    const { status, headers: given, body: said } = await post(verb, who, body, headers);
    if (status >= 400 && !/h[sl]_[0-9a-f]{64}/.test(`${given["set-cookie"] ?? ""}${said}`)) return;
    campaign.find({
      kind: "fault",
      what: `a passkey's ${verb} with ${what} was answered ${status}`,
      by: who.by.name,
      repeat: "tests/matrix/passkeys.ts",
    });
  };
  return { here, post, question, refused };
}

/** The control: a passkey is added, and the session comes back raised, under a new token. */
async function enrol({ here, post, question }: Ways, who: Browser): Promise<SoftwareAuthenticator> {
  const device = new SoftwareAuthenticator();
  const response = device.create({ ...here, challenge: await question("register", who) });
  const { status, headers } = await post("register", who, { response, label: "Matrix" });
  const before = who.session;
  who.session = /consonant=(hs_[0-9a-f]{64})/.exec(String(headers["set-cookie"]))?.[1];
  if (status !== 204 || !who.session || who.session === before)
    throw new Error(`${who.by.name} could not add a passkey: ${status}`);
  return device;
}

type Two = { dana: Browser; priya: Browser; device: SoftwareAuthenticator; others: SoftwareAuthenticator };
/** One's question, answered by the other; one's passkey for the other's session; and everything a second time. */
async function crossed({ here, post, question, refused }: Ways, { dana, priya, device, others }: Two): Promise<void> {
  const sign = (from: SoftwareAuthenticator, challenge: string, counter: number) =>
    ({ response: from.get({ ...here, challenge, counter }) }) as const;
  const asked = await question("raise", dana);
  await refused("another's question", "raise", priya, sign(others, asked, 1));
  await refused("another's passkey", "raise", priya, sign(device, await question("raise", priya), 1));
  const forged = sign(others, await question("raise", dana), 1).response;
  const id = device.id.toString("base64url");
  await refused("another's signature under one's id", "raise", dana, { response: { ...forged, id, rawId: id } });
  await refused("an answer to register", "raise", dana, sign(device, await question("register", dana), 1));
  const fresh = new SoftwareAuthenticator();
  const made = { response: fresh.create({ ...here, challenge: await question("register", dana) }), label: "Matrix" };
  await refused("another's question", "register", priya, made);
  const token = dana.session;
  const answer = sign(device, await question("raise", dana), 2);
  const { headers } = await post("raise", dana, answer);
  dana.session = /consonant=(hs_[0-9a-f]{64})/.exec(String(headers["set-cookie"]))?.[1];
  if (!dana.session) throw new Error("dana could not raise her session");
  await refused("an answer said twice", "raise", dana, answer);
  await refused("a token that was raised away", "options", { ...dana, session: token }, { kind: "raise" });
  await refused("a counter that stands still", "raise", dana, sign(device, await question("raise", dana), 2));
}

/** Signed, but for another place, without the person, or about a question that nobody asked. */
async function lies({ here, question, refused }: Ways, dana: Browser, device: SoftwareAuthenticator): Promise<void> {
  const told: [string, Record<string, string | number>][] = [
    ["another origin", { origin: "http://localhost.evil.example" }],
    ["another relying party", { rpId: "evil.example" }],
    ["nobody verified", { flags: 0x01 }],
    ["nobody there", { flags: 0x04 }],
    ["the other ceremony's type", { type: "webauthn.create" }],
    ["a question of its own", { challenge: randomBytes(32).toString("base64url") }],
  ];
  for (const [what, lie] of told) {
    const challenge = await question("raise", dana);
    await refused(what, "raise", dana, { response: device.get({ ...here, challenge, counter: 9, ...lie }) });
  }
}

/** A passkey's sign-in belongs to the browser that asked, up to the session that next-auth gives for it. */
async function signingIn(campaign: Campaign, ways: Ways, { dana, priya, device }: Omit<Two, "others">): Promise<void> {
  const { here, post, question, refused } = ways;
  const signed = async (who: Browser, counter: number) => ({
    response: device.get({ ...here, challenge: await question("sign-in", who), counter }),
  });
  const [home, foreign] = [
    { ...dana, session: undefined },
    { ...priya, session: undefined },
  ];
  await refused("another browser's question", "sign-in", foreign, await signed(home, 10));
  const { body } = await post("sign-in", home, await signed(home, 11));
  const { secret } = JSON.parse(body) as { secret?: string };
  if (!secret) throw new Error(`dana could not sign in by passkey: ${body.slice(0, 200)}`);
  if ((await redeemed(campaign, foreign, secret)).isIn)
    campaign.find({
      kind: "leak",
      what: "a login secret was redeemed in another browser",
      by: "priya",
      repeat: "tests/matrix/passkeys.ts",
    });
  const { isIn, said } = await redeemed(campaign, home, secret);
  if (!isIn)
    campaign.find({
      kind: "fault",
      what: "dana could not use the secret that her passkey bought",
      by: "dana",
      repeat: `${said.status} ${said.body.slice(0, 200)}`,
    });
}

/** next-auth's exchange, as the page does it. */
async function redeemed(campaign: Campaign, { by, browser }: Browser, secret: string) {
  const ask = (path: string, cookie: string, body?: string) =>
    campaign.attempt("passkeys", {
      ...{ by, from: "site" as const, method: body ? "POST" : "GET", path, route: `handler ${path}`, body },
      headers: {
        ...by.headers,
        ...{ cookie, origin: campaign.product.site.origin },
        ...(body && { "content-type": "application/x-www-form-urlencoded" }),
      },
    });
  const own = `browser-of-consonant=${browser}`;
  const csrf = await ask("/api/auth/csrf", own);
  const { csrfToken } = JSON.parse(csrf.body) as { csrfToken: string };
  const cookie = [own, ...(csrf.headers["set-cookie"] ?? []).map((one) => one.split(";", 1)[0]!)].join("; ");
  const body = new URLSearchParams({ csrfToken, secret, json: "true" }).toString();
  const given = await ask("/api/auth/callback/mail", cookie, body);
  return { isIn: /hs_[0-9a-f]{64}/.test(String(given.headers["set-cookie"] ?? "")), said: given };
}

/** Bodies in no form, from everybody. */
async function malformed(campaign: Campaign, { refused }: Ways): Promise<void> {
  const response = { id: "a", rawId: "a", type: "public-key", response: {} };
  const bodies: [string, Verb, string][] = [
    ["no JSON", "options", "{"],
    ["nothing", "options", "null"],
    ["another kind", "options", '{"kind":"recover"}'],
    ["a session in the body", "options", `{"kind":"raise","session":"hs_${"0".repeat(64)}"}`],
    ["a prototype", "raise", '{"response":{"__proto__":{"id":"a"}},"__proto__":{"session":"x"}}'],
    ["an empty answer", "raise", JSON.stringify({ response })],
    ["a list", "register", "[[]]"],
    ["a long label", "register", JSON.stringify({ response, label: "x".repeat(61) })],
    ["depth", "sign-in", `{"response":${'{"a":'.repeat(2_000)}1${"}".repeat(2_001)}`],
    ["lists in lists", "raise", `{"response":{"a":${"[".repeat(14_000)}${"]".repeat(14_000)}}}`],
    ["40 kB", "sign-in", JSON.stringify({ response: { a: "x".repeat(40_000) } })],
  ];
  for (const by of campaign.world.principals) {
    const session = /hs_[0-9a-f]{64}/.exec(by.headers.cookie ?? "")?.[0];
    const who: Browser = { by, session, browser: newBrowser() };
    const chosen = by.inBrief ? bodies.slice(0, 3) : bodies;
    await inTurn(chosen, atOnce, ([what, verb, body]) => refused(what, verb, who, body));
    if (session)
      await refused("another site's Origin", "options", who, { kind: "raise" }, { origin: "http://evil.example" });
    else await refused("no session", "options", who, { kind: "raise" });
  }
}
