import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acceptRecording } from "../../lib/contributions/accept-recording.ts";
import { addRecording } from "../../lib/contributions/add-recording.ts";
import { strikesInput } from "../../lib/contributions/input.ts";
import { recordingPage, reviewQueue } from "../../lib/contributions/read.ts";
import { receiveUpload } from "../../lib/contributions/receive-upload.ts";
import { strikeOut } from "../../lib/contributions/strike-out.ts";
import { decode } from "../../lib/pipeline/decode/decode.ts";
import { startFfmpeg } from "../../lib/pipeline/decode/ffmpeg.ts";
import { fixtureBytes, fixtureTranscript } from "../fixtures/calls.ts";
import type { SignedIn } from "../people.ts";
import { only, waitingJobs } from "../world.ts";
import { openRoom, type Room, workOff } from "./room.ts";
import { call, newcomer, notice } from "./shared-call.ts";

let room: Room;
let nadia: SignedIn;
let rhea: SignedIn;
let recordingId: string;
/** "freezing": harmless to the rules, and a reviewer's to strike all the same. */
let word: { start: number; end: number };

beforeAll(async () => {
  room = await openRoom();
  ({ viewer: rhea } = room.people.rhea);
  nadia = await newcomer(room, "nadia");
  recordingId = await addRecording(nadia, { ...call, hasTranscript: true }, notice);
  const transcript = await fixtureTranscript("boiler-repair.flac");
  const left = transcript.words.filter(({ channel }) => channel === "left");
  word = left.find((one) => one.word.startsWith("freezing"))!;
  // A word that may be a name: not sure enough to be struck out, so it is the reviewer's to look at.
  const last = left.findIndex((one) => one.word.startsWith("last"));
  left[last]!.word = "with";
  left[last + 1]!.word = "brambleford";
  await receiveUpload(nadia, recordingId, "transcript", Readable.from([Buffer.from(JSON.stringify(transcript))]));
  await receiveUpload(nadia, recordingId, "audio", Readable.from([await fixtureBytes("boiler-repair.flac")]));
  await workOff(room, "recordings.process", recordingId);
}, 120_000);
afterAll(() => room.close());

const said = async () => {
  const page = (await recordingPage(rhea, recordingId))!;
  return [...page.report!.turns, ...page.clips].map(({ text }) => text ?? "").join(" ");
};
const strikes = () =>
  strikesInput.parse({
    recordingId,
    strikes: [`a:${Math.floor(word.start * 1_000)}:${Math.ceil(word.end * 1_000)}:NAME`],
  });
const stateOf = () => only<string>(room.root`select state from app.recordings where id = ${recordingId}`);

describe("striking out what the redaction left", () => {
  it("is asked for in the queue: a doubtful passage is to be checked", async () => {
    const queue = await reviewQueue(rhea);
    expect(queue.find(({ id }) => id === recordingId)).toMatchObject({ offered: 1 });
    expect(queue.filter(({ id }) => id !== recordingId).map(({ offered }) => offered)).not.toContain(1);
  });

  it("is a reviewer's, of what is on the desk, and of passages that make sense", async () => {
    expect(await said()).toContain("freezing");
    for (const name of ["cyrus", "fiona", "tomas"] as const)
      await expect(strikeOut(room.people[name].viewer, strikes())).rejects.toMatchObject({ code: "forbidden" });
    await expect(strikeOut(nadia, strikes())).rejects.toMatchObject({ code: "forbidden" });
    for (const wrong of ["a:2000:1000:NAME", "a:0:60001:NAME", "c:0:1:NAME", "a:0:1:OVERLAP", "a:0:1:ELSE"])
      expect(strikesInput.safeParse({ recordingId, strikes: [wrong] }).success).toBe(false);
    await expect(strikeOut(rhea, { recordingId, strikes: [] })).rejects.toMatchObject({ code: "bad_request" });
    expect(await stateOf()).toBe("in_review");
  });

  it("takes the call off the desk until it has been made again", async () => {
    await strikeOut(rhea, strikes());
    expect(await stateOf()).toBe("received");
    expect(await waitingJobs(room, recordingId)).toEqual(["recordings.process"]);
    await expect(acceptRecording(rhea, recordingId)).rejects.toMatchObject({ code: "not_found" });
    await expect(strikeOut(rhea, strikes())).rejects.toMatchObject({ code: "not_found" });
  });

  it("removes the word from turns and clips, and its sound from the clip", async () => {
    await workOff(room, "recordings.process", recordingId);
    expect(await stateOf()).toBe("in_review");
    expect(await said()).not.toContain("freezing");
    const page = (await recordingPage(rhea, recordingId))!;
    const middleMs = 500 * (word.start + word.end);
    const span = page.redactions!.find(({ startMs, endMs }) => startMs < middleMs && endMs > middleMs)!;
    expect(span).toMatchObject({ party: "a", kind: "NAME", score: 1 });
    const clip = page.clips.find((one) => one.party === "a" && one.startMs < middleMs && one.endMs > middleMs)!;
    expect(clip.text).toContain("[NAME]");
    const ffmpeg = await startFfmpeg();
    const key = `clips/${recordingId}/a-${String(clip.position).padStart(5, "0")}.flac`;
    const sound = await decode(ffmpeg, await buffer(await room.stores.shelf.get(key)), "flac");
    await ffmpeg.stop();
    if ("outcome" in sound) throw new Error(sound.reason);
    const from = Math.floor(((word.start * 1_000 - clip.startMs) * sound.sampleRateHz) / 1_000);
    const to = Math.floor(((word.end * 1_000 - clip.startMs) * sound.sampleRateHz) / 1_000);
    // A tone of one height: every sample follows from the two before it.
    const step = 2 * Math.cos((2 * Math.PI * 600) / sound.sampleRateHz);
    let left = 0;
    for (let i = from + 2; i < to; i++)
      left = Math.max(left, Math.abs(sound.left[i]! - step * sound.left[i - 1]! + sound.left[i - 2]!));
    expect(left).toBeLessThan(4);
    expect(Math.max(...sound.left.subarray(from, to))).toBeGreaterThan(1_000);
  }, 60_000);
});
