import { and, asc, count, desc, eq, gte, isNull, sql } from "drizzle-orm";
import { clips, datasets, versionClips, versions } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";
import { type Change, changeBetween } from "./semver.ts";

/** The curator's datasets with their newest version, newest first. */
export const curatedDatasets = (viewer: Viewer, limit = 100) =>
  theDoor().look(viewer, (tx) =>
    tx
      .selectDistinctOn([datasets.id], {
        id: datasets.id,
        slug: datasets.slug,
        title: datasets.title,
        language: datasets.language,
        pricePerHourCents: datasets.pricePerHourCents,
        versionId: versions.id,
        number: versions.number,
        state: versions.state,
        progressPercent: versions.progressPercent,
        clipCount: versions.clipCount,
        speechSeconds: versions.speechSeconds,
        createdAt: versions.createdAt,
      })
      .from(datasets)
      .innerJoin(versions, eq(versions.datasetId, datasets.id))
      .orderBy(datasets.id, desc(versions.createdAt))
      .limit(limit),
  );

/** A dataset as its curator sees it: every version, drafts too. */
export async function curatedDataset(viewer: Viewer, datasetId: string) {
  const door = theDoor();
  const [dataset] = await door.look(viewer, (tx) =>
    tx
      .select({
        id: datasets.id,
        slug: datasets.slug,
        title: datasets.title,
        summary: datasets.summary,
        language: datasets.language,
        kind: datasets.kind,
        licence: datasets.licence,
        pricePerHourCents: datasets.pricePerHourCents,
        currentVersionId: datasets.currentVersionId,
      })
      .from(datasets)
      .where(eq(datasets.id, datasetId)),
  );
  if (!dataset) return undefined;
  const history = await door.look(viewer, (tx) =>
    tx
      .select({
        id: versions.id,
        number: versions.number,
        state: versions.state,
        notes: versions.notes,
        commit: versions.commit,
        clipCount: versions.clipCount,
        speechSeconds: versions.speechSeconds,
        priceCents: versions.priceCents,
        progressPercent: versions.progressPercent,
        publishedAt: versions.publishedAt,
        createdAt: versions.createdAt,
      })
      .from(versions)
      .where(eq(versions.datasetId, datasetId))
      .orderBy(desc(versions.createdAt))
      .limit(50),
  );
  const draft = history.find((version) => ["draft", "building", "failed"].includes(version.state));
  return { ...dataset, versions: history, draft };
}

export type ClipFilter = {
  language?: "en" | "fr";
  kind?: typeof clips.$inferSelect.kind;
  minSnrDb?: number;
  /** only what the draft holds, or only what it does not */
  held?: boolean;
  page?: number;
};
export const clipPage = 100;

// Written out: drizzle leaves the table's name off in a select from one table, and `id` would then be vc's.
const heldBy = (versionId: string) =>
  sql<boolean>`exists (select from app.version_clips vc where vc.clip_id = app.clips.id and vc.version_id = ${versionId} and vc.removed_at is null)`;
const chosen = (versionId: string, asked: ClipFilter) =>
  and(
    eq(clips.usable, true),
    asked.language ? eq(clips.language, asked.language) : undefined,
    asked.kind ? eq(clips.kind, asked.kind) : undefined,
    asked.minSnrDb !== undefined ? gte(clips.snrDb, asked.minSnrDb) : undefined,
    asked.held === undefined ? undefined : sql`${heldBy(versionId)} = ${asked.held}`,
  );

/** Accepted clips that a draft could hold, and those that it does; a page of 100. */
export async function composableClips(viewer: Viewer, versionId: string, asked: ClipFilter) {
  return theDoor().look(viewer, (tx) =>
    tx
      .select({
        id: clips.id,
        recordingId: clips.recordingId,
        kind: clips.kind,
        party: clips.party,
        durationMs: sql<number>`${clips.endMs} - ${clips.startMs}`,
        text: clips.text,
        snrDb: clips.snrDb,
        peaks: clips.peaks,
        held: heldBy(versionId),
      })
      .from(clips)
      .where(chosen(versionId, asked))
      .orderBy(asc(clips.recordingId), asc(clips.startMs), asc(clips.party))
      .limit(clipPage)
      .offset(((asked.page ?? 1) - 1) * clipPage),
  );
}

/** How many clips the filter finds, and how long they are. */
export async function countComposableClips(viewer: Viewer, versionId: string, asked: ClipFilter) {
  const [row] = await theDoor().look(viewer, (tx) =>
    tx
      .select({ clips: count(), milliseconds: sql<string>`coalesce(sum(${clips.endMs} - ${clips.startMs}), 0)` })
      .from(clips)
      .where(chosen(versionId, asked)),
  );
  return { clips: row!.clips, seconds: Math.floor(Number(row!.milliseconds) / 1000) };
}

/** What kind of change the version after this one is at the least: clips that were taken back make it a major one. */
export async function leastChange(viewer: Viewer, versionId: string): Promise<Change> {
  const rows = await theDoor().look(viewer, (tx) =>
    tx
      .select({
        clipId: versionClips.clipId,
        usable: sql<boolean>`exists (select from app.clips c where c.id = app.version_clips.clip_id and c.usable)`,
      })
      .from(versionClips)
      .where(and(eq(versionClips.versionId, versionId), isNull(versionClips.removedAt)))
      .limit(1_000_000),
  );
  const ids = rows.map((row) => row.clipId);
  return changeBetween(
    ids,
    rows.filter((row) => row.usable).map((row) => row.clipId),
  );
}

/** What a draft adds up to. */
export async function draftTotals(viewer: Viewer, versionId: string) {
  const [row] = await theDoor().look(viewer, (tx) =>
    tx
      .select({
        clips: count(),
        calls: sql<number>`count(distinct ${clips.recordingId})::int`,
        voices: sql<number>`count(distinct (${clips.recordingId}, ${clips.party}))::int`,
        milliseconds: sql<string>`coalesce(sum(${clips.endMs} - ${clips.startMs}), 0)`,
      })
      .from(versionClips)
      .innerJoin(clips, eq(clips.id, versionClips.clipId))
      .where(and(eq(versionClips.versionId, versionId), isNull(versionClips.removedAt))),
  );
  return {
    clips: row!.clips,
    calls: row!.calls,
    voices: row!.voices,
    seconds: Math.floor(Number(row!.milliseconds) / 1000),
  };
}
