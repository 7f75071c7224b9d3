import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keptChannels } from "../../lib/contributions/rules.ts";
import { canariesIn, type Name, signIn } from "../people.ts";
import { only, openWorld, refused, type Tx, type World } from "../world.ts";

// Nobody's voice is kept without their yes, whatever web says; and a no is not told to strangers.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const notice = "e".repeat(64);

/** Announces a recording of dana's and asks these people, in one act each. */
async function announce(...asked: string[]): Promise<string> {
  const id = randomUUID();
  await w.as(
    "dana",
    (t) =>
      t`insert into app.recordings ${t({ id, contributor_id: w.people.dana.id, title: "Call", language: "en", kind: "family", own_channel: "left" })}`,
    "recordings.add",
    id,
  );
  for (const email of asked) await ask(id, email);
  return id;
}
const ask = (id: string, email: string) =>
  w.as("dana", (t) => t`select api.ask_consent(${id}, ${email})`, "recordings.add", id);
const set = (
  name: Name,
  power: "recordings.add" | "recordings.keep-own-side" | "recordings.withdraw" | "recordings.accept",
  id: string,
  values: object,
) => w.as(name, (t) => t`update app.recordings set ${t(values)} where id = ${id}`, power, id);
const otherParty = (id: string) => only<string>(w.root`select other_party from app.recordings where id = ${id}`);

describe("the other party's channel", () => {
  it("is kept where both said yes, and nowhere else", () => {
    for (const own of ["left", "right"] as const) {
      for (const other of ["left_out", "asked", "refused"] as const) expect(keptChannels(own, other)).toBe(own);
      expect(keptChannels(own, "given")).toBe("both");
    }
  });

  it("is not opened by web's word for a yes that nobody gave", async () => {
    for (const first of [[], [w.people.tomas.email], ["stranger@people.example"]]) {
      const id = await announce(...first);
      for (const state of ["received", "waiting"]) {
        await refused(set("dana", "recordings.add", id, { state, other_party: "given" }), "42501", "CN403");
      }
      const before = await otherParty(id);
      await set("dana", "recordings.add", id, { state: before === "asked" ? "waiting" : "received" });
      await refused(
        set("dana", "recordings.keep-own-side", id, { state: "received", other_party: "given" }).then((done) => {
          if (done.count > 0) throw new Error(`other_party is ${done.count} times given`);
          throw Object.assign(new Error("hidden"), { code: "42501" });
        }),
        "42501",
        "CN403",
      );
      expect(await otherParty(id)).toBe(before);
    }
    const waiting = w.market.recordings.priya; // a reviewer's yes is to the recording, not for the other party
    await refused(set("rhea", "recordings.accept", waiting, { state: "accepted", other_party: "given" }), "CN403");
  });

  it("is not opened by a yes that web writes in another's name, or for another's side", async () => {
    const id = await announce(w.people.tomas.email);
    const row = {
      recording_id: id,
      user_id: w.people.dana.id,
      channel: "left",
      answer: "given",
      notice_hash: notice,
      call_title: "Call",
    };
    const give = (o: object) =>
      w.as("dana", (t) => t`insert into app.consents ${t({ ...row, ...o })}`, "recordings.add", id);
    await refused(give({ user_id: w.people.tomas.id, channel: "right" }));
    await refused(give({ channel: "right" }));
    await refused(give({ recording_id: w.market.recordings.tomas }));
    await refused(w.as("dana", (t) => t`update app.consents set answer = 'given'`, "recordings.add", id));
    const asked = await only<string>(w.root`select id from app.consents where recording_id = ${id}`);
    const answer = (name: Name, consent: string, said = "given") =>
      w.as(
        name,
        (t) => t`select * from api.answer_consent(${consent}, ${said}, ${notice})`,
        "consents.answer",
        consent,
      );
    for (const name of ["dana", "priya"] as const) await refused(answer(name, asked), "CN404");
    await refused(answer("tomas", randomUUID()), "CN404");
    await refused(answer("tomas", asked, "asked"), "CN400");
    expect(await otherParty(id)).toBe("asked");
    expect(await answer("tomas", asked)).toEqual([{ recording: id, ready: false }]); // the audio is still to come
    await refused(answer("tomas", asked, "refused"), "CN404"); // answered once
    expect(await otherParty(id)).toBe("given");
  });

  it("a yes after the contributor stopped waiting opens nothing", async () => {
    const id = await announce(w.people.tomas.email);
    await set("dana", "recordings.add", id, { state: "waiting" });
    expect(
      (await set("dana", "recordings.keep-own-side", id, { state: "received", other_party: "left_out" })).count,
    ).toBe(1);
    const asked = await only<string>(w.root`select id from app.consents where recording_id = ${id}`);
    const [answered] = await w.as(
      "tomas",
      (t) => t`select * from api.answer_consent(${asked}, 'given', ${notice})`,
      "consents.answer",
      asked,
    );
    expect(answered).toEqual({ recording: id, ready: false });
    expect(await otherParty(id)).toBe("left_out");
  });
});

describe("asking tells nobody who is a member", () => {
  /** All that dana can find out about what she did with this recording. */
  const traces = (id: string) =>
    w.as("dana", async (t) => ({
      recording: await t`select other_party, state, reason, note, step from app.recordings where id = ${id}`,
      consents: await t`select answer, channel from app.consents where recording_id = ${id}`,
      transitions: await t`select from_state, to_state from app.transitions where subject = ${id}`,
      audit:
        await t`select power, table_name, op, rows, cardinality(ids) as ids from app.audit where subject = ${id} order by id`,
    }));
  const answerOf = (work: Promise<unknown>) =>
    work.then(
      (rows) => JSON.stringify(rows),
      (error) => `${error.code} ${error.message} ${error.detail ?? ""}`.replaceAll(/[0-9a-f-]{36}/g, "…"),
    );

  it("the answer and every row that is left are the same", async () => {
    const [member, stranger] = [await announce(), await announce()];
    const answers = [
      await answerOf(ask(member, w.people.tomas.email)),
      await answerOf(ask(stranger, "s1@people.example")),
    ];
    expect(answers[0]).toBe(answers[1]);
    expect(await traces(member)).toEqual(await traces(stranger));
  });

  it("asking twice does not tell either", async () => {
    for (const first of ["known-stranger@people.example", w.people.priya.email]) {
      const answers = [];
      for (const second of [w.people.tomas.email, "s2@people.example"]) {
        const id = await announce(first);
        answers.push(await answerOf(ask(id, second)));
      }
      expect(answers[0], `after ${first.slice(0, 5)}`).toBe(answers[1]);
    }
  });

  it("nor does a buyer's address, which is no contributor's", async () => {
    const [member, buyer] = [await announce(w.people.tomas.email), await announce(w.people.ines.email)];
    expect(await traces(member)).toEqual(await traces(buyer));
  });

  it("who joins later finds what they were asked, and only that", async () => {
    const email = "joins@people.example";
    const id = await announce(email);
    const { token } = await signIn(w, email);
    const asked = await w.web.begin(async (t) => {
      await t`select * from api.begin_request(${token})`;
      return t`select recording_id, answer, channel from app.consents`;
    });
    expect(asked).toEqual([{ recording_id: id, answer: "asked", channel: "right" }]);
    expect(await w.root`select 1 from priv.invitations where email = ${email}`).toHaveLength(0);
  });

  it("and one cannot ask without end, for another's call, or for oneself", async () => {
    const id = await announce();
    await refused(ask(id, w.people.dana.email), "CN400");
    await refused(ask(w.market.recordings.tomas, "x@people.example"), "CN404");
    await w.root`delete from priv.rate_counters`;
    const many = [];
    for (let i = 0; i < 22; i++) {
      const one = await announce();
      many.push(await answerOf(ask(one, `many${i}@people.example`)));
    }
    expect(many.filter((answer) => answer.startsWith("CN429"))).toHaveLength(2);
  });
});

describe("taking consent back", () => {
  it("stops the sale, the words, the samples and the links in the same commit", async () => {
    const { version, dataset, sample, clips, recordings, draft } = w.market;
    const { ines, dana, rhea } = w.people;
    const path = "data/train-00000.tar";
    const link = () => w.web`select grant_id from api.issue_download(${ines.token}, ${version}, ${path}, 60)`;
    const listen = (token: string) => w.web`select grant_id from api.issue_listen(${token}, ${clips.dana})`;
    const redeem = (grant: string) => w.delivery`select shelf_key from api.redeem_grant(${grant})`;
    await w.as(
      "cyrus",
      (t) => t`insert into app.version_clips (version_id, clip_id) values (${draft}, ${clips.dana})`,
      "versions.compose",
    );
    const issued = [await only<string>(link()), await only<string>(listen(rhea.token))];
    for (const grant of issued) expect(await redeem(grant)).toHaveLength(1);
    const before = await only<string>(w.web`select version::text from app.catalogue_version`);

    await set("dana", "recordings.withdraw", recordings.dana, { state: "withdrawn" });

    for (const grant of issued) expect(await redeem(grant)).toHaveLength(0);
    expect(await link()).toHaveLength(0);
    for (const token of [rhea.token, dana.token]) expect(await listen(token)).toHaveLength(0);
    expect(await w.delivery`select * from api.sample_file(${sample})`).toHaveLength(0);
    expect(await w.web`select current_version_id as current from app.datasets where id = ${dataset}`).toEqual([
      { current: null },
    ]);
    expect(await w.web`select state from app.versions where id = ${version}`).toEqual([{ state: "withdrawn" }]);
    expect(await w.web`select text from app.samples`, "the words of the samples").toHaveLength(0);
    expect(Number(await only(w.web`select version::text from app.catalogue_version`))).toBeGreaterThan(Number(before));
    const buy = (t: Tx) =>
      t`insert into app.orders ${t({ organisation_id: w.market.organisations.ola, buyer_id: w.people.ola.id, version_id: version, price_cents: 900 })}`;
    await refused(w.as("ola", buy, "orders.checkout"));
    expect(canariesIn(await w.as("cyrus", (t) => t`select text from app.clips`))).toEqual([]);
    expect(
      await w.as(
        "cyrus",
        (t) => t`select removed_at is null as held from app.version_clips where version_id = ${draft}`,
      ),
    ).toEqual([{ held: false }]);
    expect(
      await w.root`select answer from app.consents where recording_id = ${recordings.dana} order by channel`,
    ).toEqual([{ answer: "withdrawn" }, { answer: "given" }]);
    expect((await set("dana", "recordings.withdraw", recordings.dana, { state: "withdrawn" })).count, "once").toBe(0);
  });

  it("also stops a version that is being built, whoever commits first", async () => {
    for (const first of ["withdrawal", "release"] as const) {
      const { recording, version } = await buildingVersion(first);
      const publish = async (t: Tx) => {
        await t`select * from api.begin_job(${await jobOf(version)}, 'versions.build', ${version})`;
        return t`update app.versions set state = 'published', commit = ${"f".repeat(40)}, price_cents = 100, clip_count = 1 where id = ${version}`;
      };
      const withdraw = (t: Tx) => t`update app.recordings set state = 'withdrawn' where id = ${recording}`;
      let go!: () => void;
      const held = new Promise<void>((resolve) => {
        go = resolve;
      });
      const slow =
        <T>(work: (t: Tx) => PromiseLike<T>) =>
        async (t: Tx) => {
          const done = await work(t);
          await held;
          return done;
        };
      const withdrawn = first === "withdrawal" ? slow(withdraw) : async (t: Tx) => withdraw(t);
      const published = first === "release" ? slow(publish) : publish;
      const one =
        first === "withdrawal" ? w.as("dana", withdrawn, "recordings.withdraw", recording) : w.media.begin(published);
      await new Promise((resolve) => setTimeout(resolve, 100));
      const two =
        first === "withdrawal" ? w.media.begin(published) : w.as("dana", withdrawn, "recordings.withdraw", recording);
      const both = Promise.allSettled([one, two]);
      await new Promise((resolve) => setTimeout(resolve, 150));
      go();
      await both;
      expect(await only<string>(w.root`select state from app.recordings where id = ${recording}`)).toBe("withdrawn");
      expect(
        await only<string>(w.root`select state from app.versions where id = ${version}`),
        `${first} first`,
      ).not.toBe("published");
    }
  });

  const jobOf = async (version: string) => {
    await w.root`select graphile_worker.add_job('versions.build', json_build_object('subject', ${version}::text), job_key => ${version})`;
    return only<string>(
      w.root`update graphile_worker._private_jobs set locked_at = now() where key = ${version} returning id::text`,
    );
  };
  async function buildingVersion(slug: string) {
    const [recording, clip, dataset, version] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await w.plant(async (t) => {
      await t`insert into app.recordings ${t({ id: recording, contributor_id: w.people.dana.id, title: "x", language: "en", kind: "family", own_channel: "left", state: "accepted" })}`;
      await t`insert into app.clips ${t({ id: clip, recording_id: recording, contributor_id: w.people.dana.id, party: "a", position: 0, start_ms: 0, end_ms: 1, sample_rate_hz: 1, peaks: "{}", bytes: 1, sha256: "x", language: "en", kind: "family", usable: true, shelf_key: "x" })}`;
      await t`insert into app.datasets ${t({ id: dataset, slug, title: "Calls", summary: "Calls between people who said yes to it.", language: "en", kind: "family", licence: "standard", price_per_hour_cents: 100 })}`;
      await t`insert into app.versions ${t({ id: version, dataset_id: dataset, number: "1.0.0", state: "building", published_at: new Date() })}`;
      await t`insert into app.version_clips (version_id, clip_id) values (${version}, ${clip})`;
    });
    return { recording, version };
  }
});
