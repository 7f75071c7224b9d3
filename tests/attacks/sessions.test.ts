import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashOf, mailedSecret, newBrowser, signIn } from "../people.ts";
import { only, openWorld, refused, type World } from "../world.ts";

// A session ends when it should, for who should, and is seen by its owner.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const open = (token: string) => w.web`select role, aal from api.begin_request(${token})`;

describe("a key", () => {
  it("shows when it was used last, and stops with the api's switch alone", async () => {
    const key = await w.as(
      "ines",
      async (t) => (await t`select api.create_key('x', '{downloads.issue}') as key`)[0]!.key as string,
      "keys.create",
    );
    const used = async () =>
      (await w.web`select used_at from api.my_ways_in(${w.people.ines.token}) where kind = 'key'`)[0]!.used_at as Date;
    const link = (token: string) =>
      w.web`select grant_id from api.issue_download(${token}, ${w.market.version}, 'data/train-00000.tar', 60)`;
    await w.root`update priv.credentials set seen_at = now() - interval '1 day' where token_hash = ${hashOf(key)}`;
    expect(await link(key)).toHaveLength(1);
    expect(Date.now() - (await used()).getTime()).toBeLessThan(60_000);
    await w.plant((t) => t`update app.service_state set suspended = true where id = 'api'`);
    expect(await link(key)).toHaveLength(0);
    await refused(w.web`select * from api.begin_request(${key})`, "CN503");
    expect(await link(w.people.ines.token)).toHaveLength(1);
    await w.plant((t) => t`update app.service_state set suspended = false where id = 'api'`);
    expect(await link(key)).toHaveLength(1);
  });
});

describe("a session", () => {
  it("is not ended by what is none, and who asks so is told nothing", async () => {
    const open = () => only<number>(w.root`select count(*)::int from app.sessions where ended_at is null`);
    const before = await open();
    for (const token of ["", "hs_nobody", `hs_${"0".repeat(64)}`]) await w.web`select api.sign_out(${token})`;
    expect(await open()).toBe(before);
  });

  it("ends when it is not used: an hour at the desk, four elsewhere", async () => {
    const unused = (token: string, since: string) =>
      w.root`update priv.credentials set seen_at = clock_timestamp() - ${since}::interval where token_hash = ${hashOf(token)}`;
    const dana = await signIn(w, w.people.dana.email);
    await unused(dana.token, "3 hours 59 min");
    await open(dana.token); // and is seen again
    await unused(dana.token, "4 hours 1 min");
    await refused(open(dana.token), "CN401");
    const piet = await signIn(w, w.people.piet.email);
    await unused(piet.token, "1 hour 1 min");
    await refused(open(piet.token), "CN401");
  });

  it("is noted as used when it is, by a page as by an act", async () => {
    const { token } = await signIn(w, w.people.dana.email);
    const seen = async () =>
      (
        await w.root`select seen_at > clock_timestamp() - interval '1 min' as now from priv.credentials where token_hash = ${hashOf(token)}`
      )[0]!.now;
    for (const opener of [w.look`select * from api.begin_look(${token})`, open(token)]) {
      await w.root`update priv.credentials set seen_at = clock_timestamp() - interval '10 min' where token_hash = ${hashOf(token)}`;
      expect(await seen()).toBe(false);
      await opener;
      expect(await seen()).toBe(true);
    }
  });

  it("is ended by its owner, here, there or everywhere else; by nobody else", async () => {
    const here = await signIn(w, "traveller@people.example");
    const there = await signIn(w, "traveller@people.example");
    const third = await signIn(w, "traveller@people.example");
    const ways = async (token: string) =>
      (await w.web`select id, here from api.my_ways_in(${token}) where kind = 'session'`) as unknown as {
        id: string;
        here: boolean;
      }[];
    const listed = await ways(here.token);
    expect(listed).toHaveLength(3);
    expect(listed.filter((one) => one.here)).toHaveLength(1);
    const end = (token: string, which: string | null) =>
      w.web.begin(async (t) => {
        await t`select * from api.begin_request(${token}, 'sessions.end', 'x')`;
        return (await t`select api.end_sessions(${which}) as n`)[0]!.n as number;
      });
    const [theirs] = (await ways(there.token)).filter((one) => one.here);
    expect(await end(w.people.priya.token, theirs!.id)).toBe(0);
    await open(there.token);
    expect(await end(here.token, theirs!.id)).toBe(1);
    await refused(open(there.token), "CN401");
    expect(await end(here.token, null)).toBe(1);
    await refused(open(third.token), "CN401");
    await open(here.token);
    await refused(w.web`select api.end_sessions(null)`, "CN403");
    expect(await w.web`select * from api.my_ways_in('hs_nobody')`).toHaveLength(0);
  });

  it("is ended by the operator: one person's, or everybody's; keys where they say so", async () => {
    const { token } = await signIn(w, "suspect@people.example");
    const bystander = await signIn(w, "bystander@people.example");
    const end = (email: string | null, keys: boolean) => w.migrate`select api.end_sessions_of(${email}, ${keys}) as n`;
    expect(await end("suspect@people.example", false)).toEqual([{ n: 1 }]);
    await refused(open(token), "CN401");
    await open(bystander.token);
    await w.plant((t) => t`update app.service_state set suspended = true where id = 'all'`);
    expect(await end("suspect@people.example", false)).toEqual([{ n: 0 }]); // in an incident too
    await w.plant((t) => t`update app.service_state set suspended = false where id = 'all'`);
    await refused(end("nobody@people.example", false), "CN404");
    for (const sql of [w.web, w.look, w.money, w.passkeys]) await refused(sql`select api.end_sessions_of(null, true)`);
    expect((await end(null, true))[0]!.n).toBeGreaterThan(10);
    await refused(open(bystander.token), "CN401");
    await refused(open(w.people.piet.token), "CN401");
  });

  it("of a login secret that was asked for elsewhere is nobody's: a thief's mail signs no victim in", async () => {
    const thief = newBrowser();
    await w.web`select api.request_login('thief@people.example', 'contributor', 'en', ${thief})`;
    const secret = await mailedSecret(w, "thief@people.example");
    const [victim] = await w.web`select outcome, session from api.redeem_login(${secret}, ${newBrowser()}, 'x')`;
    expect(victim).toEqual({ outcome: "elsewhere", session: null });
  });
});
