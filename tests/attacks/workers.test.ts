import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { payoutRails, rawObjects, storedClips, vaultKeys } from "../../db/backstage.ts";
import { one } from "../../db/door.ts";
import { jobs, type Power } from "../../db/powers.ts";
import { balances, earnings, payoutRuns, recordings, versions } from "../../db/tables.ts";
import { runJobs } from "../../worker/run-jobs.ts";
import { only, openWorld, refused, runningJob, type World, waitingJobs } from "../world.ts";

// A worker that was taken over, or that takes one job for another.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const rawOf = (recordingId: string) => (tx: Parameters<Parameters<World["doors"]["media"]["look"]>[1]>[0]) =>
  tx.select({ rawKey: rawObjects.rawKey }).from(rawObjects).where(eq(rawObjects.recordingId, recordingId));

describe("a worker without a running job is nobody", () => {
  it("with no job, with one that waits, with one that is done", async () => {
    const { priya } = w.market.recordings;
    for (const job of ["1", "999999"])
      await expect(w.doors.media.look({ via: "job", job }, rawOf(priya))).rejects.toMatchObject({ code: "signed_out" });
    const job = await runningJob(w, "recordings.process", priya);
    expect(await w.doors.media.look(job, rawOf(priya))).toHaveLength(1);
    await w.root`update graphile_worker._private_jobs set locked_at = null where id = ${job.job}`;
    await expect(w.doors.media.look(job, rawOf(priya))).rejects.toMatchObject({ code: "signed_out" });
    await w.root`delete from graphile_worker._private_jobs where id = ${job.job}`;
    await expect(w.doors.media.look(job, rawOf(priya))).rejects.toMatchObject({ code: "signed_out" });
  });

  it("nor does a person's token open a worker's door", async () => {
    const asFiona = { ...w.people.fiona.viewer };
    await expect(w.doors.money.look(asFiona, (tx) => tx.select({ id: balances.id }).from(balances))).rejects.toThrow();
  });
});

describe("a job reaches its own subject", () => {
  it("its recording's keys and clips, its contributor's vault, nobody else's", async () => {
    const { recordings: calls } = w.market;
    const job = await runningJob(w, "recordings.process", calls.priya);
    const seen = await w.doors.media.look(job, (tx) => tx.select({ rawKey: rawObjects.rawKey }).from(rawObjects));
    expect(seen).toEqual([{ rawKey: "raw/canary-key-priya" }]);
    expect(await w.doors.media.look(job, rawOf(calls.dana))).toEqual([]);
    const clips = await w.doors.media.look(job, (tx) => tx.select({ key: storedClips.shelfKey }).from(storedClips));
    expect(clips).toEqual([{ key: "clips/canary-key-priya" }]);
    const keys = await w.doors.media.look(job, (tx) => tx.select({ userId: vaultKeys.userId }).from(vaultKeys));
    expect(keys).toEqual([{ userId: w.people.priya.id }]);
  });

  it("a build its version's clips, and no raw key's vault", async () => {
    const job = await runningJob(w, "versions.build", w.market.version);
    const clips = await w.doors.media.look(job, (tx) => tx.select({ key: storedClips.shelfKey }).from(storedClips));
    expect(clips).toEqual([{ key: "clips/canary-key-dana" }]);
    expect(await w.doors.media.look(job, (tx) => tx.select({ id: vaultKeys.userId }).from(vaultKeys))).toEqual([]);
  });

  it("acts about another subject are refused before they begin", async () => {
    const { recordings: calls } = w.market;
    const job = await runningJob(w, "earnings.accrue", calls.dana);
    const about = (subject: string) => w.doors.money.act(job, "earnings.accrue", subject, async () => 1);
    expect(await about(calls.dana)).toBe(1);
    await expect(about(calls.priya)).rejects.toMatchObject({ code: "signed_out" });
    const pay = w.doors.money.act(job, "earnings.accrue", calls.dana, (tx) =>
      tx.insert(earnings).values({
        id: calls.priya,
        contributorId: w.people.priya.id,
        durationSeconds: 60,
        rateMicrosPerSecond: 1n,
        amountMicros: 1n,
        journalId: randomUUID(),
      }),
    );
    await expect(pay).rejects.toMatchObject({ code: "forbidden" });
    const other = await runningJob(w, "recordings.process", calls.priya);
    const touched = await w.doors.media.act(other, "recordings.process", calls.priya, (tx) =>
      tx
        .update(recordings)
        .set({ state: "failed" })
        .where(eq(recordings.id, calls.tomas))
        .returning({ id: recordings.id }),
    );
    expect(touched).toEqual([]);
  });

  it("and under its own kind's powers only", async () => {
    const subjects = { "payouts.reserve": w.market.run, "earnings.accrue": w.market.recordings.dana };
    for (const [task, subject] of Object.entries(subjects)) {
      const job = await runningJob(w, task, subject);
      for (const power of [
        "orders.settle",
        "payouts.send",
        "recordings.process",
        "recordings.accept",
        "account.rename",
      ] as Power[])
        await expect(w.doors.money.act(job, power, subject, async () => 1)).rejects.toMatchObject({
          code: "forbidden",
        });
    }
    const run = await runningJob(w, "payouts.reserve", w.market.run);
    const other = randomUUID();
    await w.plant((t) => t`insert into app.payout_runs (id, started_by) values (${other}, ${w.people.fiona.id})`);
    const closed = await w.doors.money.act(run, "payouts.reserve", w.market.run, (tx) =>
      tx.update(payoutRuns).set({ state: "reserved" }).where(eq(payoutRuns.id, other)).returning({ id: payoutRuns.id }),
    );
    expect(closed).toEqual([]);
  });
});

describe("the two families", () => {
  it("neither runs the other's job", async () => {
    for (const [task, { family }] of Object.entries(jobs)) {
      const job = await runningJob(w, task, randomUUID());
      const other = family === "media" ? "money" : "media";
      const look = (door: World["doors"]["media"]) =>
        door.look(job, (tx) => tx.select({ id: versions.id }).from(versions));
      expect(await look(w.doors[family])).toBeInstanceOf(Array);
      await expect(look(w.doors[other]), `${other} ran ${task}`).rejects.toMatchObject({ code: "signed_out" });
    }
  });

  it("neither makes, changes or removes the other's jobs, nor learns what they are about", async () => {
    const mine = randomUUID();
    await runningJob(w, "recordings.erase", mine);
    await runningJob(w, "payouts.reserve", mine);
    for (const [sql, theirs, family] of [
      [w.media, "payouts.reserve", "money"],
      [w.money, "recordings.erase", "media"],
    ] as const) {
      const key = `${theirs}:${mine}`;
      await refused(
        sql`select graphile_worker.add_job(${theirs}, json_build_object('subject', ${randomUUID()}::text))`,
      );
      const seen = await sql`select payload from graphile_worker._private_jobs where key = ${key}`;
      expect(seen, `${family}'s job was seen`).toHaveLength(0);
      expect((await sql`delete from graphile_worker._private_jobs where key = ${key}`).count).toBe(0);
      expect((await sql`update graphile_worker._private_jobs set payload = '{}' where key = ${key}`).count).toBe(0);
    }
    expect(await waitingJobs(w, mine)).toEqual(["payouts.reserve", "recordings.erase"]);
  });

  it("nor does it choose what its own running job is about, or add one", async () => {
    const { priya, dana } = w.market.recordings;
    const job = await runningJob(w, "recordings.process", priya);
    for (const change of [
      `payload = json_build_object('subject', '${dana}')`,
      "payload = '{}'",
      "task_id = (select id from graphile_worker._private_tasks where identifier = 'recordings.erase')",
    ])
      await refused(
        w.media.unsafe(`update graphile_worker._private_jobs set ${change} where id = ${job.job}`),
        "CN403",
      );
    const task = await only<number>(
      w.root`select id from graphile_worker._private_tasks where identifier = 'recordings.erase'`,
    );
    const payload = JSON.stringify({ subject: dana });
    await refused(
      w.media`insert into graphile_worker._private_jobs (task_id, payload) values (${task}, ${payload}::json)`,
    );
    await refused(w.media`select graphile_worker.add_job('recordings.erase', ${payload}::json)`);
    await w.media`update graphile_worker._private_jobs set locked_by = 'me', attempts = attempts + 1 where id = ${job.job}`;
  });

  it("media sees no money, and money no secret of media's", async () => {
    const job = await runningJob(w, "versions.build", w.market.version);
    for (const table of [balances, earnings, payoutRuns, payoutRails])
      await expect(
        w.doors.media.look(job, (tx) => tx.select({ n: table.getSQL() as never }).from(table)),
      ).rejects.toThrow();
    for (const query of [
      "select raw_key from priv.raw_objects",
      "select shelf_key from app.clips",
      "select id from app.clips",
      "select turns from app.reports",
      "select wrapped from priv.vault_keys",
      "select shelf_key from app.version_files",
      "select recipient from app.vaults",
    ])
      await refused(w.money.unsafe(query));
    for (const query of [
      "select payable_micros from app.balances",
      "select id from app.orders",
      "select stripe_account from priv.payout_rails",
      "select object_id from priv.stripe_events",
    ])
      await refused(w.media.unsafe(query));
  });
});

it("graphile-worker runs each family's jobs, retries what fails, and keeps no person's words", async () => {
  const [good, bad] = [randomUUID(), randomUUID()];
  await w.root`delete from graphile_worker._private_jobs`;
  for (const subject of [good, bad])
    await w.root`select graphile_worker.add_job('earnings.accrue', json_build_object('subject', ${subject}::text))`;
  await w.root`select graphile_worker.add_job('recordings.erase', json_build_object('subject', ${good}::text))`;
  const ran: string[] = [];
  const running = await runJobs(
    w.url("consonant_money"),
    {
      "earnings.accrue": {
        run: async (job, subject) => {
          ran.push(subject);
          one(await w.doors.money.look(job, (tx) => tx.select({ id: balances.id }).from(balances).limit(1)));
          if (subject === bad) throw new Error("canary-title-dana cannot be paid");
        },
      },
    },
    2,
  );
  await expect.poll(() => new Set(ran).size, { timeout: 10_000 }).toBe(2);
  await expect.poll(() => waitingJobs(w, good)).toEqual(["recordings.erase"]);
  await expect
    .poll(() =>
      only<string>(w.root`select last_error from graphile_worker._private_jobs where payload ->> 'subject' = ${bad}`),
    )
    .toContain("see the log");
  await running.stop();
  const [left] =
    await w.root`select attempts, last_error from graphile_worker._private_jobs where payload ->> 'subject' = ${bad}`;
  expect(left!.attempts).toBe(1);
  expect(left!.last_error).not.toContain("canary");
});
