import { eq } from "drizzle-orm";
import { storedClips } from "../../../db/backstage.ts";
import { type Door, one, type Tx } from "../../../db/door.ts";
import { isRefusal } from "../../../db/refusal.ts";
import { clips, recordings, reports } from "../../../db/tables.ts";
import type { Viewer } from "../../../db/viewer.ts";
import {
  contributorIdentity,
  type MediaStores,
  openRawUpload,
  type RawPlaces,
  rawPlaces,
  removeWork,
} from "../../contributions/raw-upload.ts";
import { keptChannels, transcriptLimits } from "../../contributions/rules.ts";
import { WaitsForService } from "../../outside/waits-for-service.ts";
import type { Side } from "../compare/compare-recordings.ts";
import type { Repeat, Repeats } from "../compare/earlier-recordings.ts";
import type { NativeDecoder } from "../decode/native-decoder.ts";
import { type Clip, type Processed, type ProcessedRecording, refuse, type Services } from "../processed.ts";
import { processInThread } from "../run-in-thread.ts";
import { findRepeats } from "./find-repeats.ts";
import { noteRepeats, refusedAs } from "./note-repeats.ts";
import { notJson, readJson } from "./read-json.ts";
import { sealedSteps } from "./sealed-steps.ts";
import { strikesOf } from "./strikes-of.ts";

export type Work = {
  door: Door;
  stores: MediaStores;
  vaultIdentity: string;
  /** When one of them fails, the recording waits. */
  services?: Services | undefined;
  decoder?: NativeDecoder | undefined;
};

/**
 * Job recordings.process: opens an upload, keeps what consent allows, and puts the disguised clips on a reviewer's desk; or
 * refuses it with a reason. Run again after a crash, it goes on after the last step and leaves the same rows. Nothing of
 * its half-done work is left once the recording is on the desk, refused or gone.
 */
export async function workOnUpload(work: Work, job: Viewer, recordingId: string, signal?: AbortSignal): Promise<void> {
  const { door, stores } = work;
  const places = await rawPlaces(door, job, recordingId);
  if (places.state === "received" || places.state === "processing") {
    const set = setter(door, job, recordingId);
    let { duplicateOf }: Pick<Repeats, "duplicateOf"> = { duplicateOf: null };
    const isTold = async (sides: readonly Side[]) => {
      ({ duplicateOf } = await findRepeats(door, job, recordingId, sides));
      return duplicateOf !== null;
    };
    const processed = await processUpload(work, job, places, { set, isTold, signal });
    if (processed.outcome === "waiting") {
      // Its owner reads what it waits for, and the job is tried again for days. It never gets less than was configured.
      await set({ step: `waiting_${processed.for}` });
      throw new WaitsForService(`A service outside failed (${processed.for}): ${processed.detail}`);
    }
    if (processed.outcome === "refused")
      await set({ state: "refused", reason: processed.reason, detail: processed.detail });
    else if (duplicateOf) await set(refusedAs(duplicateOf));
    else if (processed.outcome === "processed") await publishNew(work, job, places, processed, set);
  }
  // Also when it was withdrawn meanwhile: a step may have been stored after everything was erased.
  await removeWork(stores, places);
}

type Set = (values: Partial<typeof recordings.$inferInsert>) => Promise<void>;

const setter =
  (door: Door, job: Viewer, recordingId: string): Set =>
  (values) =>
    door.act(job, "recordings.process", recordingId, async (tx) => {
      const mine = eq(recordings.id, recordingId);
      one(await tx.update(recordings).set(values).where(mine).returning({ id: recordings.id }));
    });

interface Meanwhile {
  set: Set;
  /** Whether a contributor may be told that these sides were here before: nothing more is done with them then. */
  isTold: (sides: readonly Side[]) => Promise<boolean>;
  signal: AbortSignal | undefined;
}

async function processUpload(
  { door, stores, vaultIdentity, services, decoder }: Work,
  job: Viewer,
  places: RawPlaces,
  { set, isTold, signal }: Meanwhile,
): Promise<Processed> {
  await set({ state: "processing", step: "opening", progressPercent: 0 });
  const identity = await contributorIdentity(door, vaultIdentity, job, places);
  const raw = await openRawUpload(stores, identity, places);
  const transcript = raw.transcript && readJson(raw.transcript, transcriptLimits);
  if (transcript === notJson) return refuse("transcript_invalid", { why: "form" });
  const progress = reportProgress((step, progressPercent) => set({ step, progressPercent }));
  const processed = await processInThread({
    audio: raw.audio,
    givesAudioAway: true,
    ...(transcript !== undefined && { transcript }),
    ...(services && { services }),
    ...(decoder && { decoder }),
    keep: keptChannels(places.ownChannel, places.otherParty),
    language: places.language,
    strikes: await strikesOf(door, job, places.recordingId),
    store: await sealedSteps(stores, identity, places),
    onProgress: progress.report,
    stopAfterFingerprint: isTold,
    ...(signal && { signal }),
  });
  await progress.settled();
  return processed;
}

/** Compared again: an earlier call may have been taken back since, and the reviewer reads what is so now. */
async function publishNew(work: Work, job: Viewer, places: RawPlaces, processed: ProcessedRecording, set: Set) {
  const { recordingId } = places;
  const { duplicateOf, repeats } = await findRepeats(work.door, job, recordingId, processed.sides);
  if (duplicateOf) await set(refusedAs(duplicateOf));
  else await publish(work, job, recordingId, places, processed, repeats);
}

/** Puts the clips on the shelf and the recording on the desk; when it has been withdrawn meanwhile, neither. */
async function publish(
  { door, stores }: Work,
  job: Viewer,
  recordingId: string,
  places: RawPlaces,
  processed: ProcessedRecording,
  repeated: readonly Repeat[],
): Promise<void> {
  const shelved = await shelve(stores, recordingId, processed.clips);
  try {
    await door.act(job, "recordings.process", recordingId, async (tx) => {
      await keep(tx, recordingId, places, processed, shelved);
      await noteRepeats(tx, recordingId, repeated);
    });
  } catch (error) {
    if (isRefusal(error)) for (const key of shelved) await stores.shelf.remove(key);
    throw error;
  }
}

/** At most one progress row a second, one at a time; a lost one is worth nothing, so a failure ends with the job's next act. */
function reportProgress(write: (step: string, percent: number) => Promise<void>) {
  let last = 0;
  let writing: Promise<unknown> = Promise.resolve();
  return {
    report: (step: string, share: number) => {
      if (Date.now() - last < 1_000) return;
      last = Date.now();
      writing = writing
        .then(() => write(step, Math.min(99, Math.floor(share * 100))))
        .catch((error) => {
          if (!isRefusal(error)) throw error;
        });
    },
    settled: () => writing,
  };
}

/** Keys are the clip's place, so that a second run overwrites the first one's objects. */
async function shelve(stores: MediaStores, recordingId: string, pieces: Clip[]): Promise<string[]> {
  const keys: string[] = [];
  for (const piece of pieces) {
    const key = `clips/${recordingId}/${piece.party}-${String(piece.index).padStart(5, "0")}.flac`;
    await stores.shelf.put(key, piece.flac, { contentType: "audio/flac" });
    keys.push(key);
  }
  return keys;
}

async function keep(
  tx: Tx,
  recordingId: string,
  places: RawPlaces,
  done: ProcessedRecording,
  shelved: string[],
): Promise<void> {
  await tx.delete(clips).where(eq(clips.recordingId, recordingId));
  await tx.delete(reports).where(eq(reports.id, recordingId));
  const { contributorId, language, kind } = places;
  const rows = done.clips.map((piece, i) => ({
    recordingId,
    contributorId,
    language,
    kind,
    party: piece.party,
    position: piece.index,
    startMs: piece.startMs,
    endMs: piece.endMs,
    text: piece.text,
    sampleRateHz: piece.sampleRateHz,
    snrDb: piece.snrDb,
    peaks: piece.peaks,
    bytes: piece.flac.byteLength,
    sha256: piece.sha256,
    shelfKey: shelved[i]!,
  }));
  for (let i = 0; i < rows.length; i += 500) await tx.insert(storedClips).values(rows.slice(i, i + 500));
  await tx.insert(reports).values({ id: recordingId, contributorId, report: { ...done.report }, turns: done.turns });
  const ready = {
    state: "in_review",
    step: null,
    progressPercent: 100,
    durationSeconds: done.durationSeconds,
    sampleRateHz: done.sampleRateHz,
    channels: done.channels.map(({ redactions: _, channel: __, ...measured }) => measured),
    redactions: done.channels.flatMap((channel) =>
      channel.redactions.map((span) => ({
        party: channel.party,
        startMs: Math.round(span.startSeconds * 1000),
        endMs: Math.round(span.endSeconds * 1000),
        kind: span.kind,
        score: span.score,
      })),
    ),
  } as const;
  one(await tx.update(recordings).set(ready).where(eq(recordings.id, recordingId)).returning({ id: recordings.id }));
}
