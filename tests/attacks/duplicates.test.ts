import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compared, inHands, sideOf } from "../rooms/known-side.ts";
import { only, openWorld, refused, runningJob, type Tx, type World } from "../world.ts";
import { ofRepeat } from "./work.ts";

// What a call is known again by tells who was on which call: nobody reads it, and nobody may ask through it.
let w: World;
let theirs: string;
beforeAll(async () => {
  w = await openWorld();
  theirs = await inHands(w, w.people.dana.id);
  await compared(w, theirs, [sideOf(51)]);
});
afterAll(() => w.close());

const asJob = async <T>(
  login: "media" | "money",
  task: string,
  power: string | null,
  subject: string,
  work: (t: Tx) => Promise<T>,
) => {
  const job = await runningJob(w, task, subject);
  return w[login].begin(async (t) => {
    await t`select * from api.begin_job(${job.job}, ${power}, ${subject})`;
    return work(t);
  });
};
const candidates = (t: Tx) => t`select * from api.fingerprint_candidates('left', '{1}', '{1}', '{0}')`;
const keep = (t: Tx) => t`select api.keep_fingerprints('{left}', '1', '{AAAA}', '{left}', '{1}', '{1}')`;

describe("fingerprints", () => {
  it("are read and written by no role, whatever it is doing", async () => {
    for (const table of ["priv.fingerprints", "priv.fingerprint_codes"]) {
      for (const login of ["look", "web", "delivery", "mailer", "media", "money", "passkeys", "migrate"] as const) {
        await refused(w[login].unsafe(`select * from ${table}`));
        await refused(w[login].unsafe(`delete from ${table}`));
      }
      for (const name of ["dana", "rhea", "petra"] as const)
        await refused(w.as(name, (t) => t.unsafe(`select * from ${table}`)));
      await refused(
        asJob("media", "recordings.process", "recordings.process", theirs, (t) => t.unsafe(`select * from ${table}`)),
      );
    }
  });

  it("are compared by a media worker that processes a recording, and by nobody else", async () => {
    for (const ask of [candidates, keep]) {
      for (const login of ["look", "web", "delivery", "mailer", "money"] as const)
        await refused(w[login].begin((t) => ask(t)));
      await refused(
        w.media.begin((t) => ask(t)),
        "CN403",
      );
      await refused(asJob("media", "recordings.process", null, theirs, ask), "CN403");
      await refused(asJob("media", "recordings.erase", "recordings.erase", theirs, ask), "CN403");
      await refused(asJob("money", "earnings.accrue", "earnings.accrue", theirs, ask));
    }
  });

  it("are kept for what the job is about, while it is worked on, and within bounds", async () => {
    const late = await inHands(w, w.people.priya.id, { state: "withdrawn" });
    await refused(asJob("media", "recordings.process", "recordings.process", late, keep), "CN404");
    const mine = await inHands(w, w.people.priya.id);
    for (const bad of [
      "select api.keep_fingerprints('{}', '1', '{}', '{}', '{}', '{}')",
      "select api.keep_fingerprints('{left,right,left}', '1', '{AAAA,AAAA,AAAA}', '{}', '{}', '{}')",
      "select api.keep_fingerprints('{left}', '1', '{AAAA}', '{left}', '{1,2}', '{1}')",
      "select api.keep_fingerprints('{left}', '1', '{AAAA}', array_fill('left'::text, '{50001}'), array_fill(1, '{50001}'), array_fill(1, '{50001}'))",
      "select api.fingerprint_candidates('left', '{1}', '{}', '{0}')",
      "select api.fingerprint_candidates('left', array_fill(1, '{50001}'), array_fill(1, '{50001}'), array_fill(1, '{50001}'))",
    ])
      await refused(
        asJob("media", "recordings.process", "recordings.process", mine, (t) => t.unsafe(bad)),
        "CN400",
      );
  });

  it("of a later recording tell an earlier one nothing, nor those of one that was taken back", async () => {
    const later = await inHands(w, w.people.priya.id);
    await compared(w, later, [sideOf(52)]);
    const earlier = await inHands(w, w.people.tomas.id);
    await compared(w, earlier, [sideOf(53)]);
    expect((await compared(w, later, [sideOf(53)])).repeats).toEqual([]);
    await w.as(
      "dana",
      (t) => t`update app.recordings set state = 'withdrawn' where id = ${theirs}`,
      "recordings.withdraw",
      theirs,
    );
    const copy = await inHands(w, w.people.priya.id);
    expect((await compared(w, copy, [sideOf(51)])).repeats).toEqual([]);
  });
});

describe("a contributor who holds a copy of somebody's call", () => {
  const looks = async (id: string) =>
    w.as("priya", async (t) => ({
      row: (
        await t`select * from (select to_jsonb(r) - 'id' - 'created_at' as row from (select id, created_at, state, reason, note, duplicate_of, step, progress_percent, duration_seconds, channels, redactions from app.recordings where id = ${id}) r) x`
      )[0]!.row,
      noted: await t`select id from app.repeats`,
      told: await t`select subject, to_state, reason from app.transitions where subject = ${id}`,
    }));

  it("learns nothing by sending it: the same rows as for a call that nobody sent", async () => {
    const original = await inHands(w, w.people.dana.id);
    await compared(w, original, [sideOf(61)]);
    const [copy, fresh] = [await inHands(w, w.people.priya.id), await inHands(w, w.people.priya.id)];
    const found = await compared(w, copy, [sideOf(61)]);
    expect(found.repeats, "the market knows").toHaveLength(1);
    expect(found.duplicateOf).toBeNull();
    expect((await compared(w, fresh, [sideOf(62)])).repeats).toHaveLength(0);
    expect(await looks(copy)).toEqual(await looks(fresh));
    expect((await looks(copy)).noted).toEqual([]);
    await refused(w.as("priya", (t) => t`delete from app.repeats`));
    await refused(
      w.as(
        "priya",
        (t) =>
          t`insert into app.repeats (recording_id, earlier_id, verdict, score, bit_errors, channels, matches) values (${copy}, ${original}, 'same', 1, 0, '{}', '[]')`,
        "recordings.add",
        copy,
      ),
    );
  });

  it("cannot name a call as one's own earlier one when announcing", async () => {
    const announced = {
      contributor_id: w.people.priya.id,
      title: "x",
      language: "en",
      kind: "family",
      own_channel: "left",
    };
    await refused(
      w.as(
        "priya",
        (t) => t`insert into app.recordings ${t({ ...announced, duplicate_of: w.market.recordings.dana })}`,
        "recordings.add",
      ),
    );
  });

  it("who agreed to the other side learns of that side alone, and not after taking it back", async () => {
    const call = await inHands(w, w.people.dana.id, { otherParty: "given" });
    const said = {
      recording_id: call,
      user_id: w.people.priya.id,
      channel: "right",
      notice_hash: "a".repeat(64),
      call_title: "x",
    };
    await w.plant((t) => t`insert into app.consents ${t({ ...said, answer: "given" })}`);
    await compared(w, call, [sideOf(63, "left"), sideOf(64, "right")]);
    const copyOf = async (seed: number) =>
      (await compared(w, await inHands(w, w.people.priya.id, { state: "processing" }), [sideOf(seed)])).duplicateOf;
    expect(await copyOf(63)).toBeNull();
    await w.plant((t) => t`update app.consents set answer = 'withdrawn' where recording_id = ${call}`);
    expect(await copyOf(64)).toBeNull();
  });
});

describe("what was noted", () => {
  it("is a reviewer's, while they may see both recordings", async () => {
    const one = await inHands(w, w.people.dana.id);
    await compared(w, one, [sideOf(71)]);
    const two = await inHands(w, w.people.priya.id);
    await compared(w, two, [sideOf(71)]);
    const seen = (name: "rhea" | "cyrus" | "dana" | "priya" | "ines") =>
      w.as(name, (t) => t`select earlier_id from app.repeats where recording_id = ${two}`);
    expect(await seen("rhea"), "neither is on the desk").toEqual([]);
    await w.plant((t) => t`update app.recordings set state = 'in_review' where id in (${one}, ${two})`);
    expect(await seen("rhea")).toEqual([{ earlier_id: one }]);
    for (const name of ["cyrus", "dana", "priya", "ines"] as const) expect(await seen(name)).toEqual([]);
    expect(await w.look`select 1 from app.repeats`).toEqual([]);
  });
});

describe("what was found again", () => {
  const repeatsSeen = (rows: readonly object[]) => rows.map((row) => (row as { recording_id: string }).recording_id);
  const read = (t: Tx) => t`select recording_id from app.repeats`;
  const plant = (recording: string, earlier: string) =>
    w.plant((t) => t`insert into app.repeats ${t(ofRepeat(recording, earlier))}`);
  const owned = (state: string) =>
    w.plant((t) =>
      only<string>(
        t`insert into app.recordings ${t({ contributor_id: w.people.dana.id, title: "x", language: "en", kind: "family", own_channel: "left", state })} returning id`,
      ),
    );

  it("is a reviewer's to know, of calls that a reviewer sees; never their owner's", async () => {
    const [one, two, hidden] = [await owned("in_review"), await owned("accepted"), await owned("announced")];
    await plant(one, two);
    for (const name of ["dana", "ines", "cyrus", "fiona", "piet"] as const)
      expect(repeatsSeen(await w.as(name, read)), name).toEqual([]);
    expect(repeatsSeen(await w.web.begin(read))).toEqual([]);
    const ours = async () => repeatsSeen(await w.as("rhea", read)).filter((id) => [one, two, hidden].includes(id));
    expect(await ours()).toEqual([one]);
    expect(await w.as("rhea", (t) => t`select from app.recordings where id = ${hidden}`)).toEqual([]);
    await plant(hidden, one);
    await plant(two, hidden);
    expect(await ours()).toEqual([one]);
  });

  it("is read by the jobs about that call alone", async () => {
    const [one, two] = [await owned("processing"), await owned("processing")];
    await plant(one, theirs);
    await plant(two, theirs);
    for (const [login, task] of [
      ["media", "recordings.process"],
      ["money", "earnings.accrue"],
    ] as const)
      expect(repeatsSeen(await asJob(login, task, null, one, read)), login).toEqual([one]);
  });
});
