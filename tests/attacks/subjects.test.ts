import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Job, jobs, type Power } from "../../db/powers.ts";
import { canariesIn, canary, contributors } from "../people.ts";
import { openWorld, runningJob, type Tx, type World } from "../world.ts";
import { ofFile, ofRepeat, ofSample, type Write, words } from "./work.ts";
import { worksOf } from "./works.ts";

// A worker that was taken over, in the middle of a job: it sees what the job is about, and writes that and nothing else.
let w: World;
let works: Awaited<ReturnType<typeof worksOf>>;
beforeAll(async () => {
  w = await openWorld();
  works = await worksOf(w);
});
afterAll(() => w.close());

/** What this login sees of every table that it may read, within a job (or without one). */
async function everything(login: "media" | "money", job: Job | null, subject: string) {
  const tables = await w.root<{ name: string; columns: string }[]>`
    select c.oid::regclass::text as name, string_agg(quote_ident(a.attname), ', ') as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname in ('app', 'priv') and c.relkind = 'r' and has_column_privilege(${`consonant_${login}`}, c.oid, a.attnum, 'select') group by c.oid`;
  const running = job && (await runningJob(w, job, subject));
  const seen: Record<string, unknown[]> = {};
  await w[login].begin(async (t) => {
    if (running) await t`select * from api.begin_job(${running.job})`;
    for (const { name, columns } of tables)
      seen[name] = (await t.unsafe(`select ${columns} from ${name}`)).map((row) => withWords(row));
  });
  return seen;
}
/** Bytes as the words that are in them, so that a canary under seal is still seen. */
const withWords = (row: object) =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, Buffer.isBuffer(value) ? value.toString() : value]),
  );

describe("without a job", () => {
  it.each(["media", "money"] as const)("%s sees nothing at all", async (login) => {
    const seen = await everything(login, null, "");
    expect(Object.keys(seen).length).toBeGreaterThan(10);
    expect(Object.keys(seen).filter((table) => seen[table]!.length > 0)).toEqual([]);
  });
});

describe("within a job, media sees whom it is about", () => {
  const media = (Object.keys(jobs) as Job[]).filter(
    (task) => jobs[task].family === "media" && jobs[task].about === "recordings",
  );
  it.each(media.flatMap((task) => contributors.map((name) => [task, name] as const)))(
    "%s of %s's call",
    async (task, name) => {
      const seen = canariesIn(await everything("media", task, w.market.recordings[name]));
      expect(seen).toContain(canary("title", name));
      const words = seen.filter((word) => !word.startsWith("canary-draft-"));
      expect(words.filter((word) => !word.endsWith(`-${name}`))).toEqual([]);
    },
  );
  it("a build: the clips of its version, and no vault", async () => {
    const seen = canariesIn(await everything("media", "versions.build", w.market.version));
    expect(seen).toContain(canary("clip", "dana"));
    expect(seen.filter((word) => /-(priya|tomas)$/.test(word))).toEqual([]);
    const raw = await everything("media", "versions.build", w.market.version);
    expect(raw["priv.vault_keys"]).toEqual([]);
    expect(raw["app.vaults"]).toEqual([]);
    expect(raw["app.reports"]).toEqual([]);
    const other = await everything("media", "versions.build", works.building);
    expect(canariesIn(other).filter((word) => !word.startsWith("canary-draft-"))).toEqual([]);
    expect(other["app.samples"]).toHaveLength(1);
    expect(other["app.version_files"]).toHaveLength(1);
  });
});

describe("within a job, money", () => {
  it("sees the one call and the one event that it is about", async () => {
    const call = await everything("money", "earnings.accrue", w.market.recordings.dana);
    expect(call["app.recordings"]!.map((row) => (row as { id: string }).id)).toEqual([w.market.recordings.dana]);
    expect(call["priv.stripe_events"]).toEqual([]);
    const event = await everything("money", "stripe.event", works.event);
    expect(event["app.recordings"]).toEqual([]);
    expect(event["priv.stripe_events"]).toHaveLength(1);
  });
});

/** How many rows the write changed, in an act that is thrown away; 0 where it was refused by a policy or a guard. */
async function tried(write: Write, task: Job | null, power: Power | null, subject: string): Promise<number> {
  const login = write.login;
  const running = task && (await runningJob(w, task, subject));
  let count = 0;
  const undone = new Error("undone");
  await w[login]
    .begin(async (t: Tx) => {
      if (running) await t`select * from api.begin_job(${running.job}, ${power}, ${subject})`;
      count = (await write.run(t)).count;
      throw undone;
    })
    .catch((error) => {
      if (error !== undone && !["42501", "CN403", "CN409"].includes(error.code)) throw error;
    });
  return count;
}
const kindOf = (login: string, power: Power) =>
  (Object.keys(jobs) as Job[]).find(
    (task) => jobs[task].family === login && (jobs[task].actsUnder as readonly Power[]).includes(power),
  )!;

/** Another call that has just arrived, another version that is being built, another event: what a write might take along. */
const plantOthers = () =>
  w.plant(async (t) => {
    const [version, event] = [randomUUID(), randomUUID()];
    const call = { contributor_id: w.people.dana.id, title: "x", ...words, own_channel: "left", state: "received" };
    await t`insert into app.recordings ${t(call)}`;
    await t`insert into app.repeats ${t(ofRepeat(w.market.recordings.priya, w.market.recordings.tomas))} on conflict do nothing`;
    const released = { dataset_id: randomUUID(), number: "1.0.0", state: "building", published_at: new Date() };
    await t`insert into app.versions ${t({ id: version, ...released })}`;
    await t`insert into app.version_files ${t({ version_id: version, path: "a", ...ofFile })}`;
    await t`insert into app.samples ${t({ version_id: version, position: 0, ...ofSample })}`;
    await t`insert into app.version_shares ${t({ version_id: version, contributor_id: w.people.dana.id, milliseconds: 1 })}`;
    await t`insert into priv.stripe_events ${t({ id: event, event_id: event, type: "x", object_id: "x" })}`;
  });

describe("a worker's write", () => {
  it("is allowed in its own job, about its own subject", async () => {
    for (const [name, write] of Object.entries(works.writes))
      for (const power of write.powers)
        expect(await tried(write, kindOf(write.login, power), power, write.subject), `${name} under ${power}`).toBe(1);
  });
  it("is not, outside a job", async () => {
    for (const [name, write] of Object.entries(works.writes)) expect(await tried(write, null, null, ""), name).toBe(0);
  });
  it("nor in a job without a power", async () => {
    for (const [name, write] of Object.entries(works.writes))
      expect(await tried(write, kindOf(write.login, write.powers[0]!), null, write.subject), name).toBe(0);
  });
  it("nor under another power of the same family, about the same subject", async () => {
    for (const [name, write] of Object.entries(works.writes))
      for (const [task, { family, actsUnder }] of Object.entries(jobs))
        for (const power of actsUnder)
          if (family === write.login && !write.powers.includes(power))
            expect(await tried(write, task as Job, power, write.subject), `${name} under ${power}`).toBe(0);
  });
  it("nor about another subject, under the same power", async () => {
    for (const [name, write] of Object.entries(works.writes))
      for (const power of write.bound ?? write.powers)
        expect(await tried(write, kindOf(write.login, power), power, randomUUID()), `${name} under ${power}`).toBe(0);
  });
  // PostgreSQL asks the policies of reading only where a statement reads something: these read nothing
  const whole: [Write["login"], Power, about: () => string, query: string][] = [
    ["media", "recordings.process", () => works.fresh, "update app.recordings set state = 'processing'"],
    ["media", "recordings.process", () => w.market.recordings.priya, "delete from app.clips"],
    ["media", "recordings.erase", () => w.market.recordings.priya, "delete from app.clips"],
    ["media", "recordings.process", () => w.market.recordings.priya, "delete from app.reports"],
    ["media", "recordings.erase", () => w.market.recordings.priya, "delete from app.reports"],
    ["media", "recordings.process", () => works.fresh, "delete from app.repeats"],
    ["media", "versions.build", () => works.building, "update app.versions set progress_percent = 5"],
    ["media", "versions.build", () => works.building, "delete from app.version_files"],
    ["media", "versions.build", () => works.building, "delete from app.samples"],
    ["media", "versions.build", () => works.building, "delete from app.version_shares"],
    ["money", "payouts.open-account", () => w.people.dana.id, "update app.payout_accounts set state = 'active'"],
    ["money", "payouts.open-account", () => w.people.dana.id, "delete from app.payout_links"],
    ["money", "payouts.reserve", () => works.run, "update app.payout_runs set state = 'reserved'"],
    ["money", "payouts.send", () => w.market.payouts.dana, "update app.payouts set attempt = 2"],
    ["money", "orders.settle", () => works.event, "update priv.stripe_events set settled_at = now()"],
  ];
  it.each(whole)("of %s under %s changes its own row, where it names none", async (login, power, about, query) => {
    await plantOthers();
    const write: Write = { login, powers: [power], subject: about(), run: (t) => t.unsafe(query) };
    expect(await tried(write, kindOf(login, power), power, write.subject), query).toBe(1);
  });
  it("nor about a version that failed, until its curator publishes it again", async () => {
    const id = randomUUID();
    const failed = { id, dataset_id: randomUUID(), number: "1.0.0", state: "failed", published_at: new Date() };
    await w.plant((t) => t`insert into app.versions ${t(failed)}`);
    const run = (t: Tx) => t`update app.versions set progress_percent = 5 where id = ${id}`;
    const write: Write = { login: "media", powers: ["versions.build"], subject: id, run };
    expect(await tried(write, "versions.build", "versions.build", id)).toBe(0);
  });
  it("leaves no state that is another's to give", async () => {
    for (const [name, write] of Object.entries(works.beyond))
      for (const power of write.powers)
        expect(await tried(write, kindOf(write.login, power), power, write.subject), `${name} under ${power}`).toBe(0);
  });
});
