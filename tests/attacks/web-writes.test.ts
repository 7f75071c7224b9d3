import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Job, jobs, type Power, powers } from "../../db/powers.ts";
import { cast, type Name, names } from "../people.ts";
import { openWorld, type Tx, type World } from "../world.ts";
import { buyerWorks } from "./buyer-works.ts";
import { contributorWorks } from "./contributor-works.ts";
import { deskWorks } from "./desk-works.ts";
import { plantWebWork, type WebWrites } from "./web-work.ts";

// A web process that was taken over writes, in acts that it may open: each write of a person's under each of their powers.
let w: World;
let mine: WebWrites;
let notMine: WebWrites;

beforeAll(async () => {
  w = await openWorld();
  const ground = await plantWebWork(w);
  const works = [contributorWorks(ground), deskWorks(ground), buyerWorks(ground)];
  mine = Object.assign({}, ...works.map((work) => work.mine));
  notMine = Object.assign({}, ...works.map((work) => work.beyond));
});
afterAll(() => w.close());

/** How many rows the write changed, in an act that is thrown away; 0 where a policy or a guard refused it. */
async function tried(run: (t: Tx) => PromiseLike<{ count: number }>, name: Name, power: Power | null): Promise<number> {
  let count = 0;
  const undone = new Error("undone");
  await w
    .as(
      name,
      async (t) => {
        count = (await run(t)).count;
        throw undone;
      },
      power,
      randomUUID(),
    )
    .catch((error) => {
      if (error !== undone && !["42501", "CN403", "CN409"].includes(error.code)) throw error;
    });
  return count;
}
const powersOf = (name: Name) =>
  (Object.keys(powers) as Power[]).filter((power) => (powers[power].roles as readonly string[]).includes(cast[name]));

describe("a write of web's", () => {
  it("is allowed to the person, under its power", async () => {
    for (const [what, { by: name, under, run }] of Object.entries(mine))
      for (const power of under) expect(await tried(run, name, power), `${what} under ${power}`).toBe(1);
  });
  it("is not, without an act", async () => {
    for (const [what, { by: name, run }] of Object.entries(mine)) expect(await tried(run, name, null), what).toBe(0);
  });
  it("does not go beyond it", async () => {
    for (const [what, { by: name, under, run }] of Object.entries(notMine))
      for (const power of under) expect(await tried(run, name, power), what).toBe(0);
  });
  it("nor is it done under another power of theirs", async () => {
    for (const [what, { by: name, under, run }] of Object.entries(mine))
      for (const power of powersOf(name))
        if (!under.includes(power)) expect(await tried(run, name, power), `${what} under ${power}`).toBe(0);
  });
  it.each(names)("nor by %s under a power that is somebody else's", async (name) => {
    for (const [what, { by: owner, run }] of Object.entries(mine))
      if (cast[owner] !== cast[name]) expect(await tried(run, name, "account.rename"), what).toBe(0);
  });
  it("asks for the jobs of its power, about the row that it wrote", async () => {
    for (const [what, { by: name, under, run }] of Object.entries(mine))
      for (const power of under)
        for (const task of Object.keys(jobs) as Job[]) {
          const asked = tried(
            async (t) => {
              const [row] = await run(t, true);
              return t`select api.enqueue(${task}, ${row!.id})`;
            },
            name,
            power,
          );
          const own = (jobs[task].askedUnder as readonly Power[]).includes(power) && what !== "a consent";
          expect(await asked, `${task} after ${what} under ${power}`).toBe(own ? 1 : 0);
        }
  });
});
