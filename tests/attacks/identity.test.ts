import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashOf, mailedCode, mailedSecret, newBrowser, signIn } from "../people.ts";
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
  const browser = newBrowser();
  const ask = (address = email, from = browser) => w.web`select api.request_login(${address}, 'buyer', 'en', ${from})`;
  const redeem = (secret: string, from: string | null = browser) =>
    w.web`select outcome, account, session from api.redeem_login(${secret}, ${from}, 'Firefox on Linux')`;
  const outcome = async (secret: string, from: string | null = browser) => (await redeem(secret, from))[0]!.outcome;

  it("leaves the secret and the code with the mailer alone; the database keeps their hashes", async () => {
    await ask(email.toUpperCase());
    const secret = await mailedSecret(w, email);
    expect(secret).toMatch(/^hl_[0-9a-f]{64}$/);
    const code = await mailedCode(w, email);
    const [kept] = await w.root`select * from priv.login_tokens where email = ${email}`;
    expect(kept!.token_hash).toEqual(hashOf(secret));
    expect(JSON.stringify(kept)).not.toContain(code);
    expect(JSON.stringify(kept)).not.toContain(browser);
    expect(await outcome(hashOf(secret).toString("hex"))).toBe("late");
    for (const sql of [w.web, w.look, w.delivery, w.media, w.money, w.migrate, w.passkeys])
      await refused(sql`select secret from priv.mail_outbox`);
  });

  it("works in the browser that asked, and in no other, which is told so and spends nothing", async () => {
    const secret = await mailedSecret(w, email);
    for (const other of [newBrowser(), null, "", browser.toUpperCase(), hashOf(browser).toString("hex")])
      expect(await outcome(secret, other)).toBe("elsewhere");
    const [left] = await w.root`select used_at from priv.login_tokens where token_hash = ${hashOf(secret)}`;
    expect(left).toEqual({ used_at: null });
  });

  it("takes the secret once, however many bring it", async () => {
    const secret = await mailedSecret(w, email);
    const race = (await Promise.all(Array.from({ length: 20 }, () => redeem(secret)))).flat();
    const made = race.filter((row) => row.session !== null);
    expect(made).toHaveLength(1);
    const [who] = await w.web`select role, aal, via from api.begin_request(${made[0]!.session})`;
    expect(who).toEqual({ role: "buyer", aal: 1, via: "session" });
    await w.web`select api.sign_out(${made[0]!.session})`;
    await refused(w.web`select * from api.begin_request(${made[0]!.session})`, "CN401");
  });

  it("takes it in time, and from an account that is open", async () => {
    await ask();
    const secret = await mailedSecret(w, email);
    await w.root`update priv.login_tokens set expires_at = clock_timestamp() - interval '1 s' where token_hash = ${hashOf(secret)}`;
    expect(await outcome(secret)).toBe("late");
    await w.root`update priv.login_tokens set expires_at = clock_timestamp() + interval '1 min' where token_hash = ${hashOf(secret)}`;
    await w.plant(
      (t) =>
        t`update app.users set status = 'closed' where id in (select user_id from priv.contacts where email = ${email})`,
    );
    expect(await outcome(secret)).toBe("late");
  });

  it("takes the typed code, in the browser that asked, and five guesses spend it", async () => {
    const typed = (code: string, from = browser) =>
      w.web`select outcome, session from api.redeem_code(${code}, ${from}, 'x')`.then((rows) => rows[0]!);
    await ask("typist@people.example");
    const code = await mailedCode(w, "typist@people.example");
    expect(code).toMatch(/^\d{8}$/);
    expect((await typed(code, newBrowser())).outcome).toBe("late");
    expect((await typed(code)).session).toMatch(/^hs_/);
    expect((await typed(code)).outcome).toBe("late");

    const guesser = newBrowser();
    await ask("guessed@people.example", guesser);
    const right = await mailedCode(w, "guessed@people.example");
    const wrong = [...Array(50).keys()].map((n) => String(n).padStart(8, "0")).filter((guess) => guess !== right);
    for (const answer of await Promise.all(wrong.slice(0, 20).map((guess) => typed(guess, guesser))))
      expect(answer).toEqual({ outcome: "late", session: null });
    expect((await typed(right, guesser)).outcome).toBe("late");
  });

  it("makes no desk role, whatever is asked for, and no second account of one address", async () => {
    for (const intent of ["reviewer", "finance", "system", "anonymous"])
      await w.web`select api.request_login('climber@people.example', ${intent}, 'en', ${browser})`;
    await expect(mailedSecret(w, "climber@people.example")).rejects.toThrow("no sign-in mail");
    const again = await signIn(w, w.people.dana.email, "buyer");
    expect(again.id).toBe(w.people.dana.id);
    const [who] = await w.web`select role from api.begin_request(${again.token})`;
    expect(who).toEqual({ role: "contributor" });
  });

  it("sends no mail to what is no address, and no more than five in a quarter of an hour", async () => {
    for (const address of ['"a@evil"@x.example', "a@x.example\r\nBcc: e@x.example", "a@x", "a b@x.example"])
      await ask(address);
    for (let i = 0; i < 9; i++) await ask("bomb@people.example");
    const sent = await w.mailer`select address from priv.mail_outbox where address !~ '^canary' and kind = 'login'`;
    expect(sent.filter((mail) => mail.address === "bomb@people.example")).toHaveLength(5);
    expect(sent.filter((mail) => /evil|Bcc|a@x|a b/.test(mail.address))).toEqual([]);
  });

  it("stops for newcomers with the sign-ups, not for members", async () => {
    await w.root`alter table app.service_state disable trigger user`;
    await w.root`update app.service_state set suspended = true where id = 'signups'`;
    await ask("stopped@people.example");
    const secret = await mailedSecret(w, "stopped@people.example");
    await refused(redeem(secret), "CN503");
    expect((await signIn(w, w.people.priya.email)).id).toBe(w.people.priya.id);
    await w.root`update app.service_state set suspended = false where id = 'signups'`;
    await w.root`alter table app.service_state enable trigger user`;
  });

  it("is the only way to a session: web writes none, and nobody but the operator appoints", async () => {
    const row = `insert into priv.credentials (token_hash, kind, user_id, expires_at) values ('x', 'session', '${w.people.dana.id}', now() + interval '1 day')`;
    for (const sql of [w.web, w.look, w.delivery, w.media, w.money, w.mailer, w.migrate, w.passkeys])
      await refused(sql.unsafe(row));
    for (const sql of [w.web, w.look, w.delivery, w.media, w.money, w.mailer, w.passkeys])
      await refused(sql`select * from api.appoint('x@people.example', 'finance')`);
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
