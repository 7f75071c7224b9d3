import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashOf, mailedSecret, signIn } from "../people.ts";
import { only, openWorld, refused, type World } from "../world.ts";

// A web process that was taken over says that it is somebody else.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const contextOf = "select current_setting('consonant.context') as context";
/** What a transaction with this context sees of the people. */
const seenWith = (context: string) =>
  w.web.begin(async (t) => {
    await t`select set_config('consonant.context', ${context}, true)`;
    return t`select id from app.users union all select id from app.clips`;
  });

describe("the context", () => {
  it("cannot be made up", async () => {
    const body = JSON.stringify({ account: w.people.dana.id, role: "reviewer", aal: 2, via: "session" });
    const forged = [body, "0".repeat(64) + body, hashOf(body).toString("hex") + body, w.people.dana.id, "x".repeat(64)];
    for (const context of forged) expect(await seenWith(context)).toHaveLength(0);
    for (const call of [
      "api._mac('x')",
      "api._context()",
      `api._open('${w.people.dana.id}', 'reviewer', 2, 'session', null, null, null)`,
      `api._credential('${w.people.dana.token}')`,
      "api._secret('hs_')",
      `api._welcome('${w.people.dana.id}', 'x@x.example', 'buyer', 'en')`,
    ])
      await refused(w.web.unsafe(`select ${call}`));
  });

  it("cannot be changed in one word", async () => {
    const seen = await w.as("dana", async (t) => {
      const context = await only<string>(t.unsafe(contextOf));
      for (const [from, to] of [
        [w.people.dana.id, w.people.priya.id],
        ["contributor", "reviewer"],
      ] as const) {
        expect(context).toContain(from);
        await t`select set_config('consonant.context', ${context.replace(from, to)}, true)`;
        expect(await t`select id from app.users`).toHaveLength(0);
      }
      await t`select set_config('consonant.context', ${context}, true)`;
      return t`select id from app.users`;
    });
    expect(seen).toHaveLength(1);
  });

  it("is of no use in another transaction, nor after its own", async () => {
    const one = w.at(w.url("consonant_web"), 1); // the same backend, transaction after transaction
    const captured = await one.begin(async (t) => {
      await t`select * from api.begin_request(${w.people.dana.token})`;
      return only<string>(t.unsafe(contextOf));
    });
    const replayed = await one.begin(async (t) => {
      await t`select set_config('consonant.context', ${captured}, true)`;
      return t`select id from app.users`;
    });
    expect(replayed).toHaveLength(0);
    expect(await one`select id from app.users`).toHaveLength(0);
    expect(await one`select coalesce(current_setting('consonant.context', true), '') as context`).toEqual([
      { context: "" },
    ]);
    await one.end();
    const elsewhere = await w.as("dana", async (t) => {
      const context = await only<string>(t.unsafe(contextOf));
      return seenWith(context); // another backend, at the same time
    });
    expect(elsewhere).toHaveLength(0);
  });

  it("does not read the clock through TimeZone, and dies in a transaction that is held open", async () => {
    const lengths = await w.as("dana", async (t) => {
      const before = await t`select id from app.users`;
      await t.unsafe("set local timezone = '<X>5'; set local datestyle = 'SQL'");
      return [before.length, (await t`select id from app.users`).length];
    });
    expect(lengths).toEqual([1, 1]);
    await w.root`update priv.context_key set lives_seconds = 1`;
    const late = await w.as("dana", async (t) => {
      await t`select pg_sleep(1.1)`;
      return t`select id from app.users`;
    });
    await w.root`update priv.context_key set lives_seconds = 30`;
    expect(late).toHaveLength(0);
  });

  it("is opened by no older snapshot, in which a revoked session is still alive", async () => {
    const { dana, ines } = w.people;
    for (const level of ["repeatable read", "serializable"]) {
      for (const call of [
        `* from api.begin_request('${dana.token}')`,
        `* from api.issue_download('${ines.token}', '${w.market.version}', 'x', 60)`,
        `* from api.issue_listen('${dana.token}', '${w.market.clips.dana}')`,
      ])
        await refused(
          w.web.begin(`isolation level ${level}`, (t) => t.unsafe(`select ${call}`)),
          "CN400",
        );
    }
  });

  it("reads a session's end from the clock, not from the start of the transaction", async () => {
    const { id, token } = await signIn(w, "late@people.example");
    const late = w.web.begin(async (t) => {
      await t`select 1`; // now() stands still from here on
      await w.root`update priv.credentials set expires_at = clock_timestamp() where user_id = ${id}`;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return t`select * from api.begin_request(${token})`;
    });
    await refused(late, "CN401");
  });
});

describe("signing in", () => {
  const email = "newcomer@people.example";

  it("leaves the secret with the mailer alone; the database keeps its hash", async () => {
    await w.web`select api.request_login(${email.toUpperCase()}, 'buyer', 'en')`;
    const secret = await mailedSecret(w, email);
    expect(secret).toMatch(/^hl_[0-9a-f]{64}$/);
    const kept = await w.root<
      { token_hash: Buffer }[]
    >`select token_hash from priv.login_tokens where email = ${email}`;
    expect(kept).toEqual([{ token_hash: hashOf(secret) }]);
    expect(await w.web`select * from api.redeem_login(${hashOf(secret).toString("hex")})`).toHaveLength(0);
    for (const sql of [w.web, w.look, w.delivery, w.media, w.money, w.migrate])
      await refused(sql`select secret from priv.mail_outbox`);
  });

  it("takes the secret once, however many bring it", async () => {
    const secret = await mailedSecret(w, email);
    const race = await Promise.all(Array.from({ length: 20 }, () => w.web`select * from api.redeem_login(${secret})`));
    const made = race.flat();
    expect(made).toHaveLength(1);
    const [who] = await w.web`select role, aal, via from api.begin_request(${made[0]!.session})`;
    expect(who).toEqual({ role: "buyer", aal: 1, via: "session" });
    await w.web`select api.sign_out(${made[0]!.session})`;
    await refused(w.web`select * from api.begin_request(${made[0]!.session})`, "CN401");
  });

  it("takes it in time, and from an account that is open", async () => {
    await w.web`select api.request_login(${email}, 'buyer', 'en')`;
    const secret = await mailedSecret(w, email);
    const redeem = () => w.web`select account from api.redeem_login(${secret})`;
    await w.root`update priv.login_tokens set expires_at = clock_timestamp() - interval '1 s' where token_hash = ${hashOf(secret)}`;
    expect(await redeem()).toHaveLength(0);
    await w.root`update priv.login_tokens set expires_at = clock_timestamp() + interval '1 min' where token_hash = ${hashOf(secret)}`;
    await w.plant(
      (t) =>
        t`update app.users set status = 'closed' where id in (select user_id from priv.contacts where email = ${email})`,
    );
    expect(await redeem()).toHaveLength(0);
  });

  it("makes no desk role, whatever is asked for, and no second account of one address", async () => {
    for (const intent of ["reviewer", "finance", "system", "anonymous"])
      await w.web`select api.request_login('climber@people.example', ${intent}, 'en')`;
    await expect(mailedSecret(w, "climber@people.example")).rejects.toThrow("no sign-in mail");
    const again = await signIn(w, w.people.dana.email, "buyer");
    expect(again.id).toBe(w.people.dana.id);
    const [who] = await w.web`select role from api.begin_request(${again.token})`;
    expect(who).toEqual({ role: "contributor" });
  });

  it("sends no mail to what is no address, and no more than five in a quarter of an hour", async () => {
    for (const address of ['"a@evil"@x.example', "a@x.example\r\nBcc: e@x.example", "a@x", "a b@x.example"])
      await w.web`select api.request_login(${address}, 'buyer', 'en')`;
    for (let i = 0; i < 9; i++) await w.web`select api.request_login('bomb@people.example', 'buyer', 'en')`;
    const sent = await w.mailer`select address from priv.mail_outbox where address !~ '^canary' and kind = 'login'`;
    expect(sent.filter((mail) => mail.address === "bomb@people.example")).toHaveLength(5);
    expect(sent.filter((mail) => /evil|Bcc|a@x|a b/.test(mail.address))).toEqual([]);
  });

  it("stops for newcomers with the sign-ups, not for members", async () => {
    await w.root`alter table app.service_state disable trigger user`;
    await w.root`update app.service_state set suspended = true where id = 'signups'`;
    await w.web`select api.request_login('stopped@people.example', 'buyer', 'en')`;
    const secret = await mailedSecret(w, "stopped@people.example");
    await refused(w.web`select * from api.redeem_login(${secret})`, "CN503");
    expect((await signIn(w, w.people.priya.email)).id).toBe(w.people.priya.id);
    await w.root`update app.service_state set suspended = false where id = 'signups'`;
    await w.root`alter table app.service_state enable trigger user`;
  });

  it("is the only way to a session: web writes none, and nobody but the operator appoints", async () => {
    const row = `insert into priv.credentials (token_hash, kind, user_id, expires_at) values ('x', 'session', '${w.people.dana.id}', now() + interval '1 day')`;
    for (const sql of [w.web, w.look, w.delivery, w.media, w.money, w.mailer, w.migrate])
      await refused(sql.unsafe(row));
    for (const sql of [w.web, w.look, w.delivery, w.media, w.money, w.mailer])
      await refused(sql`select api.appoint('x@people.example', 'finance')`);
    const before = await signIn(w, "promoted@people.example");
    await w.migrate`select api.appoint('promoted@people.example', 'reviewer')`;
    await refused(w.web`select * from api.begin_request(${before.token})`, "CN401"); // a new role starts with a new session
  });
});

it("a revoked, late or unknown token is refused, and aborts what was pipelined behind it", async () => {
  const { id, token } = await signIn(w, "gone@people.example");
  const viewer = { via: "session", token, id, role: "contributor", aal: 1 } as const;
  const { users } = await import("../../db/tables.ts");
  const look = () => w.doors.web.look(viewer, (tx) => tx.select({ id: users.id }).from(users));
  expect(await look()).toEqual([{ id }]);
  await w.root`update priv.credentials set revoked_at = now() where user_id = ${id}`;
  await expect(look()).rejects.toMatchObject({ code: "signed_out" });
  await w.root`update priv.credentials set revoked_at = null, expires_at = now() - interval '1 s' where user_id = ${id}`;
  await expect(look()).rejects.toMatchObject({ code: "signed_out" });
  for (const wrong of ["", "hs_", hashOf(token).toString("hex")])
    await refused(w.web`select * from api.begin_request(${wrong})`, "CN401");
});
