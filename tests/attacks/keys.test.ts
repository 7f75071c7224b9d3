import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addPasskey, hashOf, newBrowser, signIn } from "../people.ts";
import { only, openWorld, refused, type World } from "../world.ts";

// Somebody makes, keeps or borrows what opens an account: a key, a passkey, the code for the first one.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());
beforeEach(async () => {
  await w.root`delete from priv.rate_counters`;
});

const open = (token: string) => w.web`select role from api.begin_request(${token})`;
const told = (kind: string, email: string) =>
  only<number>(w.mailer`select count(*)::int from priv.mail_outbox where kind = ${kind} and address = ${email}`);

describe("a key", () => {
  const make = (name: "ines" | "ola") =>
    w.as(name, (t) => only<string>(t`select api.create_key('x', '{downloads.issue}')`), "keys.create");

  it("is made in an act of its own, and its owner hears of it", async () => {
    await refused(w.web`select api.create_key('x', '{}')`, "CN403");
    await refused(
      w.as("ines", (t) => t`select api.create_key('x', '{}')`, "account.rename", w.people.ines.id),
      "CN403",
    );
    const before = await told("key-created", w.people.ines.email);
    await make("ines");
    expect(await told("key-created", w.people.ines.email)).toBe(before + 1);
  });

  it("has the scopes that there are", async () => {
    for (const scopes of ["{admin}", "{downloads.issue,keys.create}"])
      await refused(
        w.as("ines", (t) => t`select api.create_key('x', ${scopes}::text[])`, "keys.create"),
        "CN403",
      );
  });

  it("is one of twenty", async () => {
    await w.plant(async (t) => {
      for (let i = 0; i < 20; i++)
        await t`insert into app.api_keys ${t({ id: randomUUID(), user_id: w.people.ola.id, label: "x", scopes: [] })}`;
    });
    await refused(make("ola"), "CN429");
    await w.plant((t) => t`delete from app.api_keys where user_id = ${w.people.ola.id}`);
    await open(await make("ola"));
  });

  it("lists nothing, is listed to its owner alone, and revoked by them alone, at once", async () => {
    const key = await make("ines");
    expect(await w.web`select * from api.my_ways_in(${key})`).toHaveLength(0);
    const listed = await w.web`select id from api.my_ways_in(${w.people.ola.token}) where kind = 'key'`;
    const hers = await w.root`select id from app.api_keys where user_id = ${w.people.ola.id}`;
    expect(listed.map(({ id }) => id).sort()).toEqual(hers.map(({ id }) => id).sort());
    const id = await only<string>(w.root`select key_id from priv.credentials where token_hash = ${hashOf(key)}`);
    const revoke = (name: "ines" | "ola") =>
      w.as(name, (t) => only<boolean>(t`select api.revoke_key(${id})`), "keys.revoke", id);
    expect(await revoke("ola")).toBe(false);
    await open(key);
    expect(await revoke("ines")).toBe(true);
    await refused(open(key), "CN401");
  });
});

describe("a contributor's key", () => {
  it("hears no clip, not even of their own", async () => {
    const [key, id] = [`hf_${randomBytes(32).toString("hex")}`, randomUUID()];
    const user_id = w.people.dana.id;
    await w.plant(async (t) => {
      await t`insert into app.api_keys ${t({ id, user_id, label: "x", scopes: [] })}`;
      const held = { token_hash: hashOf(key), kind: "key", user_id, key_id: id, scopes: [] };
      await t`insert into priv.credentials ${t({ ...held, expires_at: new Date(Date.now() + 60_000) })}`;
    });
    const listen = (token: string) => w.web`select 1 from api.issue_listen(${token}, ${w.market.clips.dana})`;
    expect(await listen(w.people.dana.token)).toHaveLength(1);
    expect(await listen(key)).toHaveLength(0);
  });
});

describe("an appointment", () => {
  it("is to a role that there is, and ends every session", async () => {
    for (const role of ["system", "anonymous", "superuser"])
      await refused(w.migrate`select * from api.appoint('king@people.example', ${role})`, "CN400");
    const { id } = await signIn(w, "appointed@people.example");
    await w.migrate`select * from api.appoint('appointed@people.example', 'finance')`;
    expect(await w.root`select 1 from app.sessions where user_id = ${id} and ended_at is null`).toHaveLength(0);
  });

  it("has a code that works once, even when its passkey is gone", async () => {
    const [made] = await w.migrate`select account, code from api.appoint('once@people.example', 'reviewer')`;
    await addPasskey(w, (await signIn(w, "once@people.example")).token, made!.code as string);
    await w.plant((t) => t`update app.passkeys set removed_at = now() where user_id = ${made!.account}`);
    const { token } = await signIn(w, "once@people.example");
    await refused(addPasskey(w, token, made!.code as string), "CN403");
  });

  it("has a code of its own, that is good for its time", async () => {
    const [one] = await w.migrate`select code from api.appoint('one@people.example', 'reviewer')`;
    const [two] = await w.migrate`select account, code from api.appoint('two@people.example', 'reviewer')`;
    const { token } = await signIn(w, "two@people.example");
    await refused(addPasskey(w, token, one!.code as string), "CN403");
    await w.root`update priv.enrolment_codes set expires_at = clock_timestamp() where user_id = ${two!.account}`;
    await refused(addPasskey(w, token, two!.code as string), "CN403");
  });
});

describe("a passkey", () => {
  const passkeyOf = (user: string) =>
    only<string>(
      w.root`select k.credential_id from priv.passkey_keys k join app.passkeys p on p.id = k.passkey_id where p.user_id = ${user}`,
    );

  it("that is added is told to its owner by a mail", async () => {
    const { token } = await signIn(w, "warned@people.example");
    await addPasskey(w, token);
    expect(await told("passkey-added", "warned@people.example")).toBe(1);
  });

  it("of a closed account signs nobody in", async () => {
    const { id, token } = await signIn(w, "shut@people.example");
    await addPasskey(w, token);
    await w.plant((t) => t`update app.users set status = 'closed' where id = ${id}`);
    const browser = newBrowser();
    const [asked] = await w.passkeys`select challenge from api.begin_ceremony('sign-in', null, ${browser})`;
    await refused(
      w.passkeys`select api.passkey_login(${asked!.challenge}, ${browser}, ${await passkeyOf(id)}, 0)`,
      "CN403",
    );
  });

  it("makes no new account of one that was closed between its touch and the redeeming of its secret", async () => {
    const [secret, browser, email] = [`hl_${"7".repeat(64)}`, newBrowser(), "between@people.example"];
    const row = { token_hash: hashOf(secret), email, browser_hash: hashOf(browser), raised: true };
    const soon = new Date(Date.now() + 60_000);
    await w.plant(
      (t) => t`insert into priv.login_tokens ${t({ ...row, intent: "contributor", locale: "en", expires_at: soon })}`,
    );
    const [redeemed] = await w.web`select account from api.redeem_login(${secret}, ${browser}, 'x')`;
    expect(redeemed?.account ?? null).toBeNull();
    expect(await w.root`select 1 from priv.contacts where email = ${email}`).toEqual([]);
    expect(await w.root`select 1 from priv.login_tokens where email = ${email} and used_at is not null`).toHaveLength(
      1,
    );
  });

  it("raises no session that ends while it is asked", async () => {
    const { id, token } = await signIn(w, "ended@people.example");
    const raised = await addPasskey(w, token);
    const [asked] = await w.passkeys`select challenge from api.begin_ceremony('raise', ${raised}, null)`;
    const key = await passkeyOf(id);
    let answer: Promise<unknown> = Promise.resolve();
    await w.root.begin(async (t) => {
      await t`update priv.credentials set revoked_at = clock_timestamp() where token_hash = ${hashOf(raised)}`;
      answer = refused(w.passkeys`select api.raise_session(${asked!.challenge}, ${raised}, ${key}, 0)`, "CN401");
      for (let tries = 0; tries < 100; tries++) {
        const waiting =
          await w.root`select 1 from pg_stat_activity where query like '%raise_session%' and wait_event_type = 'Lock' and datname = current_database()`;
        if (waiting.length > 0) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    });
    await answer;
  });

  it("is asked for with questions that are a browser's or a session's own", async () => {
    const [mine, another] = [newBrowser(), newBrowser()];
    const { id, token } = await signIn(w, "asked@people.example");
    await addPasskey(w, token);
    const [asked] = await w.passkeys`select challenge from api.begin_ceremony('sign-in', null, ${mine})`;
    for (const browser of [another, null, randomBytes(8).toString("hex")])
      await refused(
        w.passkeys`select api.passkey_login(${asked!.challenge}, ${browser}, ${await passkeyOf(id)}, 0)`,
        "CN403",
      );
  });
});

describe("who joins by an invitation", () => {
  it("is not asked about a call that does not wait for them any more", async () => {
    const recording = await w.as(
      "dana",
      async (t) => {
        const id = await only<string>(
          t`insert into app.recordings (contributor_id, title, language, kind, own_channel) values (${w.people.dana.id}, 'x', 'en', 'family', 'left') returning id`,
        );
        await t`select api.ask_consent(${id}, 'guest@people.example', null)`;
        return id;
      },
      "recordings.add",
      w.people.dana.id,
    );
    await w.plant((t) => t`update app.recordings set other_party = 'left_out' where id = ${recording}`);
    await signIn(w, "guest@people.example");
    expect(await w.root`select 1 from app.consents where recording_id = ${recording}`).toHaveLength(0);
  });
});

describe("a telephone's code", () => {
  it("that is late confirms nothing", async () => {
    const { dana } = w.people;
    const box = Buffer.alloc(200, 1).toString("base64");
    const prove = (query: string, ...values: string[]) =>
      w.as("dana", (t) => t.unsafe(query, values), "phones.confirm", dana.id);
    await prove("select api.claim_phone($1, $2)", "ef".repeat(32), box);
    const code = await only<string>(w.root`select code from priv.text_outbox order by id desc limit 1`);
    await w.root`update priv.phone_claims set expires_at = clock_timestamp() where user_id = ${dana.id}`;
    expect(await only(prove("select api.confirm_phone($1)", code))).toBe(false);
  });
});
