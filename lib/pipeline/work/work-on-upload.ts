import { eq } from "drizzle-orm";
import { storedClips } from "../../../db/backstage.ts";
import { type Door, one, type Tx } from "../../../db/door.ts";
import { isRefusal } from "../../../db/refusal.ts";
import { clips, recordings, reports } from "../../../db/tables.ts";
import type { Viewer } from "../../../db/viewer.ts";
import { type MediaStores, openRawUpload, type RawPlaces, rawPlaces } from "../../contributions/raw-upload.ts";
import { keptChannels, transcriptLimits } from "../../contributions/rules.ts";
import { type RedactionService, RedactionServiceFailed } from "../../outside/redaction-service.ts";
import type { Clip, ProcessedRecording } from "../processed.ts";
import { askOutside } from "../redact/ask-outside.ts";
import { processInThread } from "../run-in-thread.ts";
import { notJson, readJson } from "./read-json.ts";

type Work = {
  door: Door;
  stores: MediaStores;
  vaultIdentity: string;
  /** Asked as well as our own rules; when it fails, the recording waits. */
  redaction?: RedactionService | undefined;
  anonymizerUrl?: string | undefined;
};

/**
 * Job recordings.process: opens an upload, keeps what consent allows, and puts the disguised clips on a reviewer's desk; or
 * refuses it with a reason. Run again after a crash, it starts over and leaves the same rows.
 */
export async function workOnUpload(
  { door, stores, vaultIdentity, redaction, anonymizerUrl }: Work,
  job: Viewer,
  recordingId: string,
  signal?: AbortSignal,
): Promise<void> {
  const places = await rawPlaces(door, job, recordingId);
  if (places.state !== "received" && places.state !== "processing") return;
  const set = (values: Partial<typeof recordings.$inferInsert>) =>
    door.act(job, "recordings.process", recordingId, async (tx) => {
      one(
        await tx.update(recordings).set(values).where(eq(recordings.id, recordingId)).returning({ id: recordings.id }),
      );
    });
  await set({ state: "processing", step: "opening", progressPercent: 0 });
  const raw = await openRawUpload(door, stores, vaultIdentity, job, places);
  const transcript = raw.transcript && readJson(raw.transcript, transcriptLimits);
  if (transcript === notJson) return set({ state: "refused", reason: "transcript_invalid" });

  const keptChannel = keptChannels(places.ownChannel, places.otherParty);
  const outside = redaction && { service: redaction, transcript, keep: keptChannel, language: places.language };
  const outsideFinds =
    outside &&
    (await askOutside(outside, signal).catch(async (error) => {
      // Never published with less redaction than was asked for: the job is tried again, and this is what its owner reads.
      if (error instanceof RedactionServiceFailed) await set({ step: "waiting_redaction" });
      throw error;
    }));

  const progress = reportProgress((step, progressPercent) => set({ step, progressPercent }));
  const processed = await processInThread({
    audio: raw.audio,
    ...(transcript !== undefined && { transcript }),
    ...(anonymizerUrl && { anonymizerUrl }),
    keep: keptChannel,
    ...(outsideFinds && { outsideFinds }),
    language: places.language,
    onProgress: progress.report,
    ...(signal && { signal }),
  });
  await progress.settled();
  if (processed.outcome === "refused") return set({ state: "refused", reason: processed.reason });
  const shelved = await shelve(stores, recordingId, processed.clips);
  await door.act(job, "recordings.process", recordingId, (tx) => keep(tx, recordingId, places, processed, shelved));
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
