import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newIdentity, seal } from "../../lib/outside/seal.ts";
import { newBrowser } from "../people.ts";
import { openWorld, type Tx, type World } from "../world.ts";

// Somebody who may ask "is she a member?" only by asking for something else, and holds a stopwatch to the answer.
let w: World;
let box: string;
beforeAll(async () => {
  w = await openWorld();
  const { recipient } = await newIdentity();
  box = Buffer.from(await seal(recipient, Buffer.from("+33611111111"))).toString("base64");
  await w.root`update priv.phone_numbers set mac = ${Buffer.from(member, "hex")} where user_id = ${w.people.tomas.id}`;
});
afterAll(() => w.close());

const macOf = (number: string) => createHmac("sha256", "a pepper of web's").update(number).digest("hex");
const member = macOf("+33611111111");
const undone = Symbol("undone");
const trials = 150;

/** Milliseconds of one statement, in a transaction that leaves nothing behind: neither a row nor a counted try. */
async function millisecondsOf(ask: (t: Tx) => PromiseLike<unknown>, before?: (t: Tx) => PromiseLike<unknown>) {
  let milliseconds = Number.NaN;
  const work = w.web.begin(async (t) => {
    await before?.(t);
    const from = performance.now();
    await ask(t);
    milliseconds = performance.now() - from;
    throw undone;
  });
  await expect(work).rejects.toBe(undone);
  return milliseconds;
}

type Question = [there: (t: Tx) => PromiseLike<unknown>, notThere: (t: Tx) => PromiseLike<unknown>];

/**
 * By how many milliseconds the two answers differ, both at their quickest: a machine that is busy adds to most of the
 * times, and to the quickest tenth the least. The two are asked by turns, so that what is added is added to both.
 */
async function differBy([there, notThere]: Question, before?: (t: Tx) => PromiseLike<unknown>): Promise<number> {
  const times: [number[], number[]] = [[], []];
  for (let i = -20; i < trials; i++) {
    const first = i & 1;
    for (const which of [first, 1 - first]) {
      const took = await millisecondsOf(which === 0 ? there : notThere, before);
      if (i >= 0) times[which]!.push(took);
    }
  }
  const quick = times.map((all) => all.sort((a, b) => a - b)[Math.floor(trials / 10)]!);
  return Math.abs(quick[0]! - quick[1]!);
}

const as = (name: "dana", power: string) => (t: Tx) =>
  t`select * from api.begin_request(${w.people[name].token}, ${power}, ${w.people[name].id})`;
/** A round trip to a neighbouring machine varies by more. */
const mostMilliseconds = 0.25;

describe("the time of an answer", () => {
  it("would be seen if it were half a millisecond longer", async () => {
    const longer = await differBy([(t) => t`select pg_sleep(0.0005), 1`, (t) => t`select pg_sleep(0), 1`]);
    expect(longer).toBeGreaterThan(mostMilliseconds);
  });

  it("does not say whose address asked for a sign-in link", async () => {
    const ask = (email: string) => (t: Tx) =>
      t`select api.request_login(${email}, 'contributor', 'en', ${newBrowser()})`;
    expect(await differBy([ask(w.people.tomas.email), ask("nobody@people.example")])).toBeLessThan(mostMilliseconds);
  });

  it("does not say whose number is claimed", async () => {
    const claim = (mac: string) => (t: Tx) => t`select api.claim_phone(${mac}, ${box})`;
    const telling = await differBy([claim(member), claim(macOf("+33699999999"))], as("dana", "phones.confirm"));
    expect(telling).toBeLessThan(mostMilliseconds);
  });

  it("does not say who is asked for consent, by number or by address", async () => {
    let recording = "";
    const announced = async (t: Tx) => {
      await as("dana", "recordings.add")(t);
      const [made] =
        await t`insert into app.recordings (contributor_id, title, language, kind, own_channel) values (${w.people.dana.id}, 'x', 'en', 'family', 'left') returning id`;
      recording = made!.id as string;
    };
    const byNumber = (mac: string) => (t: Tx) => t`select api.ask_consent(${recording}, null, ${mac})`;
    const byAddress = (email: string) => (t: Tx) => t`select api.ask_consent(${recording}, ${email}, null)`;
    expect(await differBy([byNumber(member), byNumber(macOf("+33699999999"))], announced)).toBeLessThan(
      mostMilliseconds,
    );
    expect(
      await differBy([byAddress(w.people.tomas.email), byAddress("nobody@people.example")], announced),
    ).toBeLessThan(mostMilliseconds);
  });

  it("does not say which drafts there are", async () => {
    const issue = (version: string) => (t: Tx) =>
      t`select * from api.issue_download(${w.people.ola.token}, ${version}, 'data/train-00000.tar', 60)`;
    expect(await differBy([issue(w.market.draft), issue(randomUUID())])).toBeLessThan(mostMilliseconds);
  });
});
