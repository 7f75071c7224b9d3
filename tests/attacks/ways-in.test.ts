import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addPasskey, hashOf, signIn } from "../people.ts";
import { only, openWorld, refused, type World } from "../world.ts";

// Somebody keeps a way in that should be shut, or finds one that is another's.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());
beforeEach(async () => {
  await w.root`delete from priv.rate_counters`;
});

const open = (token: string, power: string | null = null) =>
  w.web`select role from api.begin_request(${token}, ${power}, 'x')`;
const makeKey = () =>
  w.as("ines", (t) => only<string>(t`select api.create_key('x', '{downloads.issue}')`), "keys.create");
const credential = (token: string, change: string) =>
  w.root.unsafe(`update priv.credentials set ${change} where token_hash = $1`, [hashOf(token)]);
const ways = async (token: string, kind: string) =>
  (await w.web`select name from api.my_ways_in(${token}) where kind = ${kind}`).length;

describe("a key", () => {
  it("is never fresh: whatever its scopes say, it does not do what asks for its owner", async () => {
    const key = await makeKey();
    await credential(key, "scopes = '{keys.create}'");
    await refused(open(key, "keys.create"), "CN428");
  });

  it("lives ninety days", async () => {
    const key = await makeKey();
    const days = w.root`select extract(epoch from expires_at - clock_timestamp())::float / 86400 from priv.credentials where token_hash = ${hashOf(key)}`;
    expect(await only<number>(days)).toBeLessThanOrEqual(90);
  });

  it("is asked for no passkey, adds none, and is raised by none", async () => {
    const key = await makeKey();
    for (const kind of ["register", "raise"])
      await refused(w.passkeys`select * from api.begin_ceremony(${kind}, ${key}, null)`, "CN401");
    await w.root`insert into priv.ceremonies (challenge_hash, kind, credential_hash, expires_at)
      select sha256(convert_to(kind, 'utf8')), kind, ${hashOf(key)}, clock_timestamp() + interval '1 min' from unnest('{raise,register}'::text[]) kind`;
    await refused(w.passkeys`select api.raise_session('raise', ${key}, 'x', 0)`, "CN401");
    await refused(
      w.passkeys`select api.add_passkey('register', ${key}, ${"x".repeat(32)}, '', 0, '{}', 'x', null)`,
      "CN401",
    );
  });
});

describe("a session that is used", () => {
  it("is noted, and no other", async () => {
    const [mine, other] = [await signIn(w, "used@people.example"), await signIn(w, "unused@people.example")];
    for (const { token } of [mine, other])
      await credential(token, "seen_at = clock_timestamp() - interval '3 hours 59 min'");
    await open(mine.token);
    const [unused] =
      await w.root`select seen_at < clock_timestamp() - interval '3 hours' as still from priv.credentials where token_hash = ${hashOf(other.token)}`;
    expect(unused).toEqual({ still: true });
  });

  it("does not wait for whoever notes it too", async () => {
    const { token } = await signIn(w, "twice@people.example");
    await credential(token, "seen_at = clock_timestamp() - interval '10 min'");
    await w.root.begin(async (t) => {
      await t`select 1 from priv.credentials where token_hash = ${hashOf(token)} for update`;
      const late = new Promise((resolve) => setTimeout(resolve, 2_000, "waited"));
      expect(await Promise.race([open(token), late])).toEqual([{ role: "contributor" }]);
    });
  });
});

describe("the list of one's ways in", () => {
  it("holds no session that has ended or is late", async () => {
    const here = await signIn(w, "lister@people.example");
    const [ended, late] = [await signIn(w, "lister@people.example"), await signIn(w, "lister@people.example")];
    expect(await ways(here.token, "session")).toBe(3);
    await w.web`select api.sign_out(${ended.token})`;
    await credential(late.token, "expires_at = clock_timestamp()");
    expect(await ways(here.token, "session")).toBe(1);
  });

  it("holds no key that was revoked or is late, and no passkey that was removed", async () => {
    const { token } = w.people.ines;
    const before = await ways(token, "key");
    const [revoked, late] = [await makeKey(), await makeKey()];
    expect(await ways(token, "key")).toBe(before + 2);
    await credential(revoked, "revoked_at = clock_timestamp()");
    await credential(late, "expires_at = clock_timestamp()");
    expect(await ways(token, "key")).toBe(before);
    const { petra } = w.people;
    expect(await ways(petra.token, "passkey")).toBe(1);
    await w.plant((t) => t`update app.passkeys set removed_at = now() where user_id = ${petra.id}`);
    expect(await ways(petra.token, "passkey")).toBe(0);
    await w.plant((t) => t`update app.passkeys set removed_at = null where user_id = ${petra.id}`);
  });
});

describe("the operator", () => {
  it("ends sessions and leaves keys, unless they are asked for", async () => {
    const key = await makeKey();
    const listed = () =>
      only<number>(
        w.root`select count(*)::int from app.api_keys where user_id = ${w.people.ines.id} and revoked_at is null`,
      );
    const end = (keys: boolean) => w.migrate`select api.end_sessions_of(${w.people.ines.email}, ${keys})`;
    await end(false);
    await refused(open(w.people.ines.token), "CN401");
    expect(
      await w.root`select 1 from app.sessions where user_id = ${w.people.ines.id} and ended_at is null`,
    ).toHaveLength(0);
    await open(key);
    await open(w.people.ola.token);
    await end(true);
    await refused(open(key), "CN401");
    expect(await listed()).toBe(0);
    await open(w.people.ola.token);
  });

  it("gives a role to whom nothing of the old one is left: no key, no passkey, no code", async () => {
    const email = "changes@people.example";
    const { id, token } = await signIn(w, email, "buyer");
    await w.web.begin(async (t) => {
      await t`select * from api.begin_request(${token}, 'organisations.create', 'x')`;
      await t`select api.create_organisation('Changes', 'PT', null)`;
    });
    const key = await w.web.begin(async (t) => {
      await t`select * from api.begin_request(${token}, 'keys.create', 'x')`;
      return only<string>(t`select api.create_key('x', '{downloads.issue}')`);
    });
    await addPasskey(w, token);
    const passkeys = () => only<number>(w.root`select count(*)::int from priv.passkey_keys`);
    const others = (await passkeys()) - 1;
    const [first] = await w.migrate`select code from api.appoint(${email}, 'reviewer')`;
    await refused(open(key), "CN401");
    expect(await w.root`select 1 from app.api_keys where user_id = ${id} and revoked_at is null`).toHaveLength(0);
    expect(await passkeys()).toBe(others);
    const desk = await signIn(w, email);
    await refused(addPasskey(w, desk.token), "CN403"); // the passkey of before makes this no second one
    await w.migrate`select code from api.appoint(${email}, 'curator')`;
    await refused(addPasskey(w, (await signIn(w, email)).token, first!.code as string), "CN403");
  });
});

describe("a passkey", () => {
  const questionOf = (token: string) =>
    w.passkeys`select challenge, known from api.begin_ceremony('raise', ${token}, null)`;

  it("is named to its owner alone, while it is one", async () => {
    const { petra } = w.people;
    const [asked] = await questionOf(petra.token);
    expect(asked!.known).toHaveLength(1);
    const { token } = await signIn(w, "keyless@people.example");
    expect((await questionOf(token))[0]!.known).toEqual([]);
    const mine =
      await w.root`select k.credential_id as id from priv.passkey_keys k join app.passkeys p on p.id = k.passkey_id where p.user_id = ${petra.id}`;
    const known = () => w.passkeys`select account from api.passkey_of(${mine[0]!.id})`;
    expect(await known()).toEqual([{ account: petra.id }]);
    await w.plant((t) => t`update app.passkeys set removed_at = now() where user_id = ${petra.id}`);
    expect(await known()).toEqual([]);
    const [again] = await questionOf(petra.token);
    expect(again!.known).toEqual([]);
    await refused(
      w.passkeys`select api.raise_session(${again!.challenge}, ${petra.token}, ${mine[0]!.id}, 0)`,
      "CN403",
    );
    await w.plant((t) => t`update app.passkeys set removed_at = null where user_id = ${petra.id}`);
  });

  it("is of a size", async () => {
    const { token } = await signIn(w, "sized@people.example");
    const add = async (id: string, transports: string) => {
      const [asked] = await w.passkeys`select challenge from api.begin_ceremony('register', ${token}, null)`;
      return w.passkeys`select api.add_passkey(${asked!.challenge}, ${token}, ${id}, 'AAAA', 0, ${transports}::text[], 'x', null)`;
    };
    for (const id of ["short", "x".repeat(1_401)]) await refused(add(id, "{}"), "CN400");
    await refused(add(randomBytes(24).toString("base64url"), `{${Array(11).fill("usb").join(",")}}`), "CN400");
  });

  it("the desk's last two do not go at once", async () => {
    const { cyrus } = w.people;
    const token = await addPasskey(w, cyrus.token);
    const ids = await w.root`select id from app.passkeys where user_id = ${cyrus.id} and removed_at is null`;
    expect(ids).toHaveLength(2);
    const both = new Set<string>();
    const remove = (id: string) =>
      w.web.begin(async (t) => {
        await t`select * from api.begin_request(${token}, 'passkeys.remove', 'x')`;
        both.add(id);
        for (let i = 0; i < 100 && both.size < 2; i++) await new Promise((resolve) => setTimeout(resolve, 20));
        await t`select api.remove_passkey(${id})`;
        await new Promise((resolve) => setTimeout(resolve, 100));
      });
    const outcomes = await Promise.allSettled(ids.map(({ id }) => remove(id as string)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("that was removed is no reason to let the last one go, nor is another's; its owner hears of it once", async () => {
    const { fiona } = w.people;
    const token = await addPasskey(w, fiona.token);
    const ids =
      await w.root`select id from app.passkeys where user_id = ${fiona.id} and removed_at is null order by id`;
    const remove = (id: string) =>
      w.web.begin(async (t) => {
        await t`select * from api.begin_request(${token}, 'passkeys.remove', 'x')`;
        await t`select api.remove_passkey(${id})`;
      });
    await remove(ids[0]!.id as string);
    await refused(remove(ids[1]!.id as string), "CN409");
    const told =
      await w.mailer`select 1 from priv.mail_outbox where kind = 'passkey-removed' and address = ${fiona.email}`;
    expect(told).toHaveLength(1);
    const dana = await signIn(w, "two.keys@people.example");
    const raised = await addPasskey(w, dana.token);
    const [hers] = await w.root`select id from app.passkeys where user_id = ${dana.id}`;
    const hersGoes = () =>
      w.web.begin(async (t) => {
        await t`select * from api.begin_request(${raised}, 'passkeys.remove', 'x')`;
        await t`select api.remove_passkey(${hers!.id})`;
      });
    await hersGoes();
    await expect(hersGoes()).rejects.toThrow();
  });
});
