import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addPasskey, hashOf, mailedSecret, newBrowser, signIn } from "../people.ts";
import { only, openWorld, refused, type World } from "../world.ts";

// Somebody waits: for a code to be found, a session to be left open, a secret to be drawn twice.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const seconds = (rows: PromiseLike<readonly object[]>) => only<number>(rows);
const open = (token: string) => w.web`select role from api.begin_request(${token}, null, null)`;
const end = (token: string) =>
  only<Date>(w.root`select expires_at from priv.credentials where token_hash = ${hashOf(token)}`);
const MINUTE = 60;

describe("what is sent another way lives ten minutes at most", () => {
  it("a sign-in mail's secret and code", async () => {
    const browser = newBrowser();
    await w.web`select api.request_login('late@people.example', 'contributor', 'en', ${browser})`;
    const secret = await mailedSecret(w, "late@people.example");
    const left = await seconds(
      w.root`select extract(epoch from expires_at - clock_timestamp())::float from priv.login_tokens where token_hash = ${hashOf(secret)}`,
    );
    expect(left).toBeGreaterThan(5 * MINUTE);
    expect(left).toBeLessThanOrEqual(10 * MINUTE);
  });

  it("a question to a passkey: five", async () => {
    await w.passkeys`select api.begin_ceremony('sign-in', null, ${newBrowser()})`;
    await w.passkeys`select api.begin_ceremony('raise', ${w.people.rhea.token}, null)`;
    const lefts = await w.root<
      { left: number }[]
    >`select extract(epoch from expires_at - clock_timestamp())::float as left from priv.ceremonies`;
    expect(lefts.length).toBeGreaterThanOrEqual(2);
    for (const { left } of lefts) expect(left).toBeLessThanOrEqual(5 * MINUTE);
  });

  it("a code to a telephone, where it is kept and where it waits to be sent", async () => {
    const [mac, box] = ["ab".repeat(32), Buffer.alloc(200, 1).toString("base64")];
    await w.as("tomas", (t) => t`select api.claim_phone(${mac}, ${box})`, "phones.confirm", w.people.tomas.id);
    const kept = w.root`select extract(epoch from expires_at - clock_timestamp())::float from priv.phone_claims where user_id = ${w.people.tomas.id}`;
    expect(await seconds(kept)).toBeLessThanOrEqual(10 * MINUTE);
    const waiting = w.root`select max(extract(epoch from expires_at - clock_timestamp()))::float from priv.text_outbox`;
    expect(await seconds(waiting)).toBeLessThanOrEqual(10 * MINUTE);
  });

  it("the operator's code for a first passkey is no sign-in, and lives a week", async () => {
    const [made] = await w.migrate`select account from api.appoint('new.desk@people.example', 'reviewer')`;
    const left = w.root`select extract(epoch from expires_at - clock_timestamp())::float from priv.enrolment_codes where user_id = ${made!.account}`;
    expect(await seconds(left)).toBeLessThanOrEqual(7 * 24 * 60 * MINUTE);
  });
});

describe("asking to sign in", () => {
  it("tells nobody who is a member: the answer and what it leaves are the same", async () => {
    const left = async (email: string) => {
      const answer = await w.web`select api.request_login(${email}, 'contributor', 'en', ${newBrowser()})`;
      const tokens = w.root`select count(*)::int from priv.login_tokens where email = ${email}`;
      const mails = w.root`select count(*)::int from priv.mail_outbox where address = ${email} and kind = 'login'`;
      const accounts = w.root`select count(*)::int from app.users`;
      return [answer, await only(tokens), await only(mails), await only(accounts)];
    };
    await w.root`delete from priv.mail_outbox`;
    await w.root`delete from priv.login_tokens`;
    const stranger = await left("nobody.here@people.example");
    expect(await left(w.people.priya.email)).toEqual(stranger);
    expect(stranger.slice(0, 3)).toEqual([[{ request_login: "" }], 1, 1]);
  });
});

describe("a session", () => {
  it("ends after twelve hours, however it is used, and raising it gives it no longer", async () => {
    const { token } = await signIn(w, "steady@people.example");
    const first = await end(token);
    expect((first.getTime() - Date.now()) / 1000).toBeLessThanOrEqual(12 * 60 * MINUTE);
    await open(token);
    expect(await end(token)).toEqual(first);
    const raised = await addPasskey(w, token);
    expect(raised).not.toBe(token);
    await refused(open(token), "CN401");
    expect(await end(raised)).toEqual(first);
    await w.root`update priv.credentials set expires_at = clock_timestamp() where token_hash = ${hashOf(raised)}`;
    await refused(open(raised), "CN401");
  });

  it("is under a token of its own each time, which nothing brought by the browser decides", async () => {
    const tokens = new Set([w.people.dana.token]);
    for (let i = 0; i < 4; i++) tokens.add((await signIn(w, w.people.dana.email)).token);
    expect(tokens.size).toBe(5);
  });

  it("of an account that is no longer open is nobody's, at once", async () => {
    const { id, token } = await signIn(w, "leaving@people.example");
    expect(await open(token)).toHaveLength(1);
    await w.plant((t) => t`update app.users set status = 'closed' where id = ${id}`);
    await refused(open(token), "CN401");
  });
});

describe("a secret", () => {
  it("is 64 hexadecimal digits of a hash over two random UUIDs, 244 bits, and never the same", async () => {
    const drawn = await w.root<{ secret: string }[]>`select api._secret('hs_') as secret from generate_series(1, 2000)`;
    const secrets = drawn.map(({ secret }) => secret);
    for (const secret of secrets) expect(secret).toMatch(/^hs_[0-9a-f]{64}$/);
    expect(new Set(secrets).size).toBe(2000);
    // each of 16 digits about 8,000 times: a stuck or counted source is far outside of this
    const digits = secrets.flatMap((secret) => [...secret.slice(3)]);
    for (const digit of "0123456789abcdef") {
      const times = digits.filter((one) => one === digit).length;
      expect(times).toBeGreaterThan(7_300);
      expect(times).toBeLessThan(8_700);
    }
  });

  it("a typed code is eight digits, drawn evenly from the same source", async () => {
    const drawn = await w.root<{ code: string }[]>`select api._code(8) as code from generate_series(1, 2000)`;
    for (const { code } of drawn) expect(code).toMatch(/^\d{8}$/);
    expect(new Set(drawn.map(({ code }) => code)).size).toBeGreaterThan(1_990);
    for (let first = 0; first < 10; first++)
      expect(drawn.filter(({ code }) => code.startsWith(String(first))).length).toBeGreaterThan(130);
  });

  it("is drawn by nothing that can be foreseen: random() decides what is counted or swept, never what is secret", async () => {
    const sources = await w.root<{ name: string; body: string }[]>`
      select p.proname as name, p.prosrc as body from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('api', 'app', 'priv')`;
    expect(sources.length).toBeGreaterThan(60);
    for (const { name, body } of sources) {
      expect(body.replace(/random\(\)(?: \* \d+)? < [\d.]+/g, ""), name).not.toMatch(
        /(?<!gen_)(?<!\w)random\(\)|setseed/,
      );
      expect(body, name).not.toMatch(/\b(?:md5|sha1|crypt|digest)\s*\(/i);
    }
    expect(sources.find(({ name }) => name === "_secret")!.body.match(/gen_random_uuid\(\)/g)).toHaveLength(2);
  });
});
