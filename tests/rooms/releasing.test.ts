import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDataset } from "../../lib/catalog/create-dataset.ts";
import { editDataset } from "../../lib/catalog/edit-dataset.ts";
import { acceptRecording } from "../../lib/contributions/accept-recording.ts";
import { withdrawRecording } from "../../lib/contributions/withdraw-recording.ts";
import { listenLink } from "../../lib/downloads/listen-link.ts";
import { suspend } from "../../lib/incidents/suspend.ts";
import { addClips, removeClips, startVersion } from "../../lib/releases/compose-version.ts";
import { publishVersion } from "../../lib/releases/publish-version.ts";
import { composableClips, curatedDataset, leastChange } from "../../lib/releases/read.ts";
import type { SignedIn } from "../people.ts";
import { only, waitingJobs } from "../world.ts";
import { openRoom, type Room, workOff } from "./room.ts";
import { asking, inReview, newcomer } from "./shared-call.ts";

let room: Room;
let nadia: SignedIn;
let cyrus: SignedIn;
beforeAll(async () => {
  room = await openRoom();
  ({ viewer: cyrus } = room.people.cyrus);
  nadia = await newcomer(room, "nadia");
});
afterAll(() => room.close());

/** A call of nadia's with tomas, both of whom said yes, that rhea accepted. */
async function acceptedCall(): Promise<string> {
  const id = await inReview(room, nadia, asking(room.people.tomas.email), { parties: ["a", "b"] });
  await acceptRecording(room.people.rhea.viewer, id);
  return id;
}
const clipsOf = async (recording: string) =>
  (await room.root`select id from app.clips where recording_id = ${recording} order by party`).map(
    (row) => row.id as string,
  );
const input = {
  title: "Family calls",
  summary: "Family calls between people who said yes.",
  language: "en",
  kind: "family",
  licence: "standard",
  pricePerHour: 3_600,
} as const;
const stateOf = (version: string) => only<string>(room.root`select state from app.versions where id = ${version}`);

describe("a release", () => {
  it("is composed, closed, built, published; what it says is what was chosen", async () => {
    const call = await acceptedCall();
    const { datasetId, versionId } = await createDataset(cyrus, { ...input, slug: "family-one" });
    await expect(createDataset(cyrus, { ...input, slug: "family-one" })).rejects.toMatchObject({ code: "conflict" });
    await expect(publishVersion(cyrus, versionId, "")).rejects.toMatchObject({ code: "bad_request" });
    const clips = await clipsOf(call);
    expect((await composableClips(cyrus, versionId, { language: "en" })).map((clip) => clip.id)).toEqual(
      expect.arrayContaining(clips),
    );
    expect(await addClips(cyrus, versionId, clips)).toBe(2);
    expect(await addClips(cyrus, versionId, clips)).toBe(0);
    await removeClips(cyrus, versionId, clips);
    expect(await addClips(cyrus, versionId, clips)).toBe(2);
    await expect(addClips(cyrus, versionId, [room.market.clips.priya])).resolves.toBe(0); // not accepted: not there for a curator
    for (const name of ["rhea", "fiona", "dana"] as const)
      await expect(publishVersion(room.people[name].viewer, versionId, "")).rejects.toMatchObject({
        code: "forbidden",
      });
    await publishVersion(cyrus, versionId, "First.");
    await expect(addClips(cyrus, versionId, [room.market.clips.dana])).rejects.toMatchObject({ code: "conflict" });
    expect(await waitingJobs(room, versionId)).toEqual(["versions.build"]);
    await workOff(room, "versions.build", versionId);

    const [version] = (await curatedDataset(cyrus, datasetId))!.versions;
    expect(version).toMatchObject({
      state: "published",
      clipCount: 2,
      speechSeconds: 10,
      priceCents: 1_000,
      notes: "First.",
    });
    const shares =
      await room.root`select contributor_id, milliseconds::int as ms from app.version_shares where version_id = ${versionId} order by ms`;
    expect(shares).toEqual([
      { contributor_id: room.people.tomas.id, ms: 3_000 },
      { contributor_id: nadia.id, ms: 7_000 },
    ]);
    const files =
      await room.root`select path, bytes::int, shelf_key from app.version_files where version_id = ${versionId}`;
    for (const file of files) expect(await room.stores.shelf.size(file.shelf_key), file.path).toBe(file.bytes);
    const names = [nadia.id, room.people.tomas.id, call, ...clips, "nadia", "canary"];
    for (const file of files.filter(({ path }) => /\.(json|md|jsonl|csv)$/.test(path))) {
      const text = (await buffer(await room.stores.shelf.get(file.shelf_key))).toString();
      for (const name of names) expect(text.includes(name), `${name} in ${file.path}`).toBe(false);
    }
    await editDataset(cyrus, datasetId, { title: "Renamed", summary: input.summary, pricePerHour: 9_999 });
    expect(await only<number>(room.root`select price_cents from app.versions where id = ${versionId}`)).toBe(1_000);
  });

  it("is withdrawn with a voice that is taken back; the next one is a major one without it", async () => {
    const [kept, gone] = [await acceptedCall(), await acceptedCall()];
    const { datasetId, versionId } = await createDataset(cyrus, { ...input, slug: "family-two" });
    await addClips(cyrus, versionId, [...(await clipsOf(kept)), ...(await clipsOf(gone))]);
    await publishVersion(cyrus, versionId, "");
    await workOff(room, "versions.build", versionId);
    const [heard] = await clipsOf(gone);
    expect(await listenLink(cyrus, heard!)).toContain("/d/");
    await withdrawRecording(nadia, gone);
    expect(await stateOf(versionId)).toBe("withdrawn");
    expect(await listenLink(cyrus, heard!)).toBeNull();
    await workOff(room, "recordings.erase", gone);
    expect(await room.stores.shelf.size(`clips/${gone}/a-00000.flac`)).toBeNull();
    expect(await leastChange(cyrus, versionId)).toBe("major");
    const next = await startVersion(cyrus, datasetId, versionId, "2.0.0");
    await publishVersion(cyrus, next, "");
    await workOff(room, "versions.build", next);
    expect(await room.root`select clip_count from app.versions where id = ${next} and state = 'published'`).toEqual([
      { clip_count: 2 },
    ]);
  });

  it("is not built with a voice that was taken back after it was closed", async () => {
    const call = await acceptedCall();
    const { versionId } = await createDataset(cyrus, { ...input, slug: "family-three" });
    await addClips(cyrus, versionId, await clipsOf(call));
    await publishVersion(cyrus, versionId, "");
    await withdrawRecording(nadia, call);
    await expect(workOff(room, "versions.build", versionId)).rejects.toThrow("no standing consent");
    expect(await stateOf(versionId)).toBe("building");
  });

  it("is not published while publishing is stopped", async () => {
    await suspend(room.people.piet.viewer, { scope: "publishing", reason: "a wrong price" });
    await expect(createDataset(cyrus, { ...input, slug: "family-four" })).rejects.toMatchObject({ code: "suspended" });
  });
});
