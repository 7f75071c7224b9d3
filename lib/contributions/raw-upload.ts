import { eq } from "drizzle-orm";
import { rawObjects, vaultKeys } from "../../db/backstage.ts";
import { type Door, one } from "../../db/door.ts";
import { recordings } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { unseal, unsealStream } from "../outside/seal.ts";
import type { Store } from "../outside/storage.ts";

export type MediaStores = { intake: Store; vault: Store; shelf: Store };

/** What only the media worker may know of a recording: where its sealed bytes lie, and the key that opens them. */
export async function rawPlaces(door: Door, job: Viewer, recordingId: string) {
  return one(
    await door.look(job, (tx) =>
      tx
        .select({
          recordingId: recordings.id,
          contributorId: recordings.contributorId,
          state: recordings.state,
          language: recordings.language,
          kind: recordings.kind,
          ownChannel: recordings.ownChannel,
          otherParty: recordings.otherParty,
          hasTranscript: recordings.hasTranscript,
          intakeKey: rawObjects.intakeKey,
          transcriptIntakeKey: rawObjects.transcriptIntakeKey,
          rawKey: rawObjects.rawKey,
          rawTranscriptKey: rawObjects.rawTranscriptKey,
        })
        .from(recordings)
        .innerJoin(rawObjects, eq(rawObjects.recordingId, recordings.id))
        .where(eq(recordings.id, recordingId)),
    ),
  );
}
export type RawPlaces = Awaited<ReturnType<typeof rawPlaces>>;

const workSlots = 16;

/**
 * Where half-done work on a recording lies in the vault, sealed like the upload and beside it. A fixed number of places, so
 * that nothing has to be known or listed to remove them all.
 */
export const workKeys = ({ rawKey }: Pick<RawPlaces, "rawKey">): string[] =>
  Array.from({ length: workSlots }, (_, slot) => `${rawKey}.work-${slot}`);

export async function removeWork({ vault }: Pick<MediaStores, "vault">, places: RawPlaces): Promise<void> {
  for (const key of workKeys(places)) await vault.remove(key);
}

/** The key that opens what a contributor sent; it is gone once they have left. */
export async function contributorIdentity(
  door: Door,
  vaultIdentity: string,
  job: Viewer,
  { contributorId }: RawPlaces,
): Promise<string> {
  const { wrapped } = one(
    await door.look(job, (tx) =>
      tx.select({ wrapped: vaultKeys.wrapped }).from(vaultKeys).where(eq(vaultKeys.userId, contributorId)),
    ),
  );
  return Buffer.from(await unseal(vaultIdentity, wrapped)).toString();
}

/**
 * The upload and its transcript, opened in memory of their own. On the way they move from the intake into the vault, still
 * sealed.
 */
export async function openRawUpload({ vault, intake }: MediaStores, identity: string, places: RawPlaces) {
  const open = async (intakeKey: string, vaultKey: string) => {
    if ((await vault.size(vaultKey)) === null) {
      await vault.put(vaultKey, await intake.get(intakeKey));
      await intake.remove(intakeKey);
    }
    return openInPlace(identity, vault, vaultKey);
  };
  const audio = await open(places.intakeKey, places.rawKey);
  const transcript = places.hasTranscript ? await open(places.transcriptIntakeKey, places.rawTranscriptKey) : undefined;
  return { audio, transcript };
}

/** Opened as it is read: what may be a gigabyte is there once. It is shorter than what it was sealed to. */
async function openInPlace(identity: string, vault: Store, key: string): Promise<Uint8Array> {
  const room = new Uint8Array((await vault.size(key)) ?? 0);
  let bytes = 0;
  for await (const piece of await unsealStream(identity, await vault.get(key))) {
    room.set(piece, bytes);
    bytes += piece.length;
  }
  return room.subarray(0, bytes);
}
