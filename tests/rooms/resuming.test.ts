import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addRecording } from "../../lib/contributions/add-recording.ts";
import { recordingPage } from "../../lib/contributions/read.ts";
import { receiveUpload } from "../../lib/contributions/receive-upload.ts";
import { withdrawRecording } from "../../lib/contributions/withdraw-recording.ts";
import { newIdentity, unseal } from "../../lib/outside/seal.ts";
import type { Store } from "../../lib/outside/storage.ts";
import type { StepReport } from "../../lib/pipeline/processed.ts";
import { log } from "../../lib/web/log.ts";
import { type JobTable, mediaJobs } from "../../worker/jobs.ts";
import { fixtureBytes } from "../fixtures/calls.ts";
import { shortCall } from "../fixtures/short-call.ts";
import type { SignedIn } from "../people.ts";
import { only } from "../world.ts";
import { openRoom, type Room, workOff } from "./room.ts";
import { call, newcomer, notice } from "./shared-call.ts";

// The worker dies in the middle of a call. What it had done so far lies in the vault, sealed, until the call is done with.
log.level = "silent";
let room: Room;
let nadia: SignedIn;
let spoken: Awaited<ReturnType<typeof shortCall>>;
const steps = ["decode", "fingerprint", "measure", "redact", "bleep", "draw", "disguise", "clips"];
beforeAll(async () => {
  room = await openRoom();
  nadia = await newcomer(room, "nadia");
  spoken = await shortCall();
});
afterAll(() => room.close());

async function share(audio: Uint8Array, by = nadia): Promise<string> {
  const id = await addRecording(by, call, notice);
  await receiveUpload(by, id, "audio", Readable.from([audio]));
  return id;
}

/** The room's jobs over a vault that tells what half-done work it is given, and does as `onWork` says. */
function watched(onWork: (count: number) => Promise<void> | void = () => undefined) {
  const keys: string[] = [];
  const vault: Store = {
    ...room.stores.vault,
    async put(key, content, options) {
      const stored = await room.stores.vault.put(key, content, options);
      if (key.includes(".work-")) {
        keys.push(key);
        await onWork(keys.length);
      }
      return stored;
    },
  };
  const jobs: JobTable = mediaJobs({
    door: room.doors.media,
    stores: { ...room.stores, vault },
    vaultIdentity: room.vaultIdentity,
    siteUrl: "http://localhost:3000",
  });
  return { keys, jobs, left: async () => (await Promise.all(keys.map((key) => vault.size(key)))).filter(Boolean) };
}

const dieAfter = (steps: number) => (count: number) => {
  if (count === steps) throw new Error("killed");
};
const process_ = (id: string, jobs: JobTable) => workOff(room, "recordings.process", id, jobs);
const stateOf = (id: string) => only<string>(room.root`select state from app.recordings where id = ${id}`);

/** How many of a hundred short moments of a sound stand in some bytes as they are. */
function momentsIn(bytes: Uint8Array, sound: Buffer): number {
  const momentBytes = 24;
  const places = Array.from({ length: 100 }, (_, i) => 2 * Math.floor(((i + 0.5) * sound.length) / 200));
  const moments = places.map((at) => sound.subarray(at, at + momentBytes)).filter((moment) => new Set(moment).size > 8);
  return moments.filter((moment) => Buffer.from(bytes).includes(moment)).length;
}

describe("a worker that dies in the middle", { timeout: 120_000 }, () => {
  it("leaves what it did sealed; the next one goes on with it, and leaves nothing", async () => {
    const id = await share(spoken.audio);
    const first = watched(dieAfter(steps.length - 1));
    await expect(process_(id, first.jobs)).rejects.toThrow("killed");
    expect(await first.left()).toHaveLength(steps.length - 1);

    const sound = Buffer.from(spoken.left.buffer, spoken.left.byteOffset, spoken.left.byteLength);
    const [vaultKey] = await room.root`select wrapped from priv.vault_keys where user_id = ${nadia.id}`;
    const identity = Buffer.from(await unseal(room.vaultIdentity, vaultKey!.wrapped)).toString();
    const { identity: another } = await newIdentity();
    let opened = 0;
    for (const key of first.keys) {
      const sealed = await buffer(await room.stores.vault.get(key));
      expect(sealed.toString("latin1", 0, 40)).toContain("age-encryption.org/v1");
      expect(momentsIn(sealed, sound)).toBe(0);
      await expect(unseal(another, sealed)).rejects.toThrow();
      opened = Math.max(opened, momentsIn(await unseal(identity, sealed), sound));
    }
    expect(opened, "it is the sound that is sealed there").toBeGreaterThan(20);

    const second = watched();
    await process_(id, second.jobs);
    expect(await stateOf(id)).toBe("in_review");
    expect(second.keys, "the last step alone").toHaveLength(1);
    expect([await first.left(), await second.left()]).toEqual([[], []]);
    const page = (await recordingPage(nadia, id))!;
    const { steps: done } = page.report!.report as { steps: StepReport[] };
    expect(done.map(({ name }) => name)).toEqual(steps);
    expect(done.map(({ resumed }) => resumed)).toEqual(steps.map((name) => name !== "clips"));
  });

  it("and whose last try failed leaves nothing but the upload", async () => {
    const id = await share(spoken.audio);
    const { jobs, left } = watched(dieAfter(2));
    await expect(process_(id, jobs)).rejects.toThrow("killed");
    expect(await left()).toHaveLength(2);
    await workOff(room, "recordings.process", id, {
      "recordings.process": { run: jobs["recordings.process"]!.giveUp! },
    });
    expect([await stateOf(id), await left()]).toEqual(["failed", []]);
  });
});

describe("a call that is", { timeout: 120_000 }, () => {
  it("refused leaves nothing", async () => {
    const id = await share(await fixtureBytes("silence.flac"));
    const { jobs, keys, left } = watched();
    await process_(id, jobs);
    expect(keys.length).toBeGreaterThan(0);
    expect([await stateOf(id), await left()]).toEqual(["refused", []]);
  });

  it("withdrawn while it is worked on leaves nothing, whatever was stored after it was erased", async () => {
    // Nadia's own second one would be refused before that.
    const omar = await newcomer(room, "omar");
    const id = await share(spoken.audio, omar);
    const { jobs, keys, left } = watched(async (count) => {
      if (count !== 3) return;
      await withdrawRecording(omar, id);
      await workOff(room, "recordings.erase", id, jobs);
    });
    await expect(process_(id, jobs)).rejects.toThrow();
    expect(keys.length).toBeGreaterThan(3);
    await process_(id, jobs);
    expect([await stateOf(id), await left()]).toEqual(["withdrawn", []]);
  });
});
