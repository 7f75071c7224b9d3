import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { storedClips, storedFiles, storedSamples } from "../../db/backstage.ts";
import { type Door, one } from "../../db/door.ts";
import {
  consents,
  datasets,
  recordings,
  samples,
  versionClips,
  versionFiles,
  versionShares,
  versions,
} from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import type { Store } from "../outside/storage.ts";
import { describeDisguise } from "../pipeline/disguise/describe-disguise.ts";
import { pipelineVersion } from "../pipeline/rules.ts";
import { buildFiles } from "./build-files.ts";
import { canonicalJson } from "./canonical-json.ts";
import { priceCents } from "./price.ts";
import type { ReleaseClip } from "./release.ts";

type Work = { door: Door; shelf: Store; siteUrl: string };

/**
 * Job versions.build: from a closed draft to a published version. The files are put on the shelf first; one act then lists
 * them and publishes. Run again, it overwrites its own objects and rows. Throws where a voice has no standing consent.
 */
export async function buildVersion({ door, shelf, siteUrl }: Work, job: Viewer, versionId: string): Promise<void> {
  const version = await versionToBuild(door, job, versionId);
  if (version.state !== "building") return;
  const { clips, seconds, peaksOf } = await chosenClips(door, shelf, job, versionId, version.datasetId);
  const files: { path: string; shelfKey: string; contentType: string; bytes: number; sha256: string }[] = [];
  const { publishedAt } = version; // when the draft was closed: built again, the same bytes
  if (!publishedAt) throw new Error(`version ${versionId} was never closed`);
  const disguise = describeDisguise(clips.map(({ sampleRateHz }) => sampleRateHz));
  const anonymization = { ...disguise, pipelineVersion, clips: clips.length };
  const built = await buildFiles(
    { ...version, org: "consonant", notes: version.notes, publishedAt, siteUrl, anonymization },
    clips,
    async (path, contentType, content) => {
      const shelfKey = `releases/${versionId}/${createHash("sha256").update(path).digest("hex").slice(0, 32)}`;
      const stored = await shelf.put(shelfKey, content, { contentType });
      files.push({ path, shelfKey, contentType, ...stored });
      return stored;
    },
  );
  const heard = await shelveSamples(shelf, versionId, clips, built.sampleClipIds, peaksOf);

  await door.act(job, "versions.build", versionId, async (tx) => {
    const ofThis = {
      files: eq(versionFiles.versionId, versionId),
      samples: eq(samples.versionId, versionId),
      shares: eq(versionShares.versionId, versionId),
    };
    await tx.delete(versionFiles).where(ofThis.files);
    await tx.delete(samples).where(ofThis.samples);
    await tx.delete(versionShares).where(ofThis.shares);
    await tx.insert(storedFiles).values(files.map((file) => ({ versionId, ...file })));
    if (heard.length > 0) await tx.insert(storedSamples).values(heard);
    await tx
      .insert(versionShares)
      .values([...seconds].map(([contributorId, milliseconds]) => ({ versionId, contributorId, milliseconds })));
    const still = await tx
      .select({ id: versionClips.id })
      .from(versionClips)
      .innerJoin(storedClips, eq(storedClips.id, versionClips.clipId))
      .where(and(eq(versionClips.versionId, versionId), isNull(versionClips.removedAt), eq(storedClips.usable, true)));
    if (still.length !== clips.length)
      throw new Error(`a voice of version ${versionId} was taken back while it was built`);
    const published = {
      state: "published",
      commit: built.commit,
      card: built.card,
      stats: built.stats,
      speechSeconds: Math.floor(built.speechSeconds),
      clipCount: built.clipCount,
      speakerCount: built.speakerCount,
      medianSnrDb: built.medianSnrDb,
      totalBytes: built.totalBytes,
      priceCents: priceCents(Math.floor(built.speechSeconds), version.pricePerHourCents),
      progressPercent: 100,
    } as const;
    one(await tx.update(versions).set(published).where(eq(versions.id, versionId)).returning({ id: versions.id }));
  });
}

const versionToBuild = async (door: Door, job: Viewer, versionId: string) =>
  one(
    await door.look(job, (tx) =>
      tx
        .select({
          state: versions.state,
          number: versions.number,
          notes: versions.notes,
          publishedAt: versions.publishedAt,
          datasetId: datasets.id,
          slug: datasets.slug,
          title: datasets.title,
          summary: datasets.summary,
          language: datasets.language,
          kind: datasets.kind,
          licence: datasets.licence,
          pricePerHourCents: datasets.pricePerHourCents,
        })
        .from(versions)
        .innerJoin(datasets, eq(datasets.id, versions.datasetId))
        .where(eq(versions.id, versionId)),
    ),
  );

/** Party a speaks on the left channel, b on the right one. */
const sideOf = sql`case ${storedClips.party} when 'a' then 'left' else 'right' end`;

/** The draft's clips as a release sees them, under names that hold within this dataset only; and whose voice is how long. */
async function chosenClips(door: Door, shelf: Store, job: Viewer, versionId: string, datasetId: string) {
  const rows = await door.look(job, (tx) =>
    tx
      .select({
        id: storedClips.id,
        recordingId: storedClips.recordingId,
        party: storedClips.party,
        startMs: storedClips.startMs,
        endMs: storedClips.endMs,
        text: storedClips.text,
        sampleRateHz: storedClips.sampleRateHz,
        snrDb: storedClips.snrDb,
        sha256: storedClips.sha256,
        bytes: storedClips.bytes,
        language: storedClips.language,
        peaks: storedClips.peaks,
        usable: storedClips.usable,
        shelfKey: storedClips.shelfKey,
        userId: consents.userId,
        answer: consents.answer,
        noticeHash: consents.noticeHash,
        redactions: recordings.redactions,
      })
      .from(versionClips)
      .innerJoin(storedClips, eq(storedClips.id, versionClips.clipId))
      .innerJoin(recordings, eq(recordings.id, storedClips.recordingId))
      .leftJoin(consents, and(eq(consents.recordingId, storedClips.recordingId), eq(consents.channel, sideOf)))
      .where(and(eq(versionClips.versionId, versionId), isNull(versionClips.removedAt)))
      .orderBy(asc(storedClips.id)),
  );
  const label = new Map<string, string>();
  const seconds = new Map<string, number>();
  for (const clip of rows) {
    const { userId, answer } = clip;
    if (!userId || answer !== "given" || !clip.usable) throw new Error(`clip ${clip.id} has no standing consent`);
    label.set(userId, "");
    seconds.set(userId, (seconds.get(userId) ?? 0) + clip.endMs - clip.startMs);
  }
  await door.act(job, "versions.build", versionId, async (tx) => {
    for (const userId of label.keys()) {
      label.set(userId, one(await tx.verb<{ speaker_label: string }>("speaker_label", userId)).speaker_label);
    }
  });
  const named = (kind: string, id: string) => createHash("sha256").update(`${datasetId}\n${kind}\n${id}`).digest("hex");
  const clips = rows.map((clip): ReleaseClip => {
    const { userId, noticeHash, redactions } = clip;
    const speaker = label.get(userId!)!;
    const recording = `c${named("recording", clip.recordingId).slice(0, 12)}`;
    const inside = (redactions ?? []).filter(
      (span) => span.party === clip.party && span.startMs < clip.endMs && span.endMs > clip.startMs,
    );
    return {
      id: `k${named("clip", clip.id).slice(0, 16)}`,
      speaker,
      recording,
      party: clip.party,
      startMs: clip.startMs,
      endMs: clip.endMs,
      text: clip.text,
      sampleRateHz: clip.sampleRateHz,
      snrDb: clip.snrDb,
      sha256: clip.sha256,
      bytes: clip.bytes,
      language: clip.language,
      kinds: inside.map((span) => span.kind),
      consentDigest: createHash("sha256")
        .update(canonicalJson({ speaker, recording, noticeHash, answer: "given" }))
        .digest("hex"),
      read: async () => buffer(await shelf.get(clip.shelfKey)),
    };
  });
  return { clips, seconds, peaksOf: new Map(rows.map((clip, i) => [clips[i]!.id, clip.peaks])) };
}

async function shelveSamples(
  shelf: Store,
  versionId: string,
  clips: ReleaseClip[],
  chosen: string[],
  peaksOf: Map<string, number[]>,
) {
  const rows: (typeof storedSamples.$inferInsert)[] = [];
  for (const [position, id] of chosen.entries()) {
    const clip = clips.find((one) => one.id === id)!;
    const shelfKey = `samples/${versionId}/${position}.flac`;
    await shelf.put(shelfKey, await clip.read(), { contentType: "audio/flac" });
    rows.push({
      versionId,
      position,
      shelfKey,
      bytes: clip.bytes,
      speaker: clip.speaker,
      party: clip.party,
      durationMs: clip.endMs - clip.startMs,
      text: clip.text,
      snrDb: clip.snrDb,
      peaks: peaksOf.get(id)!,
      redacted: clip.kinds.length > 0,
    });
  }
  return rows;
}
