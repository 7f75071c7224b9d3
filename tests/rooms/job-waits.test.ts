import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Refusal } from "../../db/refusal.ts";
import { WaitsForService } from "../../lib/outside/waits-for-service.ts";
import { log } from "../../lib/web/log.ts";
import { runJobs } from "../../worker/run-jobs.ts";
import { only, openWorld, type World } from "../world.ts";

// A job that waits for what is outside loses none of its tries, and its pauses grow; what fails is given up as before.
log.level = "silent";
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

interface Ended {
  ran: boolean;
  givenUp: boolean;
  /** Undefined when the job is gone. */
  attempts?: number;
  pauseSeconds?: number;
}

/** Takes up a job of this age, which had so many tries, and ends as told; what is left of it. */
async function takeUp(
  error: Error,
  { ageHours = 0, attempts = 0, whenGivenUp }: { ageHours?: number; attempts?: number; whenGivenUp?: Error } = {},
): Promise<Ended> {
  const subject = randomUUID();
  await w.root`delete from graphile_worker._private_jobs`;
  await w.root`select graphile_worker.add_job('recordings.process', json_build_object('subject', ${subject}::text), max_attempts => 6)`;
  await w.root`update graphile_worker._private_jobs set created_at = now() - ${ageHours} * interval '1 hour', attempts = ${attempts}`;
  const done = { ran: false, givenUp: false };
  const run = async () => {
    done.ran = true;
    throw error;
  };
  const giveUp = async () => {
    done.givenUp = true;
    if (whenGivenUp) throw whenGivenUp;
  };
  const running = await runJobs(w.url("consonant_media"), { "recordings.process": { run, giveUp } }, 1);
  const left = async () =>
    (
      await w.root`select attempts, extract(epoch from run_at - now())::float as pause, last_error, locked_at from graphile_worker._private_jobs`
    )[0];
  const isOver = async () => {
    const row = await left();
    return !row || (row.locked_at === null && row.last_error !== null);
  };
  await expect.poll(isOver, { timeout: 20_000 }).toBe(true);
  await running.stop();
  const row = await left();
  return row ? { ...done, attempts: row.attempts, pauseSeconds: row.pause } : done;
}

const noAnswer = () => new WaitsForService("no answer");
const weeks = 15 * 24;

describe("a job that waits", { timeout: 60_000 }, () => {
  it("for a service keeps its tries, and is asked for again in a minute", async () => {
    const { pauseSeconds, ...left } = await takeUp(noAnswer(), { attempts: 4 });
    expect(left).toEqual({ ran: true, givenUp: false, attempts: 4 });
    expect(pauseSeconds).toBeGreaterThan(30);
    expect(pauseSeconds).toBeLessThan(600);
  });

  it("for days pauses for hours", async () => {
    const { pauseSeconds, ...left } = await takeUp(noAnswer(), { ageHours: 70 });
    expect(left).toEqual({ ran: true, givenUp: false, attempts: 0 });
    expect(pauseSeconds).toBeGreaterThan(3.5 * 3_600);
    expect(pauseSeconds).toBeLessThan(4.5 * 3_600);
  });

  it("for a part of the market that the desk stopped goes on when it runs again", async () => {
    expect(await takeUp(new Refusal("suspended"), { attempts: 4 })).toMatchObject({ attempts: 4, givenUp: false });
  });

  it("for two weeks uses its tries up, like one that fails", async () => {
    expect(await takeUp(noAnswer(), { ageHours: weeks, attempts: 4 })).toMatchObject({ attempts: 5, givenUp: false });
    expect(await takeUp(noAnswer(), { ageHours: weeks, attempts: 5 })).toEqual({ ran: false, givenUp: true });
  });

  it("is told from one that fails", async () => {
    expect(await takeUp(new Error("broken"), { attempts: 4 })).toMatchObject({ attempts: 5, givenUp: false });
    expect(await takeUp(new Refusal("forbidden"))).toMatchObject({ attempts: 1, givenUp: false });
  });
});

describe("a job that is given up", { timeout: 60_000 }, () => {
  it("is so where its worker was killed in each of its tries", async () => {
    expect(await takeUp(new Error("out of memory"), { attempts: 5 })).toEqual({ ran: false, givenUp: true });
  });

  it("and could not be told of is told of later", async () => {
    const away = new Error("canary-title-dana: the database is away");
    const left = await takeUp(new Error("broken"), { attempts: 5, whenGivenUp: away });
    expect(left).toMatchObject({ ran: false, givenUp: true, attempts: 5 });
    expect(await only(w.root`select last_error from graphile_worker._private_jobs`)).not.toContain("canary");
  });
});
