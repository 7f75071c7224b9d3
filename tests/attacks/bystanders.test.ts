import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addPasskey, hashOf, newBrowser, signIn } from "../people.ts";
import { only, openWorld, type Tx, type World, waitingJobs } from "../world.ts";

// Somebody leaves, or forgets their number: what is theirs goes, all of it, and what is somebody else's stays.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const box = Buffer.alloc(200, 1).toString("base64");
const call = (contributor: string, o: { state?: string; other_party?: string } = {}) =>
  w.plant((t) =>
    only<string>(
      t`insert into app.recordings ${t({ contributor_id: contributor, title: "call", note: "note", language: "en", kind: "family", own_channel: "left", state: "received", other_party: "left_out", ...o })} returning id`,
    ),
  );
const consent = (recording: string, user: string, answer: string) =>
  w.plant(
    (t) =>
      t`insert into app.consents ${t({ recording_id: recording, user_id: user, channel: "right", answer, notice_hash: "a".repeat(64), call_title: "call" })}`,
  );
const invite = (recording: string, email: string) =>
  w.plant((t) => t`insert into priv.invitations (recording_id, email) values (${recording}, ${email})`);
const claim = (name: "dana" | "priya", mac: string) =>
  w.as(name, (t: Tx) => t`select api.claim_phone(${mac}, ${box})`, "phones.confirm", w.people[name].id);

/** What is kept of this person, table by table. */
const keptOf = async (id: string) => {
  const count = (query: string) => only<number>(w.root.unsafe(`select count(*)::int from ${query}`, [id]));
  return {
    sessions: await count("app.sessions where user_id = $1 and ended_at is null"),
    credentials: await count("priv.credentials where user_id = $1 and revoked_at is null"),
    keys: await count("app.api_keys where user_id = $1 and revoked_at is null"),
    passkeys: await count("app.passkeys where user_id = $1 and removed_at is null"),
    passkeyKeys: await count("priv.passkey_keys k join app.passkeys p on p.id = k.passkey_id where p.user_id = $1"),
    phones: await count("app.phones where id = $1"),
    numbers: await count("priv.phone_numbers where user_id = $1"),
    claims: await count("priv.phone_claims where user_id = $1"),
    vaults: await count("app.vaults where id = $1"),
    vaultKeys: await count("priv.vault_keys where user_id = $1"),
    contacts: await count("priv.contacts where user_id = $1"),
    mails: await count("priv.login_tokens t join priv.contacts x on x.email = t.email where x.user_id = $1"),
    open: await count("app.users where id = $1 and status = 'active'"),
    calls: await count(
      "app.recordings where contributor_id = $1 and state <> 'withdrawn' and title <> '…' and note is not null",
    ),
    invitations: await count(
      "priv.invitations i join app.recordings r on r.id = i.recording_id where r.contributor_id = $1",
    ),
    titles: await count(
      "app.consents k join app.recordings r on r.id = k.recording_id where r.contributor_id = $1 and k.call_title = '…'",
    ),
  };
};

describe("an invited address", () => {
  it("that joins to buy is asked nothing and gets no vault; one that joins to share is, and does", async () => {
    const joins = async (email: string, intent: string) => {
      const recording = await call(w.people.priya.id, { state: "waiting", other_party: "asked" });
      await invite(recording, email);
      const { id } = await signIn(w, email, intent);
      const asked = await w.root`select answer from app.consents where user_id = ${id}`;
      return { jobs: await waitingJobs(w, id), asked: asked.map(({ answer }) => answer) };
    };
    expect(await joins("buys@people.example", "buyer")).toEqual({ jobs: [], asked: [] });
    expect(await joins("shares@people.example", "contributor")).toEqual({ jobs: ["vaults.open"], asked: ["asked"] });
  });
});

describe("a number that is forgotten", () => {
  it("is its owner's, with what they were claiming; nobody else's", async () => {
    const { dana, priya } = w.people;
    await claim("dana", "ab".repeat(32));
    await claim("priya", "cd".repeat(32));
    await w.as("dana", (t) => t`select api.forget_phone()`, "phones.forget", dana.id);
    expect(await keptOf(dana.id)).toMatchObject({ phones: 0, numbers: 0, claims: 0 });
    expect(await keptOf(priya.id)).toMatchObject({ phones: 1, numbers: 1, claims: 1 });
  });

  it("is confirmed by who claimed it, with the code that went to the number of their last claim", async () => {
    const { dana, priya } = w.people;
    await w.root`delete from priv.phone_claims`;
    await w.root`delete from priv.text_outbox`;
    await claim("dana", "12".repeat(32));
    const texts = () => w.root<{ code: string }[]>`select code from priv.text_outbox order by id`;
    expect(await texts()).toHaveLength(1);
    const theirs = (await texts())[0]!.code;
    const confirm = (name: "dana" | "priya", code: string) =>
      w.as(name, (t) => only<boolean>(t`select api.confirm_phone(${code})`), "phones.confirm", w.people[name].id);
    expect(await confirm("priya", theirs)).toBe(false);
    await claim("dana", "34".repeat(32));
    const last = (await texts()).at(-1)!.code;
    if (last !== theirs) expect(await confirm("dana", theirs)).toBe(false);
    expect(await confirm("dana", last)).toBe(true);
    const [number] = await w.root`select encode(mac, 'hex') as mac from priv.phone_numbers where user_id = ${dana.id}`;
    expect(number!.mac).toBe("34".repeat(32));
    expect(await keptOf(priya.id)).toMatchObject({ phones: 1, numbers: 1 });
  });
});

describe("who leaves", () => {
  let leaver: { id: string; token: string };
  let handle: string;
  let priya: { id: string };
  let before: Awaited<ReturnType<typeof keptOf>>;
  const calls: Record<string, string> = {};
  beforeAll(async () => {
    await w.root`delete from priv.rate_counters`;
    priya = w.people.priya.viewer;
    await addPasskey(w, (await signIn(w, w.people.priya.email)).token);
    leaver = await signIn(w, "leaver@people.example");
    leaver.token = await addPasskey(w, leaver.token);
    for (const email of ["leaver@people.example", w.people.priya.email])
      await w.web`select api.request_login(${email}, 'contributor', 'en', ${newBrowser()})`;
    await w.plant(async (t) => {
      await t`insert into app.vaults (id, recipient) values (${leaver.id}, 'age1leaver')`;
      await t`insert into priv.vault_keys (user_id, wrapped) values (${leaver.id}, 'x')`;
      for (const user_id of [leaver.id, priya.id]) {
        const key = { id: randomUUID(), user_id, label: "x", scopes: [] };
        await t`insert into app.api_keys ${t(key)}`;
        const held = { token_hash: hashOf(key.id), kind: "key", user_id, key_id: key.id, scopes: [] };
        await t`insert into priv.credentials ${t({ ...held, expires_at: new Date(Date.now() + 600_000) })}`;
      }
      await t`insert into app.phones (id, confirmed_at) values (${leaver.id}, now())`;
      await t`insert into priv.phone_numbers (user_id, mac, sealed) values (${leaver.id}, ${Buffer.alloc(32, 7)}, 'x')`;
      await t`insert into priv.phone_claims (user_id, mac, sealed, code_hash, expires_at) values (${leaver.id}, ${Buffer.alloc(32, 8)}, 'x', 'x', now() + interval '1 min')`;
    });
    calls.own = await call(leaver.id);
    calls.given = await call(priya.id, { other_party: "given" });
    calls.refused = await call(priya.id, { other_party: "refused" });
    calls.waiting = await call(priya.id, { state: "waiting", other_party: "asked" });
    calls.others = await call(priya.id, { other_party: "given" });
    calls.othersWaiting = await call(priya.id, { state: "waiting", other_party: "asked" });
    await consent(calls.own, w.people.tomas.id, "given");
    await consent(calls.given, leaver.id, "given");
    await consent(calls.refused, leaver.id, "refused");
    await consent(calls.waiting, leaver.id, "asked");
    await consent(calls.others, w.people.tomas.id, "given");
    await consent(calls.othersWaiting, w.people.tomas.id, "asked");
    await invite(calls.own, "guest.of.leaver@people.example");
    await invite(calls.others, "guest.of.priya@people.example");
    handle = await only<string>(w.root`select handle from app.users where id = ${leaver.id}`);
    before = await keptOf(priya.id);
    await w.web.begin(async (t) => {
      await t`select * from api.begin_request(${leaver.token}, 'account.close', ${leaver.id})`;
      await t`select api.close_account()`;
    });
  });
  const stateOf = async (recording: string) =>
    (await w.root`select state, other_party from app.recordings where id = ${recording}`)[0];
  const answerTo = (recording: string) =>
    only<string>(w.root`select answer from app.consents where recording_id = ${recording} and channel = 'right'`);

  it("takes all of theirs", async () => {
    const kept = await keptOf(leaver.id);
    expect(kept).toEqual({ ...Object.fromEntries(Object.keys(kept).map((what) => [what, 0])), titles: 1 });
    expect(await w.root`select 1 from priv.login_tokens where email = 'leaver@people.example'`).toHaveLength(0);
    const [user] = await w.root`select handle from app.users where id = ${leaver.id}`;
    expect(user!.handle).not.toBe(handle);
  });

  it("is told so", async () => {
    const told =
      await w.mailer`select 1 from priv.mail_outbox where kind = 'account-closed' and address = 'leaver@people.example'`;
    expect(told).toHaveLength(1);
  });

  it("takes nothing of anybody else's", async () => {
    // one call of priya's was withdrawn with the leaver's yes
    expect(await keptOf(priya.id)).toEqual({ ...before, calls: before.calls - 1 });
    expect(
      await w.root`select 1 from app.sessions where user_id = ${w.people.dana.id} and ended_at is null`,
    ).not.toHaveLength(0);
  });

  it("takes their yes back from another's call, and only theirs", async () => {
    expect([await stateOf(calls.given!), await answerTo(calls.given!)]).toEqual([
      { state: "withdrawn", other_party: "given" },
      "withdrawn",
    ]);
    expect([await stateOf(calls.others!), await answerTo(calls.others!)]).toEqual([
      { state: "received", other_party: "given" },
      "given",
    ]);
    expect(await stateOf(calls.refused!)).toEqual({ state: "received", other_party: "refused" });
  });

  it("lets a call go on that waited for them, and no other", async () => {
    expect([await stateOf(calls.waiting!), await answerTo(calls.waiting!)]).toEqual([
      { state: "received", other_party: "refused" },
      "refused",
    ]);
    expect(await waitingJobs(w, calls.waiting!)).toEqual(["recordings.process"]);
    expect([await stateOf(calls.othersWaiting!), await answerTo(calls.othersWaiting!)]).toEqual([
      { state: "waiting", other_party: "asked" },
      "asked",
    ]);
  });

  it("has the files erased of their calls, and of those that stood on their yes", async () => {
    for (const one of [calls.own!, calls.given!]) expect(await waitingJobs(w, one)).toEqual(["recordings.erase"]);
    for (const one of [calls.others!, calls.refused!])
      expect(await waitingJobs(w, one)).not.toContain("recordings.erase");
  });
});

describe("the vault's key", () => {
  it("is replaced a thousand people at a time, each over what was read of them", async () => {
    await w.plant(async (t) => {
      await t`insert into app.users (id, handle, role, locale) select uuidv7(), 'u-' || i, 'contributor', 'en' from generate_series(1, 1100) i`;
      await t`insert into priv.vault_keys (user_id, wrapped) select id, 'x' from app.users where handle ~ '^u-[0-9]{1,4}$'`;
    });
    expect(await w.migrate`select user_id from api.wrapped_keys(null, 5000)`).toHaveLength(1_000);
    const { priya } = w.people;
    await w.root`update priv.vault_keys set wrapped = (select wrapped from priv.vault_keys where user_id = ${priya.id}) where user_id = ${w.people.tomas.id}`;
    const [kept] =
      await w.root`select encode(wrapped, 'base64') as key from priv.vault_keys where user_id = ${priya.id}`;
    const rewrap = (before: string) =>
      only<boolean>(w.migrate`select api.rewrap_key(${priya.id}, ${before}, ${Buffer.from("new").toString("base64")})`);
    expect(await rewrap(Buffer.from("another").toString("base64"))).toBe(false);
    expect(await rewrap(kept!.key)).toBe(true);
    expect(await only(w.root`select count(*)::int from priv.vault_keys where wrapped = 'new'`)).toBe(1);
  });
});
