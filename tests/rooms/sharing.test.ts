import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Door } from "../../db/door.ts";
import { acceptRecording } from "../../lib/contributions/accept-recording.ts";
import { addRecording } from "../../lib/contributions/add-recording.ts";
import { answerConsent } from "../../lib/contributions/answer-consent.ts";
import { keepOwnSide } from "../../lib/contributions/keep-own-side.ts";
import { contributorIdentity, openRawUpload, rawPlaces } from "../../lib/contributions/raw-upload.ts";
import { consentsAskedOfMe, recordingPage, reviewQueue } from "../../lib/contributions/read.ts";
import { refuseRecording } from "../../lib/contributions/refuse-recording.ts";
import { noticeHash } from "../../lib/contributions/rules.ts";
import { withdrawConsent } from "../../lib/contributions/withdraw-consent.ts";
import { withdrawRecording } from "../../lib/contributions/withdraw-recording.ts";
import { myPayByRate } from "../../lib/ledger/read-pay.ts";
import { moneyJobs } from "../../worker/jobs.ts";
import type { SignedIn } from "../people.ts";
import { only, runningJob, waitingJobs } from "../world.ts";
import { booksOf, openRoom, type Room, workOff } from "./room.ts";
import { asking, call, inReview, newcomer, notice, plain, upload } from "./shared-call.ts";

let room: Room;
let nadia: SignedIn;
let tomas: SignedIn;
let rhea: SignedIn;

beforeAll(async () => {
  room = await openRoom();
  ({ viewer: tomas } = room.people.tomas);
  ({ viewer: rhea } = room.people.rhea);
  nadia = await newcomer(room, "nadia");
});
afterAll(() => room.close());

const stateOf = (id: string) => only<string>(room.root`select state from app.recordings where id = ${id}`);

describe("sharing a call", () => {
  it("of one's own side: sealed as it arrives, then the worker is asked", async () => {
    const id = await addRecording(nadia, call, notice);
    expect(await waitingJobs(room, id)).toEqual([]);
    await upload(nadia, id);
    expect(await stateOf(id)).toBe("received");
    expect(await waitingJobs(room, id)).toEqual(["recordings.process"]);
    const job = await runningJob(room, "recordings.process", id);
    const places = await rawPlaces(room.doors.media, job, id);
    const stored = await buffer(await room.stores.intake.get(places.intakeKey));
    expect(stored.toString("latin1")).toContain("age-encryption.org");
    expect(stored.includes(plain)).toBe(false);
    const identity = await contributorIdentity(room.doors.media, room.vaultIdentity, job, places);
    const opened = await openRawUpload(room.stores, identity, places);
    expect(Buffer.from(opened.audio)).toEqual(plain);
    expect(await room.stores.intake.size(places.intakeKey)).toBeNull();
    expect((await recordingPage(nadia, id))!.consents).toMatchObject([{ channel: "left", answer: "given" }]);
    expect(await only<string>(room.root`select notice_hash from app.consents where recording_id = ${id}`)).toBe(
      noticeHash(notice),
    );
  });

  it("is not another's to upload to, nor to be uploaded to again", async () => {
    const id = await addRecording(nadia, call, notice);
    await expect(upload(tomas, id)).rejects.toMatchObject({ code: "not_found" });
    await upload(nadia, id);
    await expect(upload(nadia, id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("with the other party: waits for their answer, and goes on with a yes", async () => {
    const id = await addRecording(nadia, asking(room.people.tomas.email), notice);
    await upload(nadia, id);
    expect(await stateOf(id)).toBe("waiting");
    expect(await consentsAskedOfMe(tomas)).not.toContainEqual(expect.objectContaining({ recordingId: id }));
    await workOff(room, "consents.ask", id);
    expect(await waitingJobs(room, id)).toEqual([]);
    const asked = (await consentsAskedOfMe(tomas)).find((one) => one.recordingId === id)!;
    expect(asked).toMatchObject({ answer: "asked", callTitle: "Sunday call", channel: "right", mine: false });
    await expect(answerConsent(nadia, asked.id, "given", notice)).rejects.toMatchObject({ code: "not_found" });
    await answerConsent(tomas, asked.id, "given", notice);
    expect(await stateOf(id)).toBe("received");
    expect(await waitingJobs(room, id)).toEqual(["recordings.process"]);
    expect(await recordingPage(nadia, id)).toMatchObject({ otherParty: "given" });
    expect(await recordingPage(tomas, id)).toBeUndefined();
  });

  it("goes on with one side after a no, or when the contributor stops waiting", async () => {
    const no = await addRecording(nadia, asking(room.people.tomas.email), notice);
    await upload(nadia, no);
    await workOff(room, "consents.ask", no);
    const asked = (await consentsAskedOfMe(tomas)).find((one) => one.recordingId === no)!;
    await answerConsent(tomas, asked.id, "refused", notice);
    expect(await recordingPage(nadia, no)).toMatchObject({ otherParty: "refused", state: "received" });
    const alone = await addRecording(nadia, asking("stranger@people.example"), notice);
    await upload(nadia, alone);
    await workOff(room, "consents.ask", alone);
    await keepOwnSide(nadia, alone);
    expect(await recordingPage(nadia, alone)).toMatchObject({ otherParty: "left_out", state: "received" });
    for (const id of [no, alone]) expect(await waitingJobs(room, id)).toEqual(["recordings.process"]);
  });
});

describe("reviewing", () => {
  it("accepts once; base pay is whole seconds times the rate, posted once", async () => {
    const both = await inReview(room, nadia, asking(room.people.tomas.email), { seconds: 61, parties: ["a", "b"] });
    const own = await inReview(room, nadia, call, { seconds: 61 });
    expect((await reviewQueue(rhea)).map((one) => one.id)).toEqual(expect.arrayContaining([both, own]));
    for (const id of [both, own]) {
      await acceptRecording(rhea, id);
      await expect(acceptRecording(rhea, id)).rejects.toMatchObject({ code: "not_found" });
      await workOff(room, "earnings.accrue", id);
    }
    expect((await recordingPage(nadia, both))!.pay).toEqual({
      durationSeconds: 61,
      rateMicrosPerSecond: 5_000n,
      amountMicros: 305_000n,
    });
    expect((await recordingPage(nadia, own))!.pay).toEqual({
      durationSeconds: 61,
      rateMicrosPerSecond: 2_500n,
      amountMicros: 152_500n,
    });
    const again = await runningJob(room, "earnings.accrue", both);
    await room.jobs["earnings.accrue"]!.run(again, both, AbortSignal.timeout(5_000));
    expect(await myPayByRate(nadia)).toEqual([
      { rateMicrosPerSecond: 5_000n, durationSeconds: 61, amountMicros: 305_000n },
      { rateMicrosPerSecond: 2_500n, durationSeconds: 61, amountMicros: 152_500n },
    ]);
    const books = await booksOf(room);
    expect([books.sum, books.owed]).toEqual(["0", books.balances]);
  });

  it("refuses with a reason, which pays nothing", async () => {
    const id = await inReview(room, nadia, call);
    await refuseRecording(rhea, { recordingId: id, reason: "music", note: "" });
    expect(await recordingPage(nadia, id)).toMatchObject({ state: "refused", reason: "music", pay: undefined });
    await expect(acceptRecording(rhea, id)).rejects.toMatchObject({ code: "not_found" });
    expect(await waitingJobs(room, id)).toEqual([]);
  });

  it("is for reviewers", async () => {
    const id = await inReview(room, nadia, call);
    for (const name of ["cyrus", "fiona", "tomas", "ines"] as const)
      await expect(acceptRecording(room.people[name].viewer, id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(acceptRecording(nadia, id)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the daily cap", () => {
  const earnedBy = (viewer: SignedIn) =>
    only<string>(
      room.root`select coalesce(sum(amount_micros), 0)::text from app.earnings where contributor_id = ${viewer.id}`,
    );
  const accepted = async (viewer: SignedIn, seconds: number) => {
    const id = await inReview(room, viewer, call, { seconds });
    await acceptRecording(rhea, id);
    return id;
  };

  it("pays 30 dollars a day, and what is above it not", async () => {
    const ben = await newcomer(room, "ben");
    for (const seconds of [10_000, 10_000, 10_000])
      await workOff(room, "earnings.accrue", await accepted(ben, seconds));
    expect(await earnedBy(ben)).toBe("30000000");
  });

  it("holds when recordings are accepted at the same time", async () => {
    const eva = await newcomer(room, "eva");
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.push(await accepted(eva, 10_000));
    // each has read what was earned today before any of them posts
    let read = 0;
    let go!: () => void;
    const all = new Promise<void>((resolve) => {
      go = resolve;
    });
    const { money } = room.doors;
    const slow: Door = {
      ...money,
      act: (viewer, power, subject, work) =>
        money.act(viewer, power, subject, (tx) => {
          const verb: typeof tx.verb = async (...given) => {
            if (++read === ids.length) go();
            await all;
            return tx.verb(...given);
          };
          return work(Object.create(tx, { verb: { value: verb } }));
        }),
    };
    const jobs = moneyJobs({ door: slow, stripe: room.desk.payout, siteUrl: "http://localhost:3000" });
    await Promise.allSettled(ids.map((id) => workOff(room, "earnings.accrue", id, jobs)));
    expect(read).toBe(ids.length);
    for (const id of ids) if ((await waitingJobs(room, id)).length > 0) await workOff(room, "earnings.accrue", id); // tried again
    expect(await earnedBy(eva)).toBe("30000000");
    const books = await booksOf(room);
    expect([books.sum, books.owed]).toEqual(["0", books.balances]);
  });
});

describe("taking it back", () => {
  it("erases the sealed original, the clips and the report; what was earned stays", async () => {
    const id = await inReview(room, nadia, call);
    await acceptRecording(rhea, id);
    await workOff(room, "earnings.accrue", id);
    const before = await booksOf(room);
    await expect(withdrawRecording(tomas, id)).rejects.toMatchObject({ code: "not_found" });
    await withdrawRecording(nadia, id);
    await expect(withdrawRecording(nadia, id)).rejects.toMatchObject({ code: "not_found" });
    await workOff(room, "recordings.erase", id);
    expect(await room.stores.shelf.size(`clips/${id}/a-00000.flac`)).toBeNull();
    const [raw] = await room.root`select intake_key, raw_key from priv.raw_objects where recording_id = ${id}`;
    expect(await room.stores.vault.size(raw!.raw_key)).toBeNull();
    expect(await room.stores.intake.size(raw!.intake_key)).toBeNull();
    expect((await recordingPage(nadia, id))!).toMatchObject({ state: "withdrawn", clips: [], report: undefined });
    expect(await booksOf(room)).toEqual(before);
  });

  it("is the other party's right too, for a call they said yes to", async () => {
    const id = await inReview(room, nadia, asking(room.people.tomas.email), { parties: ["a", "b"] });
    await acceptRecording(rhea, id);
    const consent = (await consentsAskedOfMe(tomas)).find((one) => one.recordingId === id)!;
    await expect(withdrawConsent(room.people.priya.viewer, consent.id)).rejects.toMatchObject({ code: "not_found" });
    await withdrawConsent(tomas, consent.id);
    expect(await stateOf(id)).toBe("withdrawn");
    expect(await room.root`select count(*)::int as n from app.clips where recording_id = ${id} and usable`).toEqual([
      { n: 0 },
    ]);
    await workOff(room, "recordings.erase", id);
    await expect(withdrawConsent(tomas, consent.id)).rejects.toMatchObject({ code: "not_found" });
  });
});
