import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keptChannels } from "../../lib/contributions/rules.ts";
import { type Name, signIn } from "../people.ts";
import { only, openWorld, reachOtherParty, refused, type World } from "../world.ts";

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
const ask = async (id: string, email: string) => {
  const answer = await w.as("dana", (t) => t`select api.ask_consent(${id}, ${email}, null)`, "recordings.add", id);
  await reachOtherParty(w, id);
  return answer;
};
const set = (
  name: Name,
  power: "recordings.add" | "recordings.keep-own-side" | "recordings.accept",
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
