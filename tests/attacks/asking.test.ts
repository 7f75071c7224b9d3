import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { limits } from "../../db/limits.ts";
import { filePath } from "../market.ts";
import { addPasskey, hashOf, type Name, newBrowser, signIn } from "../people.ts";
import { announced, askAbout, only, openWorld, refused, type World, waitingJobs } from "../world.ts";

// Somebody known asks for more than is theirs, or for the same without end.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());
beforeEach(async () => {
  await w.root`delete from priv.rate_counters`;
});

const setLimit = (kind: keyof typeof limits, most: number) =>
  w.root`update priv.rate_limits set most = ${most} where kind = ${kind}`;
const ask = (name: Name, email: string | null, mac?: string | null, side?: string) =>
  askAbout(w, name, email, mac, side);

describe("a limit", () => {
  it("of keys, for each account", async () => {
    await setLimit("keys", 1);
    const make = (name: Name) => w.as(name, (t) => t`select api.create_key('x', '{}')`, "keys.create");
    await make("ines");
    await refused(make("ines"), "CN429");
    await make("ola");
  });

  it("of questions to a passkey, for each account and each browser", async () => {
    await setLimit("ceremonies", 1);
    const { dana, priya } = w.people;
    const [mine, another] = [newBrowser(), newBrowser()];
    const question = (token: string | null, browser: string | null, kind = token ? "raise" : "sign-in") =>
      w.passkeys`select * from api.begin_ceremony(${kind}, ${token}, ${browser})`;
    await question(dana.token, null);
    await refused(question(dana.token, null), "CN429");
    await question(priya.token, null);
    await question(null, mine);
    await refused(question(null, mine), "CN429");
    await question(null, another);
  });

  it("of uploads, for each account", async () => {
    await setLimit("uploads", 1);
    const place = (name: "tomas" | "priya") =>
      w.web`select object_key from api.open_intake(${w.people[name].token}, ${w.market.recordings[name]}, 'audio')`;
    await w.plant((t) => t`update app.recordings set state = 'announced' where id = ${w.market.recordings.priya}`);
    expect(await place("tomas")).toHaveLength(1);
    await refused(place("tomas"), "CN429");
    expect(await place("priya")).toEqual([{ object_key: "intake/canary-key-priya" }]);
    await w.plant((t) => t`update app.recordings set state = 'in_review' where id = ${w.market.recordings.priya}`);
  });

  it("of recordings announced, for each account", async () => {
    await setLimit("recordings", 1);
    const announce = (name: Name) => w.as(name, (t) => announced(w, t, name), "recordings.add", w.people[name].id);
    await announce("dana");
    await refused(announce("dana"), "CN429");
    await announce("priya");
    await setLimit("recordings", limits.recordings.most);
  });

  it("of what one address is asked, whoever asks", async () => {
    await setLimit("consent-to", 1);
    await ask("dana", "asked@people.example");
    await refused(ask("priya", "asked@people.example"), "CN429");
    await ask("priya", "another@people.example");
    await setLimit("consent-to", limits["consent-to"].most);
  });

  it("of what one account asks, whomever", async () => {
    await setLimit("consents", 1);
    await ask("dana", "first@people.example");
    await refused(ask("dana", "second@people.example"), "CN429");
    await ask("priya", "second@people.example");
    await setLimit("consents", limits.consents.most);
  });

  it("begins anew with each window, and holds in the next one", async () => {
    const wait = () => only<number>(w.web`select api.visitor_wait('sign-in', '198.51.100.20')`);
    await setLimit("sign-in", 2);
    expect([await wait(), await wait(), (await wait()) > 0]).toEqual([0, 0, true]);
    await w.root`update priv.rate_counters set since = since - make_interval(secs => ${limits["sign-in"].windowSeconds})`;
    expect([await wait(), await wait(), (await wait()) > 0]).toEqual([0, 0, true]);
    await setLimit("sign-in", limits["sign-in"].most);
  });

  it("of links holds for the credential that reached it, until its window ends", async () => {
    const { token } = w.people.ines;
    const another = (await signIn(w, w.people.ines.email)).token;
    const link = (of: string) =>
      w.web`select 1 from api.issue_download(${of}, ${w.market.version}, ${filePath}, 60)`.then((rows) => rows.length);
    const count = (of: string, most: number, since: string) =>
      w.root`insert into priv.rate_counters (key, count, since) values (${hashOf(of)}, ${most}, clock_timestamp() - ${since}::interval)
        on conflict (key) do update set count = excluded.count, since = excluded.since`;
    await count(token, limits.links.most, "1 min");
    await refused(link(token), "CN429");
    expect(await link(another)).toBe(1);
    await count(token, limits.links.most, "2 hours");
    expect(await link(token)).toBe(1);
    await count(token, 16, "1 min");
    expect(await link(token)).toBe(1);
  });
});

describe("a recording that is announced", () => {
  it("has its place at once", async () => {
    const id = await w.as("dana", (t) => announced(w, t, "dana"), "recordings.add", w.people.dana.id);
    const [place] = await w.web`select object_key from api.open_intake(${w.people.dana.token}, ${id}, 'audio')`;
    expect(place!.object_key).toBeTruthy();
    expect(await w.web`select 1 from api.open_intake(${w.people.dana.token}, ${randomUUID()}, 'audio')`).toHaveLength(
      0,
    );
    expect(await waitingJobs(w, id)).toEqual([]);
  });
});

describe("a company", () => {
  it("has a country, a name and a VAT number of a form", async () => {
    const { token } = await signIn(w, "founder@people.example", "buyer");
    const make = (name: string, country: string, vat: string) =>
      w.web.begin(async (t) => {
        await t`select * from api.begin_request(${token}, 'organisations.create', 'x')`;
        return t`select api.create_organisation(${name}, ${country}, ${vat})`;
      });
    for (const [name, country, vat] of [
      ["Company", "Portugal", ""],
      ["Company", "pt", ""],
      [" x ", "PT", ""],
      ["x".repeat(121), "PT", ""],
      ["Company", "PT", "1".repeat(21)],
    ] as const)
      await refused(make(name, country, vat), "CN400");
    expect(await make("Company", "PT", "PT123")).toHaveLength(1);
  });
});

describe("a passkey's sign-in", () => {
  it("leaves a secret for its own account, for a minute", async () => {
    const { id, token } = await signIn(w, "passkeyed@people.example");
    await addPasskey(w, token);
    const [key] =
      await w.root`select k.credential_id as id from priv.passkey_keys k join app.passkeys p on p.id = k.passkey_id where p.user_id = ${id}`;
    const browser = newBrowser();
    const [asked] = await w.passkeys`select challenge from api.begin_ceremony('sign-in', null, ${browser})`;
    const secret = await only<string>(
      w.passkeys`select api.passkey_login(${asked!.challenge}, ${browser}, ${key!.id}, 0)`,
    );
    const [kept] =
      await w.root`select email, extract(epoch from expires_at - clock_timestamp())::float as seconds from priv.login_tokens where token_hash = ${hashOf(secret)}`;
    expect(kept!.email).toBe("passkeyed@people.example");
    expect(kept!.seconds).toBeLessThanOrEqual(60);
  });
});

describe("what is over is not kept", () => {
  it("neither the secrets of yesterday's mails nor the questions that nobody answered", async () => {
    const request = () =>
      w.web`select api.request_login('keeper@people.example', 'contributor', 'en', ${newBrowser()})`;
    await request();
    await w.root`update priv.login_tokens set expires_at = clock_timestamp() - interval '25 hours'`;
    await request();
    expect(await only(w.root`select count(*)::int from priv.login_tokens`)).toBe(1);
    await w.passkeys`select api.begin_ceremony('sign-in', null, ${newBrowser()})`;
    await w.root`update priv.ceremonies set expires_at = clock_timestamp() - interval '1 s'`;
    await w.passkeys`select api.begin_ceremony('sign-in', null, ${newBrowser()})`;
    expect(await only(w.root`select count(*)::int from priv.ceremonies`)).toBe(1);
  });
});
