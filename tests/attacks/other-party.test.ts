import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Name, signIn } from "../people.ts";
import { askAbout, only, openWorld, reachOtherParty, refused, runningJob, type Tx, type World } from "../world.ts";

// Somebody asks about a person by asking them for consent.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());
beforeEach(async () => {
  await w.root`delete from priv.rate_counters`;
});

const ask = (name: Name, email: string | null, mac?: string | null, side?: string) =>
  askAbout(w, name, email, mac, side);

describe("the other party of a call", () => {
  const mac = "ab".repeat(32);

  it("is asked by an address or by a number: by one, and one that is one", async () => {
    for (const [email, number] of [
      [null, null],
      ["both@people.example", mac],
      ["no address", null],
    ] as const)
      await refused(ask("dana", email, number), "CN400");
  });

  it("is not a closed account's owner", async () => {
    const { id } = await signIn(w, "closed@people.example");
    await w.plant((t) => t`update app.users set status = 'closed' where id = ${id}`);
    const recording = await ask("dana", "closed@people.example");
    await reachOtherParty(w, recording);
    expect(await w.root`select 1 from app.consents where recording_id = ${recording}`).toHaveLength(0);
  });

  it("of a number is its owner alone, on the other side", async () => {
    await w.root`update priv.phone_numbers set mac = ${Buffer.from(mac, "hex")} where user_id = ${w.people.tomas.id}`;
    for (const [side, other] of [
      ["left", "right"],
      ["right", "left"],
    ] as const) {
      const recording = await ask("dana", null, mac, side);
      expect(await w.root`select 1 from app.consents where recording_id = ${recording}`).toEqual([]); // nothing to be timed
      await reachOtherParty(w, recording);
      const asked = await w.root`select user_id, channel from app.consents where recording_id = ${recording}`;
      expect(asked).toEqual([{ user_id: w.people.tomas.id, channel: other }]);
    }
  });

  it("is never oneself, by a number that becomes one's own", async () => {
    const hers = "cd".repeat(32);
    const recording = await ask("dana", null, hers); // a number that is nobody's yet
    const box = Buffer.alloc(200, 1).toString("base64");
    const prove = (work: (t: Tx) => Promise<unknown>) => w.as("dana", work, "phones.confirm", w.people.dana.id);
    await prove((t) => t`select api.claim_phone(${hers}, ${box})`);
    const code = await only<string>(w.root`select code from priv.text_outbox`);
    await prove((t) => t`select api.confirm_phone(${code})`);
    expect(await w.root`select 1 from priv.invitations where recording_id = ${recording}`).toHaveLength(0);
    await reachOtherParty(w, recording);
    expect(await w.root`select 1 from app.consents where recording_id = ${recording}`).toHaveLength(0);
    await refused(ask("dana", null, hers), "CN400");
  });

  it("is asked once, by a job about this call alone, and not about a call that does not ask any more", async () => {
    const [one, other] = [await ask("dana", w.people.tomas.email), await ask("dana", "waits@people.example")];
    const { job } = await runningJob(w, "consents.ask", one);
    const beyond = w.media.begin(async (t) => {
      await t`select * from api.begin_job(${job}, 'consents.ask', ${one})`;
      await t`select api.ask_other_party(${other})`;
    });
    await refused(beyond, "CN403");
    const { job: elsewhere } = await runningJob(w, "recordings.erase", one);
    const under = w.media.begin(async (t) => {
      await t`select * from api.begin_job(${elsewhere}, 'recordings.erase', ${one})`;
      await t`select api.ask_other_party(${one})`;
    });
    await refused(under, "CN403");
    const mails = () => w.root`select address from priv.mail_outbox where kind = 'consent-asked'`;
    const before = (await mails()).length;
    for (const _again of [1, 2]) await reachOtherParty(w, one);
    expect((await mails()).slice(before)).toEqual([{ address: w.people.tomas.email }]);
    await w.plant((t) => t`update app.recordings set other_party = 'left_out' where id = ${other}`);
    const invited = () => w.root`select 1 from priv.mail_outbox where kind = 'invited'`;
    const invitedBefore = (await invited()).length;
    await reachOtherParty(w, other);
    expect(await invited()).toHaveLength(invitedBefore);
  });

  it("who answers lets a call that waited go on", async () => {
    const recording = await ask("dana", w.people.tomas.email);
    await reachOtherParty(w, recording);
    await w.plant((t) => t`update app.recordings set state = 'waiting' where id = ${recording}`);
    const consent = await only<string>(w.root`select id from app.consents where recording_id = ${recording}`);
    const answer = await w.as(
      "tomas",
      (t) => t`select * from api.answer_consent(${consent}, 'refused', ${"a".repeat(64)})`,
      "consents.answer",
      consent,
    );
    expect(answer).toEqual([{ recording, ready: true }]);
  });
});
