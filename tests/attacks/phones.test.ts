import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newIdentity, seal } from "../../lib/outside/seal.ts";
import { sendWaitingTexts } from "../../worker/texts.ts";
import { type Name, signIn } from "../people.ts";
import { openWorld, reachOtherParty, refused, type World } from "../world.ts";

// A telephone number is what Neon lost. Here it is a keyed hash and a sealed box, and nobody learns whose it is.
let w: World;
let identity: string;
let recipient: string;
beforeAll(async () => {
  w = await openWorld();
  ({ identity, recipient } = await newIdentity());
});
afterAll(() => w.close());

const macOf = (number: string) => createHmac("sha256", "a pepper of web's").update(number).digest("hex");
const sealed = async (number: string) => Buffer.from(await seal(recipient, Buffer.from(number))).toString("base64");
const claim = async (name: Name, number: string) => {
  const box = await sealed(number);
  return w.as(name, (t) => t`select api.claim_phone(${macOf(number)}, ${box})`, "phones.confirm", w.people[name].id);
};
const confirm = async (name: Name, code: string) =>
  (await w.as(name, (t) => t`select api.confirm_phone(${code}) as done`, "phones.confirm", w.people[name].id))[0]!.done;
/** What the telephone with this number receives. */
async function received(number: string): Promise<string[]> {
  const texts: string[] = [];
  const provider = {
    send: async (text: { to: string; body: string }) => void (text.to === number && texts.push(text.body)),
  };
  await sendWaitingTexts(w.mailer, identity, provider);
  return texts;
}
const codeIn = (texts: string[]) => /\b\d{6}\b/.exec(texts.at(-1) ?? "")?.[0] ?? "none";
const ownerOf = async (number: string) =>
  (await w.root`select user_id from priv.phone_numbers where mac = ${Buffer.from(macOf(number), "hex")}`).map(
    (row) => row.user_id,
  );

describe("a number", () => {
  const number = "+33612345678";

  it("is its owner's once the code that went there is typed", async () => {
    await claim("dana", number);
    expect(await ownerOf(number)).toEqual([]);
    const code = codeIn(await received(number));
    expect(await confirm("dana", code === "000000" ? "000001" : "000000")).toBe(false);
    expect(await confirm("dana", code)).toBe(true);
    expect(await ownerOf(number)).toEqual([w.people.dana.id]);
    expect(await confirm("dana", code)).toBe(false);
  });

  it("is nowhere in clear: not in a table, not in an outbox, not in the audit", async () => {
    await claim("priya", "+33698765432");
    const tables =
      await w.root`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('app', 'priv', 'graphile_worker') and c.relkind = 'r'`;
    expect(tables.length).toBeGreaterThan(50);
    for (const { name } of tables) {
      const [hit] = await w.root.unsafe(
        `select count(*)::int as n from ${name} t where t::text ~ '612345678|698765432|${Buffer.from("698765432").toString("hex")}'`,
      );
      expect(hit!.n, name as string).toBe(0);
    }
  });

  it("cannot be guessed at: five codes, five claims a day, five a number", async () => {
    await w.root`delete from priv.rate_counters`;
    await claim("priya", "+33698765432");
    const code = codeIn(await received("+33698765432"));
    const wrong = ["111111", "222222", "333333", "444444", "555555", "666666"].filter((guess) => guess !== code);
    for (const guess of wrong.slice(0, 5)) expect(await confirm("priya", guess)).toBe(false);
    expect(await confirm("priya", code)).toBe(false);
    for (let i = 0; i < 4; i++) await claim("priya", `+3369876543${i}`);
    await refused(claim("priya", "+33698765439"), "CN429");
    for (let i = 0; i < 5; i++) {
      const { token } = await signIn(w, `caller${i}@people.example`);
      const box = await sealed("+33600000000");
      const ask = w.web.begin(async (t) => {
        await t`select * from api.begin_request(${token}, 'phones.confirm', 'x')`;
        await t`select api.claim_phone(${macOf("+33600000000")}, ${box})`;
      });
      await ask;
    }
    await refused(claim("tomas", "+33600000000"), "CN429");
  });

  it("moves with the telephone, and its former owner is told", async () => {
    await w.root`delete from priv.rate_counters`;
    await w.root`delete from priv.text_outbox`;
    await claim("tomas", number); // the same answer as for a number that is nobody's
    expect(await ownerOf(number)).toEqual([w.people.dana.id]);
    expect(await confirm("tomas", codeIn(await received(number)))).toBe(true);
    expect(await ownerOf(number)).toEqual([w.people.tomas.id]);
    const [told] = await w.mailer`select address from priv.mail_outbox where kind = 'phone-moved'`;
    expect(told!.address).toBe(w.people.dana.email);
  });

  it("is read by nobody who logs in, and confirmed by nobody without an act", async () => {
    for (const sql of [w.web, w.look, w.delivery, w.media, w.money, w.mailer, w.migrate, w.passkeys]) {
      await refused(sql`select * from priv.phone_numbers`);
      await refused(sql`select * from priv.phone_claims`);
    }
    for (const sql of [w.web, w.look, w.delivery, w.media, w.money, w.migrate, w.passkeys])
      await refused(sql`select * from priv.text_outbox`);
    await refused(w.web`select api.claim_phone(${macOf(number)}, ${await sealed(number)})`, "CN403");
    await refused(w.web`select api.confirm_phone('123456')`, "CN403");
    await refused(w.web`select api.forget_phone()`, "CN403");
    for (const power of ["account.rename", "recordings.add"] as const)
      await refused(
        w.as("tomas", (t) => t`select api.forget_phone()`, power, w.people.tomas.id),
        "CN403",
      );
    for (const box of ["", "A".repeat(99), "A".repeat(2_001)])
      await refused(
        w.as("tomas", (t) => t`select api.claim_phone(${macOf(number)}, ${box})`, "phones.confirm"),
        "CN400",
      );
    for (const mac of ["", "x", macOf(number).toUpperCase(), `${macOf(number)}00`])
      await refused(
        w.as("tomas", (t) => t`select api.claim_phone(${mac}, 'x')`, "phones.confirm"),
        "CN400",
      );
  });
});

describe("asking the owner of a number for consent", () => {
  const member = "+33611111111";
  const stranger = "+33622222222";
  beforeAll(async () => {
    await w.root`delete from priv.rate_counters`;
    await claim("tomas", member);
    await confirm("tomas", codeIn(await received(member)));
  });
  const announce = async (number: string) =>
    w.as(
      "dana",
      async (t) => {
        const [made] =
          await t`insert into app.recordings (contributor_id, title, language, kind, own_channel) values (${w.people.dana.id}, 'x', 'en', 'family', 'left') returning id`;
        const answer = await t`select api.ask_consent(${made!.id}, null, ${macOf(number)})`;
        return { id: made!.id as string, answer: JSON.stringify(answer) };
      },
      "recordings.add",
      w.people.dana.id,
    );
  const traces = (recording: string) =>
    w.as("dana", async (t) => ({
      recording: await t`select other_party, state from app.recordings where id = ${recording}`,
      consents: await t`select answer from app.consents where recording_id = ${recording}`,
      history: await t`select to_state from app.transitions where subject = ${recording}`,
    }));

  it("answers the same for a member and a stranger, and leaves the asker the same traces", async () => {
    const [known, unknown] = [await announce(member), await announce(stranger)];
    expect(known.answer).toBe(unknown.answer);
    for (const { id } of [known, unknown]) await reachOtherParty(w, id);
    expect(await traces(known.id)).toEqual(await traces(unknown.id));
    const asked = await w.as("tomas", (t) => t`select recording_id from app.consents where answer = 'asked'`);
    expect(asked.map((row) => row.recording_id)).toContain(known.id);
  });

  it("a stranger is sent nothing, and asked when they join with that number", async () => {
    await w.root`delete from priv.text_outbox`;
    await w.root`delete from priv.mail_outbox`;
    const { id } = await announce(stranger);
    await reachOtherParty(w, id);
    expect(await w.mailer`select 1 from priv.mail_outbox union all select 1 from priv.text_outbox`).toHaveLength(0);
    await claim("priya", stranger);
    expect(await confirm("priya", codeIn(await received(stranger)))).toBe(true);
    const asked = await w.as(
      "priya",
      (t) => t`select recording_id, answer from app.consents where recording_id = ${id}`,
    );
    expect(asked).toEqual([{ recording_id: id, answer: "asked" }]);
    expect(await w.root`select 1 from priv.invitations where recording_id = ${id}`).toHaveLength(0);
  });
});
