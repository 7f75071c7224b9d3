import { spawnSync } from "node:child_process";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addRecording } from "../../lib/contributions/add-recording.ts";
import { receiveUpload } from "../../lib/contributions/receive-upload.ts";
import { heldUp } from "../../lib/incidents/read.ts";
import { fixtureBytes } from "../fixtures/calls.ts";
import type { SignedIn } from "../people.ts";
import { only, refused, waitingJobs } from "../world.ts";
import { openRoom, type Room, workOff } from "./room.ts";
import { call, newcomer, notice } from "./shared-call.ts";

// A call whose processing broke off on our side: the desk sees that there is one, the operator puts it in line again.
let room: Room;
let owner: SignedIn;
let id: string;
const stateOf = () => only<string>(room.root`select state from app.recordings where id = ${id}`);

beforeAll(async () => {
  room = await openRoom();
  owner = await newcomer(room, "wanda");
  id = await addRecording(owner, call, notice);
  await receiveUpload(owner, id, "audio", Readable.from([await fixtureBytes("boiler-repair.flac")]));
  await workOff(room, "recordings.process", id, {
    "recordings.process": { run: room.jobs["recordings.process"]!.giveUp! },
  });
}, 60_000);
afterAll(() => room.close());

const workAgain = (...args: string[]) =>
  spawnSync(
    process.execPath,
    ["--import", "tsx", fileURLToPath(new URL("../../dev/work-again.ts", import.meta.url)), ...args],
    {
      encoding: "utf8",
      env: { ...process.env, DATABASE_MIGRATE_URL: room.url("consonant_migrate") },
      timeout: 60_000,
    },
  );

describe("what is held up", () => {
  it("is counted for the desk, and for nobody else", async () => {
    expect(await stateOf()).toBe("failed");
    for (const name of ["rhea", "cyrus", "fiona", "piet"] as const)
      expect(await heldUp(room.people[name].viewer)).toMatchObject([{ why: "failed", calls: "1" }]);
    for (const viewer of [owner, room.people.tomas.viewer, room.people.ines.viewer])
      await expect(heldUp(viewer)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("says what a call waits for", async () => {
    await room.plant(
      (t) => t`update app.recordings set state = 'processing', step = 'waiting_redaction' where id = ${id}`,
    );
    expect(await heldUp(room.people.piet.viewer)).toMatchObject([{ why: "waiting_redaction", calls: "1" }]);
    await room.plant((t) => t`update app.recordings set state = 'failed', step = null where id = ${id}`);
  });
});

describe("working on it again", { timeout: 120_000 }, () => {
  it("is the operator's, in an act of theirs", async () => {
    await refused(room.migrate`select api.work_again(${id})`, "CN403");
    for (const login of ["web", "look", "media", "money"] as const) {
      await refused(room[login]`select api.begin_operation('recordings.work-again', ${id})`, "42501");
      await refused(room[login]`select api.work_again(${id})`, "42501");
    }
    await refused(room.migrate`select api.begin_operation('earnings.accrue', ${id})`, "CN403");
    expect(await stateOf()).toBe("failed");
  });

  it("takes the upload that was kept, and leaves a trace", async () => {
    expect(workAgain(id)).toMatchObject({ status: 0, stdout: "1 call is in line again.\n" });
    expect([await stateOf(), await waitingJobs(room, id)]).toEqual(["received", ["recordings.process"]]);
    expect(
      await room.root`select via, subject from app.audit where power = 'recordings.work-again' and table_name = 'recordings'`,
    ).toEqual([{ via: "operator", subject: id }]);
    await workOff(room, "recordings.process", id);
    expect(await stateOf()).toBe("in_review");
  });

  it("leaves alone what did not break off", async () => {
    expect(workAgain(id)).toMatchObject({ status: 3, stdout: "0 calls are in line again.\n" });
    expect(workAgain("--all")).toMatchObject({ status: 3 });
    expect(workAgain()).toMatchObject({ status: 2 });
    expect(workAgain("everything")).toMatchObject({ status: 2 });
    expect(await stateOf()).toBe("in_review");
  });
});
