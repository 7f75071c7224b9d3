import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Job, jobs, type Power, powers, type Role } from "../../db/powers.ts";
import { cast, hashOf, type Name, names } from "../people.ts";
import { openWorld, runningJob, type World } from "../world.ts";

// Everybody tries every power: who holds it, who signed in too weakly for it, and what a switch stops.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const every = Object.keys(powers) as Power[];
const kinds = Object.keys(jobs) as Job[];
const holds = (power: Power, role: Role) => (powers[power].roles as readonly Role[]).includes(role);
const ruleOf = (power: Power) => powers[power] as { minAal: number; stop: string | null; freshSeconds?: number };
/** "begun", or the code of the refusal. */
const codeOf = (work: PromiseLike<unknown>): Promise<string> =>
  Promise.resolve(work).then(
    () => "begun",
    (error) => String(error.code),
  );
const begin = (name: Name | null, power: Power) =>
  codeOf(w.web`select * from api.begin_request(${name && w.people[name].token}, ${power}, ${randomUUID()})`);
const beginAll = async (name: Name | null, wanted = every) =>
  Object.fromEntries(await Promise.all(wanted.map(async (power) => [power, await begin(name, power)] as const)));
const expected = (of: (power: Power) => string, wanted = every) =>
  Object.fromEntries(wanted.map((power) => [power, of(power)]));

describe("a power is begun by who holds it", () => {
  it.each(names)("%s", async (name) => {
    expect(await beginAll(name)).toEqual(expected((power) => (holds(power, cast[name]) ? "begun" : "CN403")));
  });
  it("nobody", async () => {
    expect(await beginAll(null)).toEqual(expected((power) => (holds(power, "anonymous") ? "begun" : "CN403")));
  });
});

describe("a sign-in that is too weak", () => {
  /** Everybody's session, as if it had been vouched for so long ago; never, for null. */
  const vouched = async (seconds: number | null) => {
    const hashes = names.map((name) => hashOf(w.people[name].token));
    for (const hash of hashes)
      await w.root`
        update priv.credentials set created_at = now() - make_interval(secs => ${seconds ?? 0}),
               raised_at = ${seconds === null ? null : w.root`now() - make_interval(secs => ${seconds})`} where token_hash = ${hash}`;
  };
  it("without a passkey's word does no desk's work", async () => {
    const desk = every.filter((power) => ruleOf(power).minAal > 1);
    expect(desk.length).toBeGreaterThan(8);
    await vouched(null);
    for (const name of names.filter((one) => desk.some((power) => holds(power, cast[one]))))
      expect(await beginAll(name, desk)).toEqual(
        expected((power) => (holds(power, cast[name]) ? "CN428" : "CN403"), desk),
      );
  });
  it("that was vouched for some time ago does not move money, publish, or change the way in", async () => {
    const fresh = every.filter((power) => ruleOf(power).freshSeconds !== undefined);
    expect(fresh.length).toBeGreaterThan(5);
    await vouched(Math.max(...fresh.map((power) => ruleOf(power).freshSeconds!)) + 5);
    for (const name of names)
      expect(await beginAll(name, fresh)).toEqual(
        expected((power) => (holds(power, cast[name]) ? "CN428" : "CN403"), fresh),
      );
    await vouched(1);
  });
});

const asJob = async (task: Job, power: Power, login: "media" | "money" = jobs[task].family) => {
  const subject = randomUUID();
  const { job } = await runningJob(w, task, subject);
  return codeOf(w[login]`select * from api.begin_job(${job}, ${power}, ${subject})`);
};

describe("a job", () => {
  const ofJobs = every.filter((power) => holds(power, "system"));
  it.each(kinds)("%s acts under its own powers, in its own family", async (task) => {
    const own = (power: Power) => (jobs[task].actsUnder as readonly Power[]).includes(power);
    for (const power of [...ofJobs, "recordings.accept", "account.rename"] as Power[])
      expect(await asJob(task, power), power).toBe(own(power) ? "begun" : "CN403");
    const other = jobs[task].family === "media" ? "money" : "media";
    expect(await asJob(task, jobs[task].actsUnder[0], other)).toBe("CN401");
  });
});

describe("while everything is stopped", () => {
  beforeAll(() => w.plant((t) => t`update app.service_state set suspended = true`));
  it("no power that names a switch is begun, and the others are", async () => {
    for (const name of names)
      expect(await beginAll(name)).toEqual(
        expected((power) => (!holds(power, cast[name]) ? "CN403" : ruleOf(power).stop ? "CN503" : "begun")),
      );
    expect(await begin(null, "account.open")).toBe("CN503");
  });
  it("nor by a job", async () => {
    for (const task of kinds)
      for (const power of jobs[task].actsUnder)
        expect(await asJob(task, power), power).toBe(ruleOf(power).stop ? "CN503" : "begun");
  });
});
