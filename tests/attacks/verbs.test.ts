import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashOf } from "../people.ts";
import { only, openWorld, reachOtherParty, refused, runningJob, type Tx, type World, waitingJobs } from "../world.ts";

// The database's own verbs, asked by who may ask them, for more than they are for.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const stopped = async (id: string, work: () => Promise<unknown>) => {
  await w.plant((t) => t`update app.service_state set suspended = true where id = ${id}`);
  await work();
  await w.plant((t) => t`update app.service_state set suspended = false where id = ${id}`);
};

describe("an upload's place", () => {
  const open = (token: string) =>
    w.web`select object_key from api.open_intake(${token}, ${w.market.recordings.tomas}, 'audio')`;
  it("is told to a session, never to a key", async () => {
    const [key, id] = [`hf_${"a".repeat(64)}`, randomUUID()];
    await w.plant(async (t) => {
      await t`insert into app.api_keys ${t({ id, user_id: w.people.tomas.id, label: "x", scopes: [] })}`;
      const held = { kind: "key", user_id: w.people.tomas.id, key_id: id, scopes: [] };
      await t`insert into priv.credentials ${t({ token_hash: hashOf(key), ...held, expires_at: new Date(Date.now() + 60_000) })}`;
    });
    expect(await open(w.people.tomas.token)).toHaveLength(1);
    expect(await open(key)).toHaveLength(0);
  });
  it("is told to nobody while uploads are stopped, or everything", async () => {
    for (const id of ["uploads", "all"])
      await stopped(id, async () => expect(await open(w.people.tomas.token)).toHaveLength(0));
  });
});

describe("an event of Stripe's", () => {
  it("is taken once, and makes one job", async () => {
    const receive = () => only<boolean>(w.web`select api.receive_stripe_event('evt_twice', 'x', 'x')`);
    expect([await receive(), await receive()]).toEqual([true, false]);
    const id = await only<string>(w.root`select id from priv.stripe_events where event_id = 'evt_twice'`);
    expect(await waitingJobs(w, id)).toEqual(["stripe.event"]);
  });
  it("is short", async () => {
    const long = "x".repeat(121);
    for (const [event, type, object] of [
      [long, "x", "x"],
      ["x", long, "x"],
      ["x", "x", long],
    ] as const)
      await refused(w.web`select api.receive_stripe_event(${event}, ${type}, ${object})`, "CN400");
  });
});

describe("a speaker's name", () => {
  const named = async (task: "versions.build" | "recordings.process", subject: string) => {
    const { job } = await runningJob(w, task, subject);
    return w.media.begin(async (t) => {
      await t`select * from api.begin_job(${job}, ${task}, ${subject})`;
      return only<string>(t`select api.speaker_label(${w.people.dana.id})`);
    });
  };
  it("is told to a build, and means nothing in another dataset", async () => {
    const { version, draft } = w.market;
    const name = await named("versions.build", version);
    expect(await named("versions.build", version)).toBe(name);
    expect(await named("versions.build", draft)).not.toBe(name);
  });
  it("is told to no other job", async () => {
    await refused(named("recordings.process", w.market.recordings.dana), "CN403");
  });
});

describe("a sample", () => {
  const hear = () => w.delivery`select shelf_key from api.sample_file(${w.market.sample})`;
  it("is heard while its version is for sale, or was", async () => {
    for (const [state, heard] of Object.entries({ published: 1, superseded: 1, building: 0, withdrawn: 0 })) {
      await w.plant((t) => t`update app.versions set state = ${state} where id = ${w.market.version}`);
      expect(await hear(), state).toHaveLength(heard);
    }
    await w.plant((t) => t`update app.versions set state = 'published' where id = ${w.market.version}`);
  });
  it("is not, while delivery is stopped, or everything", async () => {
    for (const id of ["delivery", "all"]) await stopped(id, async () => expect(await hear()).toHaveLength(0));
  });
});

it("the front page's figures count what is for sale", async () => {
  const figures = () =>
    w.look`select minutes_for_sale::int as minutes, speakers::int, datasets::int from api.public_figures()`;
  const before = await figures();
  await w.plant(async (t) => {
    await t`update app.versions set speech_seconds = 6000 where id = ${w.market.draft}`;
    await t`insert into app.version_shares ${t({ version_id: w.market.draft, contributor_id: w.people.priya.id, milliseconds: 1 })}`;
  });
  expect(await figures()).toEqual(before);
});

describe("asking for the other party's yes", () => {
  const call = (state: string) => {
    const id = randomUUID();
    const row = {
      id,
      contributor_id: w.people.dana.id,
      title: "x",
      language: "en",
      kind: "family",
      own_channel: "left",
      state,
    };
    return w.plant(async (t) => {
      await t`insert into app.recordings ${t(row)}`;
      return id;
    });
  };
  const ask = (id: string, email: string) =>
    w.as("dana", (t: Tx) => t`select api.ask_consent(${id}, ${email}, null)`, "recordings.add", id);
  it("is too late once the call has arrived", async () => {
    for (const state of ["received", "accepted", "withdrawn"])
      await refused(ask(await call(state), w.people.tomas.email), "CN404");
  });
  it("asks nobody who buys", async () => {
    const recording = await call("announced");
    await ask(recording, w.people.ines.email);
    await reachOtherParty(w, recording);
    expect(await w.as("ines", (t) => t`select id from app.consents`)).toHaveLength(0);
  });
});
