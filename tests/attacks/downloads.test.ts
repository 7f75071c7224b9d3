import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filePath } from "../market.ts";
import { hashOf, type Name, signIn } from "../people.ts";
import { only, openWorld, refused, type World } from "../world.ts";

// Somebody who has not paid, or not any more, wants the bytes.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const issue = async (token: string, version = w.market.version, path = filePath, seconds = 60) =>
  (await w.web`select grant_id from api.issue_download(${token}, ${version}, ${path}, ${seconds})`)[0]?.grant_id as
    | string
    | undefined;
const listen = async (token: string, clip: string) =>
  (await w.web`select grant_id from api.issue_listen(${token}, ${clip})`)[0]?.grant_id as string | undefined;
const redeem = async (grant: string | undefined) =>
  (await w.delivery`select shelf_key from api.redeem_grant(${grant ?? null})`)[0]?.shelf_key as string | undefined;
const tokenOf = (name: Name) => w.people[name].token;

describe("a link to a file", () => {
  it("is for the company that holds the licence; every no is the same", async () => {
    expect(await redeem(await issue(tokenOf("ines")))).toBe("canary-key-file");
    const { version, draft } = w.market;
    const asked = [
      issue(tokenOf("ola")),
      ...(["dana", "rhea", "cyrus", "fiona", "piet"] as const).map((name) => issue(tokenOf(name))),
      issue(tokenOf("ines"), draft),
      issue(tokenOf("ines"), randomUUID()),
      issue(tokenOf("ines"), version, "nope"),
      issue(tokenOf("ines"), version, "../../raw/key"),
      issue("hs_nobody"),
      issue(""),
    ];
    for (const no of asked) expect(await no).toBeUndefined();
  });

  it("is opened by delivery alone, which sees nothing but the file", async () => {
    const grant = await issue(tokenOf("ines"));
    for (const sql of [w.web, w.look, w.media, w.money, w.mailer])
      await refused(sql`select * from api.redeem_grant(${grant!})`);
    await refused(w.delivery`select id from priv.download_grants`);
    expect(await redeem(randomUUID())).toBeUndefined();
    await w.delivery`select api.record_served(${grant!}, 0, 10)`;
    expect(await only<string>(w.root`select sent_bytes from priv.served_ranges where grant_id = ${grant!}`)).toBe("10");
  });

  it("lives for the time asked, an hour at most", async () => {
    const life = async (seconds: number) => {
      const grant = await issue(tokenOf("ines"), w.market.version, filePath, seconds);
      return Number(
        await only(
          w.root`select round(extract(epoch from expires_at - created_at)) from priv.download_grants where id = ${grant!}`,
        ),
      );
    };
    expect([await life(30), await life(86_400), await life(-5)]).toEqual([30, 3600, 1]);
    const grant = await issue(tokenOf("ines"));
    await w.root`update priv.download_grants set expires_at = clock_timestamp() where id = ${grant!}`;
    expect(await redeem(grant)).toBeUndefined();
  });

  const ends: [string, (session: { id: string; token: string }) => Promise<unknown>, () => Promise<unknown>][] = [
    [
      "the licence is revoked",
      () => w.plant((t) => t`update app.entitlements set revoked_at = now()`),
      () => w.plant((t) => t`update app.entitlements set revoked_at = null`),
    ],
    ["the buyer signs out", ({ token }) => w.web`select api.sign_out(${token})`, async () => undefined],
    [
      "the session is late",
      ({ token }) =>
        w.root`update priv.credentials set expires_at = clock_timestamp() where token_hash = ${hashOf(token)}`,
      async () => undefined,
    ],
    [
      "the account is closed",
      ({ id }) => w.plant((t) => t`update app.users set status = 'closed' where id = ${id}`),
      () => w.plant((t) => t`update app.users set status = 'active'`),
    ],
    [
      "the version is withdrawn",
      () => w.plant((t) => t`update app.versions set state = 'withdrawn' where id = ${w.market.version}`),
      () => w.plant((t) => t`update app.versions set state = 'published' where id = ${w.market.version}`),
    ],
  ];
  it.each(ends)("dies when %s", async (_what, end, again) => {
    await w.root`delete from priv.rate_counters`;
    const session = await signIn(w, w.people.ines.email);
    const grant = await issue(session.token);
    expect(await redeem(grant)).toBe("canary-key-file");
    await end(session);
    expect(await redeem(grant)).toBeUndefined();
    expect(await issue(session.token)).toBeUndefined();
    await again();
    expect(await redeem(await issue(tokenOf("ines")))).toBe("canary-key-file");
  });

  it("also goes through a key, until the key is revoked; a key without the scope gets none", async () => {
    const make = (scopes: string) =>
      w.as("ines", (t) => only<string>(t`select api.create_key('ci', ${scopes}::text[])`), "keys.create");
    const [key, reading] = [await make("{downloads.issue}"), await make("{}")];
    const grant = await issue(key);
    expect(await redeem(grant)).toBe("canary-key-file");
    expect(await issue(reading)).toBeUndefined();
    await w.as(
      "ines",
      async (t) => {
        for (const { id } of await t`select id from app.api_keys`) await t`select api.revoke_key(${id})`;
      },
      "keys.revoke",
    );
    expect(await redeem(grant)).toBeUndefined();
    expect(await issue(key)).toBeUndefined();
  });
});

describe("a clip", () => {
  it("is heard by its contributor and a reviewer; by a curator once it is accepted", async () => {
    const { clips } = w.market;
    const may = async (clip: string) => {
      const who: string[] = [];
      for (const name of Object.keys(w.people) as Name[]) if (await listen(tokenOf(name), clip)) who.push(name);
      return who;
    };
    expect(await may(clips.dana)).toEqual(["dana", "rhea", "cyrus"]);
    expect(await may(clips.priya)).toEqual(["priya", "rhea"]);
    expect(await may(randomUUID())).toEqual([]);
    const key = await w.as(
      "ines",
      (t) => only<string>(t`select api.create_key('ci', '{downloads.issue}')`),
      "keys.create",
    );
    expect(await listen(key, clips.dana)).toBeUndefined();
    expect(await redeem(await listen(tokenOf("dana"), clips.dana))).toBe("clips/canary-key-dana");
  });
});

describe("an upload's place", () => {
  it("is told to its contributor alone, by part, while it is awaited, by its public half", async () => {
    const open = (token: string, recording: string, part = "audio") =>
      w.web`select object_key, recipient from api.open_intake(${token}, ${recording}, ${part})`;
    const { recordings } = w.market;
    expect(await open(tokenOf("tomas"), recordings.tomas)).toEqual([
      { object_key: "intake/canary-key-tomas", recipient: "age1tomas" },
    ]);
    for (const no of [
      open(tokenOf("dana"), recordings.tomas),
      open(tokenOf("rhea"), recordings.tomas),
      open(tokenOf("dana"), recordings.dana),
      open(tokenOf("tomas"), recordings.tomas, "raw"),
      open("hs_nobody", recordings.tomas),
    ])
      expect(await no).toHaveLength(0);
  });
});
