import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deskRoles, powers } from "../../db/powers.ts";
import { addPasskey, canariesIn, hashOf, newBrowser, signIn } from "../people.ts";
import { only, openWorld, refused, type World } from "../world.ts";

// Somebody holds a session, or the web process that carries it, and wants more than it was given: the desk, fresh powers,
// another's passkey, a session that has ended.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const id = () => randomBytes(24).toString("base64url");
const key = () => randomBytes(77).toString("base64");
const question = async (kind: "register" | "raise" | "sign-in", token: string | null, browser: string | null = null) =>
  (await w.passkeys`select challenge from api.begin_ceremony(${kind}, ${token}, ${browser})`)[0]!.challenge as string;
const add = (challenge: string, token: string, o: { id?: string; code?: string | null; counter?: number } = {}) =>
  w.passkeys`select api.add_passkey(${challenge}, ${token}, ${o.id ?? id()}, ${key()}, ${o.counter ?? 0}, '{}', 'x', ${o.code ?? null}) as token`;
/** The raised session's token. */
const added = (rows: PromiseLike<readonly object[]>) => only<string>(rows);
const open = (token: string, power: string | null = null) =>
  w.web`select role, aal from api.begin_request(${token}, ${power}, 'x')`;
const raisedAgo = (token: string, ago: string | null) =>
  w.root`update priv.credentials set raised_at = case when ${ago}::text is not null then clock_timestamp() - ${ago}::interval end where token_hash = ${hashOf(token)}`;

describe("the desk, without a passkey in this session", () => {
  it("sees what a visitor sees, and does nothing", async () => {
    const { token } = await signIn(w, w.people.rhea.email);
    expect(await open(token)).toEqual([{ role: "reviewer", aal: 1 }]);
    const seen = await w.web.begin(async (t) => {
      await t`select * from api.begin_request(${token})`;
      return [
        await t`select title, note from app.recordings`,
        await t`select text from app.clips`,
        await t`select turns from app.reports`,
      ];
    });
    expect(canariesIn(seen)).toEqual([]);
    expect(await w.web`select * from api.issue_listen(${token}, ${w.market.clips.priya})`).toHaveLength(0);
    await refused(open(token, "recordings.accept"), "CN428");
    await refused(open(token, "incidents.suspend"), "CN428");
  });

  it("nor with one whose word is older than four hours; with a young one it works", async () => {
    const listen = () => w.web`select grant_id from api.issue_listen(${w.people.rhea.token}, ${w.market.clips.priya})`;
    await raisedAgo(w.people.rhea.token, "4 hours 1 s");
    expect(await listen()).toHaveLength(0);
    await refused(open(w.people.rhea.token, "recordings.accept"), "CN428");
    await raisedAgo(w.people.rhea.token, "3 hours");
    expect(await listen()).toHaveLength(1);
    expect(await open(w.people.rhea.token, "recordings.accept")).toEqual([{ role: "reviewer", aal: 2 }]);
  });
});

describe("what cannot be taken back needs a passkey's word of the last ten minutes", () => {
  it.each([
    ["cyrus", "versions.publish"],
    ["fiona", "payouts.run"],
    ["piet", "incidents.approve"],
  ] as const)("%s: %s", async (name, power) => {
    const { token } = w.people[name];
    await raisedAgo(token, "11 min");
    await refused(open(token, power), "CN428");
    await raisedAgo(token, "9 min");
    await open(token, power);
  });

  it("and of who has none: that they have just signed in", async () => {
    const { token } = await signIn(w, w.people.ines.email);
    await open(token, "keys.create");
    await w.root`update priv.credentials set created_at = clock_timestamp() - interval '11 min' where token_hash = ${hashOf(token)}`;
    await refused(open(token, "keys.create"), "CN428");
    await refused(open(token, "account.close"), "CN428");
    const raised = await w.root`select 1 from app.passkeys where user_id = ${w.people.ines.id}`;
    expect(raised).toHaveLength(0);
  });

  it("a sign-in by mail is not enough once there is a passkey", async () => {
    const first = await signIn(w, w.people.ola.email);
    const raised = await addPasskey(w, first.token);
    await open(raised, "keys.create");
    const later = await signIn(w, w.people.ola.email);
    await refused(open(later.token, "keys.create"), "CN428");
    await refused(open(later.token, "passkeys.remove"), "CN428");
    await refused(add(await question("register", later.token), later.token), "CN428");
  });
});

describe("a passkey", () => {
  it("is added to a desk account with the operator's code alone, which works once", async () => {
    const [made] = await w.migrate`select code from api.appoint('newdesk@consonant.example', 'finance')`;
    const { token } = await signIn(w, "newdesk@consonant.example");
    for (const code of [null, "", "AAAA-BBBB-CCCC-DDDD"])
      await refused(add(await question("register", token), token, { code }), "CN403");
    const raised = await added(add(await question("register", token), token, { code: made!.code }));
    expect(await open(raised, "payouts.run")).toEqual([{ role: "finance", aal: 2 }]);
    const again = await signIn(w, "newdesk@consonant.example");
    await refused(add(await question("register", again.token), again.token, { code: made!.code }), "CN428");
  });

  it("raises its own account's session, under a new token; the old one is dead", async () => {
    const mine = id();
    const { token } = await signIn(w, "keyholder@people.example");
    const [made] = await add(await question("register", token), token, { id: mine });
    await refused(open(token), "CN401");
    const later = await signIn(w, "keyholder@people.example");
    await refused(
      w.passkeys`select api.raise_session(${await question("raise", w.people.tomas.token)}, ${w.people.tomas.token}, ${mine}, 0)`,
      "CN403",
    );
    const [raised] =
      await w.passkeys`select api.raise_session(${await question("raise", later.token)}, ${later.token}, ${mine}, 0) as token`;
    expect(raised!.token).not.toBe(later.token);
    await refused(open(later.token), "CN401");
    expect(await open(raised!.token)).toEqual([{ role: "contributor", aal: 2 }]);
    expect(await open(made!.token)).toEqual([{ role: "contributor", aal: 2 }]);
  });

  it("answers each question once, in time, for the session or the browser that it was put to", async () => {
    const mine = id();
    const { token } = await signIn(w, "once@people.example");
    const first = await question("register", token);
    const raised = await added(add(first, token, { id: mine }));
    await refused(add(first, raised), "CN403");
    const raise = (challenge: string, session: string) =>
      w.passkeys`select api.raise_session(${challenge}, ${session}, ${mine}, 0)`;
    await refused(raise(await question("register", raised), raised), "CN403"); // of another kind
    await refused(raise(await question("raise", w.people.dana.token), raised), "CN403"); // put to another
    const late = await question("raise", raised);
    await w.root`update priv.ceremonies set expires_at = clock_timestamp() - interval '1 s' where challenge_hash = ${hashOf(late)}`;
    await refused(raise(late, raised), "CN403");
    await refused(raise("made up", raised), "CN403");
    const race = await question("raise", raised);
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => raise(race, raised)));
    expect(outcomes.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });

  it("whose counter stands still or falls is a copy", async () => {
    const mine = id();
    const { token } = await signIn(w, "counted@people.example");
    let session = await added(add(await question("register", token), token, { id: mine, counter: 5 }));
    const raise = async (counter: number) =>
      w.passkeys`select api.raise_session(${await question("raise", session)}, ${session}, ${mine}, ${counter}) as token`;
    for (const counter of [5, 4, 0]) await refused(raise(counter), "CN403");
    session = await added(raise(6));
    await refused(raise(6), "CN403");
  });

  it("signs in, raised, in the browser that asked alone", async () => {
    const mine = id();
    const { token, id: account } = await signIn(w, "keyless@people.example");
    await add(await question("register", token), token, { id: mine });
    const browser = newBrowser();
    const login = (challenge: string, from: string) =>
      w.passkeys`select api.passkey_login(${challenge}, ${from}, ${mine}, 0) as secret`;
    await refused(login(await question("sign-in", null, browser), newBrowser()), "CN403");
    const secret = await only<string>(login(await question("sign-in", null, browser), browser));
    const redeem = (from: string) =>
      w.web`select outcome, account, session from api.redeem_login(${secret}, ${from}, 'x')`;
    expect((await redeem(newBrowser()))[0]!.outcome).toBe("elsewhere");
    const [made] = await redeem(browser);
    expect(made!.account).toBe(account);
    expect(await open(made!.session)).toEqual([{ role: "contributor", aal: 2 }]);
  });

  it("goes with its owner's word alone, and the desk keeps its last", async () => {
    const of = async (name: "fiona" | "petra") =>
      (await w.root`select id from app.passkeys where user_id = ${w.people[name].id} order by id`)[0]!.id as string;
    const [hers, mine] = [await of("fiona"), await of("petra")];
    const remove = (which: string) =>
      w.web.begin(async (t) => {
        await t`select * from api.begin_request(${token}, 'passkeys.remove', 'x')`;
        await t`select api.remove_passkey(${which})`;
      });
    let { token } = w.people.petra;
    await raisedAgo(token, "0 s");
    await refused(remove(mine), "CN409");
    token = await addPasskey(w, token);
    await refused(remove(hers), "CN404");
    await remove(mine);
    await refused(remove(mine), "CN409");
    await refused(w.web`select api.remove_passkey(${hers})`, "CN403");
    expect(await w.root`select 1 from priv.passkey_keys where passkey_id = ${hers}`).toHaveLength(1);
    expect(await w.root`select 1 from priv.passkey_keys where passkey_id = ${mine}`).toHaveLength(0);
  });

  it("is raised by no login but the passkeys process'", async () => {
    for (const sql of [w.web, w.look, w.delivery, w.media, w.money, w.mailer, w.migrate]) {
      await refused(sql`select * from api.begin_ceremony('raise', ${w.people.dana.token}, null)`);
      await refused(sql`select api.raise_session('x', ${w.people.dana.token}, 'x', 0)`);
      await refused(sql`select api.passkey_login('x', 'x', 'x', 0)`);
      await refused(sql`update priv.credentials set raised_at = now()`);
    }
  });
});

it("no question is put of a kind that nothing answers, and no key is made without a name", async () => {
  for (const kind of ["", "x", "sign_in", "REGISTER"])
    await refused(question(kind as never, w.people.dana.token), "CN400");
  for (const label of ["", "   ", "x".repeat(61)])
    await refused(
      w.as("ines", (t) => t`select api.create_key(${label}, '{downloads.issue}')`, "keys.create", w.people.ines.id),
      "CN400",
    );
});

it("somebody who was appointed a moment ago, and has only signed in, holds no power of the desk", async () => {
  for (const role of deskRoles) {
    await w.migrate`select api.appoint(${`new-${role}@consonant.example`}, ${role})`;
    const { token } = await signIn(w, `new-${role}@consonant.example`);
    const theirs = Object.entries(powers).filter(
      ([, rule]) => rule.minAal === 2 && (rule.roles as readonly string[]).includes(role),
    );
    expect(theirs.length).toBeGreaterThan(2);
    for (const [power] of theirs) await refused(open(token, power), "CN428");
  }
});

it("an account holds ten passkeys and no more", async () => {
  let token = await addPasskey(w, (await signIn(w, "collector@people.example")).token);
  for (let more = 0; more < 9; more++) token = await addPasskey(w, token);
  await refused(add(await question("register", token), token), "CN429");
});
