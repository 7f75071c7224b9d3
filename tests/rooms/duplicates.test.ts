import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acceptRecording } from "../../lib/contributions/accept-recording.ts";
import { addRecording } from "../../lib/contributions/add-recording.ts";
import { recordingPage, repeatsOf } from "../../lib/contributions/read.ts";
import { receiveUpload } from "../../lib/contributions/receive-upload.ts";
import { withdrawRecording } from "../../lib/contributions/withdraw-recording.ts";
import type { Store } from "../../lib/outside/storage.ts";
import { storedNames } from "../../lib/pipeline/steps/step-store.ts";
import { mediaJobs } from "../../worker/jobs.ts";
import { fixtureBytes } from "../fixtures/calls.ts";
import type { SignedIn } from "../people.ts";
import { only, runningJob } from "../world.ts";
import { compared, inHands, sideOf } from "./known-side.ts";
import { openRoom, type Room, workOff } from "./room.ts";
import { call, newcomer, notice } from "./shared-call.ts";

let room: Room;
let nadia: SignedIn;
let omar: SignedIn;
let rhea: SignedIn;
beforeAll(async () => {
  room = await openRoom();
  nadia = await newcomer(room, "nadia");
  omar = await newcomer(room, "omar");
  ({ viewer: rhea } = room.people.rhea);
});
afterAll(() => room.close());

const stored = (id: string) =>
  room.root`select f.channel, count(c.*)::int as codes from priv.fingerprints f left join priv.fingerprint_codes c on c.fingerprint_id = f.id where f.recording_id = ${id} group by 1 order by 1`;
/** The room's jobs, and the steps whose results they put into the vault. */
function watchedSteps({ doors, stores, vaultIdentity }: Room) {
  const steps: string[] = [];
  const vault: Store = {
    ...stores.vault,
    put(key, content, options) {
      const [, slot] = key.split(".work-");
      if (slot) steps.push(storedNames[Number(slot)]!);
      return stores.vault.put(key, content, options);
    },
  };
  const siteUrl = "http://localhost:3000";
  return { steps, jobs: mediaJobs({ door: doors.media, stores: { ...stores, vault }, vaultIdentity, siteUrl }) };
}
const settle = (id: string, state: string) =>
  room.plant((t) => t`update app.recordings set state = ${state} where id = ${id}`);

describe("a call that is sent twice", () => {
  it("by its contributor: the second, another file of it, is refused with the first one's title", async () => {
    const { jobs, steps } = watchedSteps(room);
    const send = async (title: string, file: string) => {
      const id = await addRecording(nadia, { ...call, title }, notice);
      const bytes = await fixtureBytes(file);
      await receiveUpload(nadia, id, "audio", Readable.from([Buffer.from(bytes)]));
      steps.length = 0;
      await workOff(room, "recordings.process", id, jobs);
      return id;
    };
    const first = await send("Boiler, Monday", "boiler-repair.flac");
    expect(await recordingPage(nadia, first)).toMatchObject({ state: "in_review", duplicateOf: null });
    expect(await stored(first)).toMatchObject([{ channel: "left" }]);
    expect(steps).toContain("disguise-left");
    const second = await send("Another call", "../copies/boiler-repair-32k.mp3");
    expect(steps, "nothing is asked outside or disguised for it").toEqual(["decode", "fingerprint"]);
    expect(await recordingPage(nadia, second)).toMatchObject({
      state: "refused",
      reason: "duplicate",
      duplicateOf: first,
      earlier: { title: "Boiler, Monday" },
      clips: [],
    });
    expect(await stored(second)).toEqual([]);
    // taken back, it may come again
    await withdrawRecording(nadia, first);
    expect(await stored(first)).toEqual([]);
    const third = await send("Boiler, again", "boiler-repair.flac");
    expect(await recordingPage(nadia, third)).toMatchObject({ state: "in_review" });
  }, 180_000);

  it("at once: one gets through, whoever of the two asks first", async () => {
    const [one, two] = [await inHands(room, nadia.id), await inHands(room, nadia.id)];
    const found = await Promise.all([compared(room, one, [sideOf(11)]), compared(room, two, [sideOf(11, "left", 2)])]);
    const through = found.filter(({ duplicateOf }) => duplicateOf === null);
    expect(through).toHaveLength(1);
    const refused = found.find(({ duplicateOf }) => duplicateOf !== null)!;
    expect(refused.duplicateOf).toEqual({ recordingId: refused === found[0] ? two : one, relation: "own" });
  });

  it("and worked on again after a crash, it is no duplicate of itself, and keeps its place", async () => {
    const one = await inHands(room, nadia.id);
    await compared(room, one, [sideOf(12)]);
    const two = await inHands(room, nadia.id);
    expect((await compared(room, two, [sideOf(12)])).duplicateOf?.recordingId).toBe(one);
    expect((await compared(room, one, [sideOf(12)])).duplicateOf).toBeNull();
  });

  it("after a refusal that had another reason: it may be sent again", async () => {
    const one = await inHands(room, nadia.id);
    await compared(room, one, [sideOf(13)]);
    const job = await runningJob(room, "recordings.process", one);
    await room.media.begin(async (t) => {
      await t`select * from api.begin_job(${job.job}, 'recordings.process', ${one})`;
      await t`update app.recordings set state = 'refused', reason = 'damaged' where id = ${one}`;
    });
    expect(await stored(one)).toEqual([]);
    expect((await compared(room, await inHands(room, nadia.id), [sideOf(13)])).repeats).toEqual([]);
  });
});

describe("somebody else's call", () => {
  it("is not said to the contributor; the reviewer sees it, and neither is paid for it twice", async () => {
    const one = await inHands(room, nadia.id);
    await compared(room, one, [sideOf(21)]);
    const two = await inHands(room, omar.id);
    const { duplicateOf, repeats } = await compared(room, two, [sideOf(21, "left", 2)]);
    expect(duplicateOf).toBeNull();
    expect(repeats).toMatchObject([{ recordingId: one, verdict: "same", wholeChannels: ["left"] }]);
    await settle(one, "in_review");
    await settle(two, "in_review");
    expect(await repeatsOf(rhea, two)).toMatchObject([
      { earlierId: one, verdict: "same", channels: ["left"], matches: [{ channel: "left", otherChannel: "left" }] },
    ]);
    for (const viewer of [nadia, omar]) {
      expect(await repeatsOf(viewer, two)).toEqual([]);
      expect(JSON.stringify(await recordingPage(viewer, two)) ?? "").not.toContain(one);
    }
    await acceptRecording(rhea, two);
    await workOff(room, "earnings.accrue", two);
    expect((await recordingPage(omar, two))!.pay).toBeUndefined();
  });

  it("of which a part is shared goes to a reviewer, too", async () => {
    const one = await inHands(room, nadia.id);
    await compared(room, one, [sideOf(22)]);
    const two = await inHands(room, omar.id);
    const { repeats } = await compared(room, two, [sideOf(22), sideOf(23, "right")]);
    expect(repeats).toMatchObject([{ recordingId: one, verdict: "look", wholeChannels: ["left"] }]);
  });
});

describe("two parties of one call, both of them members", () => {
  it("who share a side each: two sides, nothing twice", async () => {
    const one = await inHands(room, nadia.id);
    await compared(room, one, [sideOf(31, "left")]);
    const two = await inHands(room, omar.id, { ownChannel: "right" });
    expect(await compared(room, two, [sideOf(32, "right")])).toEqual({ duplicateOf: null, repeats: [] });
  });

  it("one of whom agreed to both sides and sends theirs later: it is here already, and they may know", async () => {
    const one = await inHands(room, nadia.id, { otherParty: "given" });
    await room.plant(
      (t) =>
        t`insert into app.consents ${t({
          recording_id: one,
          user_id: omar.id,
          channel: "right",
          answer: "given",
          notice_hash: "a".repeat(64),
          call_title: "Sunday",
        })}`,
    );
    await compared(room, one, [sideOf(33, "left"), sideOf(34, "right")]);
    const two = await inHands(room, omar.id);
    expect((await compared(room, two, [sideOf(34, "left")])).duplicateOf).toEqual({
      recordingId: one,
      relation: "agreed",
    });
    await room.plant(
      (t) =>
        t`update app.recordings set state = 'refused', reason = 'already_agreed', duplicate_of = ${one} where id = ${two}`,
    );
    expect(await recordingPage(omar, two)).toMatchObject({ earlier: { title: "Sunday" } });
    // nadia's own side is not his to know of
    const three = await inHands(room, omar.id);
    expect((await compared(room, three, [sideOf(33, "left")])).duplicateOf).toBeNull();
  });

  it("one of whom sent theirs alone, the other both: the side that is new is paid", async () => {
    const one = await inHands(room, nadia.id);
    await compared(room, one, [sideOf(35, "left")]);
    const two = await inHands(room, omar.id, { otherParty: "given", ownChannel: "right" });
    const { duplicateOf } = await compared(room, two, [sideOf(35, "left"), sideOf(36, "right")]);
    expect(duplicateOf).toBeNull();
    await settle(one, "in_review");
    await settle(two, "in_review");
    await acceptRecording(rhea, two);
    await workOff(room, "earnings.accrue", two);
    expect((await recordingPage(omar, two))!.pay).toMatchObject({
      rateMicrosPerSecond: 2_500n,
      amountMicros: 150_000n,
    });
  });
});

it("what was noted goes with the earlier call, in the commit that takes it back", async () => {
  const one = await inHands(room, nadia.id, { state: "processing" });
  await compared(room, one, [sideOf(41)]);
  const two = await inHands(room, omar.id);
  await compared(room, two, [sideOf(41)]);
  await settle(one, "in_review");
  await withdrawRecording(nadia, one);
  expect(await only<number>(room.root`select count(*)::int from app.repeats where earlier_id = ${one}`)).toBe(0);
  expect(await stored(one)).toEqual([]);
  expect(await stored(two)).not.toEqual([]);
});
