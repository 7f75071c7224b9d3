import type { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { one } from "../../db/door.ts";
import { Refusal } from "../../db/refusal.ts";
import { recordings } from "../../db/tables.ts";
import { tokenOf, type Viewer } from "../../db/viewer.ts";
import { env } from "../env.ts";
import { sealStream } from "../outside/seal.ts";
import { openIntake } from "../outside/storage.ts";
import { theDoor } from "../the-door.ts";
import { transcriptLimits } from "./rules.ts";

export type Part = "audio" | "transcript";

/**
 * Seals an upload to its contributor's public key while it arrives, and keeps only that. The audio comes last: with it the
 * recording has arrived, and is worked on as soon as everybody concerned has answered.
 * Throws Refusal "not_found" where the recording is not the viewer's, is no longer awaited, or uploads are stopped.
 */
export async function receiveUpload(viewer: Viewer, recordingId: string, part: Part, body: Readable): Promise<void> {
  const [place] = await theDoor().ask<{ object_key: string; recipient: string }>(
    "open_intake",
    tokenOf(viewer),
    recordingId,
    part,
  );
  if (!place) throw new Refusal("not_found");
  await openIntake(env().INTAKE_STORE).put(place.object_key, await sealStream(place.recipient, body), {
    maxBytes: part === "audio" ? env().UPLOAD_BYTES : transcriptLimits.bytes,
  });
  if (part === "audio") await theDoor().act(viewer, "recordings.add", recordingId, (tx) => arrive(tx, recordingId));
}

type Act = Parameters<Parameters<ReturnType<typeof theDoor>["act"]>[3]>[0];
async function arrive(tx: Act, recordingId: string): Promise<void> {
  const mine = eq(recordings.id, recordingId);
  const { otherParty } = one(await tx.select({ otherParty: recordings.otherParty }).from(recordings).where(mine));
  const state = otherParty === "asked" ? "waiting" : "received";
  one(await tx.update(recordings).set({ state }).where(mine).returning({ id: recordings.id }));
  if (state === "received") await tx.enqueue("recordings.process", recordingId);
}
