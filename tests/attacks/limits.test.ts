import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { limits } from "../../db/limits.ts";
import { filePath } from "../market.ts";
import { only, openWorld, refused, type World } from "../world.ts";

// Somebody asks again and again, from one address or from many that are really one.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());
beforeEach(async () => {
  await w.root`delete from priv.rate_counters`;
});

const wait = (kind: string, address: string) => only<number>(w.web`select api.visitor_wait(${kind}, ${address})`);
const setLimit = (kind: keyof typeof limits, most: number) =>
  w.root`update priv.rate_limits set most = ${most} where kind = ${kind}`;
const counters = () => only<number>(w.root`select count(*)::int from priv.rate_counters`);

describe("a visitor's limit", () => {
  it("counts to the limit, then says how long to wait, and a refusal counts nothing", async () => {
    const { most, windowSeconds } = limits["sign-in"];
    for (let i = 0; i < most; i++) expect(await wait("sign-in", "198.51.100.7")).toBe(0);
    const seconds = await wait("sign-in", "198.51.100.7");
    expect(seconds).toBeGreaterThan(windowSeconds - 60);
    expect(seconds).toBeLessThanOrEqual(windowSeconds);
    expect(await only(w.root`select count from priv.rate_counters`)).toBe(most);
    expect(await wait("sign-in", "198.51.100.8")).toBe(0);
    expect(await wait("search", "198.51.100.7")).toBe(0);
    await w.root`update priv.rate_counters set since = since - make_interval(secs => ${windowSeconds})`;
    expect(await wait("sign-in", "198.51.100.7")).toBe(0);
  });

  it("is not passed by asking at once", async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => wait("sign-in", "198.51.100.9")));
    expect(answers.filter((seconds) => seconds === 0)).toHaveLength(limits["sign-in"].most);
  });

  it("takes an IPv6 network for one visitor", async () => {
    await wait("search", "2001:db8:1:2::1");
    await wait("search", "2001:db8:1:2:ffff:ffff:ffff:ffff");
    expect(await counters()).toBe(1);
    await wait("search", "2001:db8:1:3::1");
    expect(await counters()).toBe(2);
  });

  it("keeps no address in clear, nor its bare hash", async () => {
    await wait("search", "198.51.100.7");
    const [row] = await w.root`select encode(key, 'hex') as key,
      encode(sha256('198.51.100.7'), 'hex') as bare, encode(sha256('limit|search|198.51.100.7'), 'hex') as prefixed from priv.rate_counters`;
    expect([row!.bare, row!.prefixed]).not.toContain(row!.key);
    expect(row!.key).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is the database's: web can make up no kind, no address, and touch no counter", async () => {
    for (const kind of ["links", "keys", "sign-in-mail", "made-up", ""])
      await refused(w.web`select api.visitor_wait(${kind}, '198.51.100.7')`, "CN400");
    for (const address of ["", "nobody", "1.2.3.4; drop table", "x".repeat(10_000)])
      await refused(w.web`select api.visitor_wait('search', ${address})`, "22P02");
    expect(await counters()).toBe(0);
    for (const sql of [w.web, w.look, w.delivery, w.media, w.money, w.mailer]) {
      await refused(sql`select * from priv.rate_counters`);
      await refused(sql`update priv.rate_limits set most = 1000000`);
      await refused(sql`select api._wait('links', 'x', 1)`);
      await refused(sql`select api._limit('links', 'x')`);
      await refused(sql`select api._sweep_counters()`);
    }
    for (const sql of [w.look, w.delivery]) await refused(sql`select api.visitor_wait('search', '198.51.100.7')`);
  });
});

describe("counters", () => {
  it("are swept: what is older than a day goes, what is younger stays", async () => {
    await w.root`insert into priv.rate_counters (key, count, since)
      select sha256(i::text::bytea), 1, clock_timestamp() - interval '25 hours' from generate_series(1, 2000) i`;
    await w.root`insert into priv.rate_counters (key, count, since) values (sha256('young'), 1, clock_timestamp() - interval '23 hours')`;
    for (let swept = 0; swept < 4; swept++) await w.root`select api._sweep_counters()`;
    expect(await counters()).toBe(1);
  });

  it("are swept by those who ask: a flood of addresses leaves no pile", async () => {
    await w.root`insert into priv.rate_counters (key, count, since)
      select sha256(i::text::bytea), 1, clock_timestamp() - interval '25 hours' from generate_series(1, 400) i`;
    // one ask in a hundred sweeps: 1,500 without one happen once in three million runs
    await w.web`select api.visitor_wait('search', ('10.0.' || i / 250 || '.' || i % 250)::text) from generate_series(1, 1500) i`;
    expect(await counters()).toBe(1_500);
  });

  it("have no window longer than what the sweep keeps", async () => {
    await refused(
      w.root`insert into priv.rate_limits (kind, per, most, window_seconds) values ('x', 'visitor', 1, 90000)`,
      "23514",
    );
  });
});

describe("what somebody known asks for", () => {
  it("links: few of a credential's are counted, all are refused when it is over, and others go on", async () => {
    const issue = (token: string) =>
      w.web`select grant_id from api.issue_download(${token}, ${w.market.version}, ${filePath}, 60)`;
    const { token } = w.people.ines;
    await setLimit("links", 64);
    let issued = 0;
    for (const end = 1_000; issued < end; issued++) {
      if (
        await issue(token).then(
          (rows) => rows.length === 1,
          () => false,
        )
      )
        continue;
      break;
    }
    // four counts of sixteen fill it: 64 on average, and 600 without four happen less than once in a million million runs
    expect(issued).toBeLessThan(600);
    for (let i = 0; i < 20; i++) await refused(issue(token), "CN429");
    const hint = await issue(token).then(
      () => "",
      (error: { hint: string }) => error.hint,
    );
    expect(Number(hint)).toBeGreaterThan(3_500);
    expect((await issue("hf_nobody")).length).toBe(0);
    await setLimit("links", limits.links.most);
    expect((await issue(token)).length).toBe(1);
  });

  it("links: somebody without a licence is counted too, and no row is kept of a token that is none", async () => {
    await setLimit("links", 16);
    const { token } = w.people.ola;
    const tries = Array.from(
      { length: 300 },
      () => w.web`select 1 from api.issue_download(${token}, ${w.market.version}, ${filePath}, 60)`,
    );
    const outcomes = await Promise.all(
      tries.map((one) =>
        one.then(
          (rows) => rows.length,
          (error: { code: string }) => error.code,
        ),
      ),
    );
    expect(outcomes).toContain("CN429");
    expect(outcomes).not.toContain(1);
    await w.root`delete from priv.rate_counters`;
    for (let i = 0; i < 100; i++)
      await w.web`select 1 from api.issue_download(${`hf_${i}`}, ${w.market.version}, ${filePath}, 60)`;
    expect(await counters()).toBe(0);
    await setLimit("links", limits.links.most);
  });

  it("recordings announced in a day", async () => {
    await setLimit("recordings", 2);
    const announce = () =>
      w.root`insert into app.recordings select (jsonb_populate_record(r, jsonb_build_object('id', uuidv7(), 'state', 'announced'))).* from app.recordings r limit 1`;
    await w.root`alter table app.recordings disable trigger user`;
    await w.root`alter table app.recordings enable trigger limit_recordings`;
    try {
      await announce();
      await announce();
      await refused(announce(), "CN429");
    } finally {
      await w.root`alter table app.recordings enable trigger user`;
      await setLimit("recordings", limits.recordings.most);
    }
  });
});
