import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Name } from "../people.ts";
import { only, openWorld, refused, runningJob, type Tx, type World } from "../world.ts";

// Striking out sends a call back to the worker, and names what is personal in it: whose word is that, and who reads it?
let w: World;
let call: string;
beforeAll(async () => {
  w = await openWorld();
  call = w.market.recordings.priya; // on the desk
});
afterAll(() => w.close());

type Passages = { party?: string[]; from?: number[]; to?: number[]; kind?: string[] };
const strike =
  (id: string, { party = ["a"], from = [100], to = [900], kind = ["NAME"] }: Passages = {}) =>
  (t: Tx) =>
    t`select api.strike_out(${id}, ${party}, ${from.map(String)}, ${to.map(String)}, ${kind})`;
const asReviewer = (id: string, passages?: Passages) => w.as("rhea", strike(id, passages), "recordings.strike", id);
const stateOf = (id: string) => only<string>(w.root`select state from app.recordings where id = ${id}`);
const kept = () => w.root`select party, start_ms, end_ms, kind from priv.strikes where recording_id = ${call}`;

describe("a passage", () => {
  it("is struck out by a reviewer, under the power for it", async () => {
    for (const name of ["priya", "ines", "cyrus", "fiona", "piet"] as const)
      await refused(w.as(name, strike(call), "recordings.strike", call), "CN403");
    for (const power of ["recordings.accept", "recordings.refuse"] as const)
      await refused(w.as("rhea", strike(call), power, call), "CN403");
    await refused(w.as("rhea", strike(call)), "CN403");
    for (const sql of [w.look, w.media, w.money, w.delivery, w.mailer])
      await refused(sql`select api.strike_out(${call}, '{a}', '{1}', '{2}', '{NAME}')`);
    expect(await kept()).toEqual([]);
  });

  it("is within a call, of a party, of a kind, and not too many at once", async () => {
    const wrong: Passages[] = [
      { party: [] },
      { from: [1, 2] },
      { to: [1, 2] },
      { kind: ["NAME", "NAME"] },
      { party: ["c"] },
      { from: [-1] },
      { from: [900], to: [100] },
      { from: [0], to: [60_001] },
      { kind: ["<b>"] },
    ];
    for (const passages of wrong) await refused(asReviewer(call, passages), "CN400", "23514");
    const many = <T>(one: T) => Array.from({ length: 101 }, () => one);
    await refused(asReviewer(call, { party: many("a"), from: many(1), to: many(2), kind: many("NAME") }), "CN400");
    expect([await stateOf(call), await kept()]).toEqual(["in_review", []]);
  });

  it("is not one's own call's, nor of a call that is not on the desk", async () => {
    const owner = (name: Name) =>
      w.plant((t) => t`update app.recordings set contributor_id = ${w.people[name].id} where id = ${call}`);
    await owner("rhea");
    await refused(asReviewer(call), "CN404");
    await owner("priya");
    for (const id of [w.market.recordings.dana, w.market.recordings.tomas, w.market.order])
      await refused(asReviewer(id), "CN404");
  });

  it("takes the call from the desk at once, and is read by the job about it alone", async () => {
    await asReviewer(call);
    expect(await stateOf(call)).toBe("received");
    expect(await kept()).toEqual([{ party: "a", start_ms: 100, end_ms: 900, kind: "NAME" }]);
    await refused(asReviewer(call), "CN404"); // it is not on the desk any more
    for (const sql of [w.web, w.look, w.money, w.delivery, w.mailer, w.passkeys])
      await refused(sql`select from priv.strikes`);
    const within = async (task: "recordings.process", subject: string) => {
      const { job } = await runningJob(w, task, subject);
      return w.media.begin(async (t) => {
        await t`select * from api.begin_job(${job}, ${task}, ${subject})`;
        return (await t`select recording_id from priv.strikes`).map((row) => row.recording_id as string);
      });
    };
    expect(await w.media`select from priv.strikes`).toEqual([]);
    expect(await within("recordings.process", w.market.recordings.dana)).toEqual([]);
    expect(await within("recordings.process", call)).toEqual([call]);
    for (const write of [
      "insert into priv.strikes (recording_id, party, start_ms, end_ms, kind) values (gen_random_uuid(), 'a', 1, 2, 'NAME')",
      "delete from priv.strikes",
      "update priv.strikes set kind = 'PHONE'",
    ])
      await refused(w.media.unsafe(write));
  });

  it("may ask for the work, and for no other", async () => {
    await w.plant((t) => t`update app.recordings set state = 'in_review' where id = ${call}`);
    const then = (task: string) =>
      w.as(
        "rhea",
        async (t) => {
          await strike(call)(t);
          await t`select api.enqueue(${task}, ${call})`;
        },
        "recordings.strike",
        call,
      );
    await refused(then("recordings.erase"), "CN403");
    await refused(then("earnings.accrue"), "CN403");
    await then("recordings.process");
  });

  it("goes with the call when its contributor takes it back", async () => {
    expect(await kept()).not.toEqual([]);
    const before = await w.root`select count(*)::int from priv.strikes where recording_id <> ${call}`;
    await w.as(
      "priya",
      (t) => t`update app.recordings set state = 'withdrawn' where id = ${call}`,
      "recordings.withdraw",
      call,
    );
    expect(await kept()).toEqual([]);
    expect(await w.root`select count(*)::int from priv.strikes where recording_id <> ${call}`).toEqual(before);
  });
});
