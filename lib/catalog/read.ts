import { and, asc, count, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { datasets, samples, versionFiles, versionShares, versions } from "../../db/tables.ts";
import { nobody, type Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";
import type { CatalogueQuery } from "./input.ts";

export const pageSize = 12;

const listed = {
  slug: datasets.slug,
  title: datasets.title,
  language: datasets.language,
  kind: datasets.kind,
  licence: datasets.licence,
  pricePerHourCents: datasets.pricePerHourCents,
  versionId: versions.id,
  number: versions.number,
  priceCents: versions.priceCents,
  speechSeconds: versions.speechSeconds,
  clipCount: versions.clipCount,
  speakerCount: versions.speakerCount,
  medianSnrDb: versions.medianSnrDb,
  publishedAt: versions.publishedAt,
};
const current = and(eq(versions.id, datasets.currentVersionId), eq(versions.state, "published"));

/** Each word as the beginning of a word: "boil app" finds "boilers and appointments". */
const matching = (q: string): SQL | undefined => {
  const words = q
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 10);
  if (words.length === 0) return undefined;
  return sql`${datasets.search} @@ to_tsquery('simple', ${words.map((word) => `${word}:*`).join(" & ")})`;
};
type Facet = "language" | "kind" | "licence";
const narrowed = (asked: CatalogueQuery, without?: Facet) =>
  and(
    matching(asked.q),
    ...(["language", "kind", "licence"] as const).map((facet) =>
      asked[facet] && facet !== without ? eq(datasets[facet], asked[facet] as never) : undefined,
    ),
  );
const orders = {
  newest: [desc(versions.publishedAt), asc(datasets.slug)],
  hours: [desc(versions.speechSeconds), asc(datasets.slug)],
  price: [asc(versions.priceCents), asc(datasets.slug)],
};

/** One page of what is for sale, how much there is of it, and how many each facet would leave. */
export async function searchCatalogue(asked: CatalogueQuery) {
  const door = theDoor();
  const facet = (name: Facet) =>
    door.look(nobody, (tx) =>
      tx
        .select({ value: sql<string>`${datasets[name]}`, n: count() })
        .from(datasets)
        .innerJoin(versions, current)
        .where(narrowed(asked, name))
        .groupBy(datasets[name])
        .orderBy(desc(count()), asc(datasets[name])),
    );
  const [rows, [total], language, kind, licence] = await Promise.all([
    door.look(nobody, (tx) =>
      tx
        .select(listed)
        .from(datasets)
        .innerJoin(versions, current)
        .where(narrowed(asked))
        .orderBy(...orders[asked.sort])
        .limit(pageSize)
        .offset((asked.page - 1) * pageSize),
    ),
    door.look(nobody, (tx) =>
      tx
        .select({ n: count(), seconds: sql<string>`coalesce(sum(${versions.speechSeconds}), 0)` })
        .from(datasets)
        .innerJoin(versions, current)
        .where(narrowed(asked)),
    ),
    facet("language"),
    facet("kind"),
    facet("licence"),
  ]);
  const sampleOf = await firstSamples(rows.map((row) => row.versionId));
  return {
    rows: rows.map((row) => ({ ...row, sample: sampleOf.get(row.versionId) })),
    total: total!.n,
    totalSeconds: Number(total!.seconds),
    pages: Math.max(1, Math.ceil(total!.n / pageSize)),
    facets: { language, kind, licence },
  };
}
export type CatalogueRow = Awaited<ReturnType<typeof searchCatalogue>>["rows"][number];

const sampleColumns = {
  id: samples.id,
  versionId: samples.versionId,
  position: samples.position,
  speaker: samples.speaker,
  party: samples.party,
  durationMs: samples.durationMs,
  text: samples.text,
  snrDb: samples.snrDb,
  peaks: samples.peaks,
};

async function firstSamples(versionIds: string[]) {
  if (versionIds.length === 0) return new Map<string, never>();
  const rows = await theDoor().look(nobody, (tx) =>
    tx
      .select(sampleColumns)
      .from(samples)
      .where(and(sql`${samples.versionId} = any(${`{${versionIds.join(",")}}`}::uuid[])`, eq(samples.position, 0))),
  );
  return new Map(rows.map((row) => [row.versionId, row]));
}

const wasPublished = inArray(versions.state, ["published", "superseded", "withdrawn"]);

async function shownVersion(slug: string, which: SQL | undefined) {
  const [found] = await theDoor().look(nobody, (tx) =>
    tx
      .select({
        ...listed,
        datasetId: datasets.id,
        summary: datasets.summary,
        state: versions.state,
        commit: versions.commit,
        totalBytes: versions.totalBytes,
        stats: versions.stats,
        card: versions.card,
        notes: versions.notes,
      })
      .from(datasets)
      .innerJoin(versions, and(eq(versions.datasetId, datasets.id), which))
      .where(eq(datasets.slug, slug))
      .orderBy(desc(versions.publishedAt))
      .limit(1),
  );
  return found;
}

/**
 * A dataset's public page: the version that is named; or the current one and, where none is for sale any more, the newest
 * that was. Undefined: nothing to show.
 */
export async function datasetPage(slug: string, number?: string) {
  const door = theDoor();
  const found = number
    ? await shownVersion(slug, and(eq(versions.number, number), wasPublished))
    : ((await shownVersion(slug, current)) ?? (await shownVersion(slug, wasPublished)));
  if (!found) return undefined;
  const [heard, files, history] = await Promise.all([
    door.look(nobody, (tx) =>
      tx
        .select(sampleColumns)
        .from(samples)
        .where(eq(samples.versionId, found.versionId))
        .orderBy(asc(samples.position))
        .limit(12),
    ),
    door.look(nobody, (tx) =>
      tx
        .select({ path: versionFiles.path, bytes: versionFiles.bytes, sha256: versionFiles.sha256 })
        .from(versionFiles)
        .where(eq(versionFiles.versionId, found.versionId))
        .orderBy(asc(versionFiles.path))
        .limit(1_000),
    ),
    door.look(nobody, (tx) =>
      tx
        .select({
          number: versions.number,
          state: versions.state,
          notes: versions.notes,
          publishedAt: versions.publishedAt,
          speechSeconds: versions.speechSeconds,
          commit: versions.commit,
        })
        .from(versions)
        .where(eq(versions.datasetId, found.datasetId))
        .orderBy(desc(versions.publishedAt))
        .limit(50),
    ),
  ]);
  return { ...found, samples: heard, files, history };
}
export type DatasetPage = NonNullable<Awaited<ReturnType<typeof datasetPage>>>;

/** True totals for the front page. */
export async function marketFigures() {
  const [row] = await theDoor().look(nobody, (tx) =>
    tx
      .select({
        minutesForSale: sql<string>`minutes_for_sale`,
        speakers: sql<string>`speakers`,
        datasets: sql<string>`datasets`,
        waiting: sql<string>`waiting`,
        takenBack: sql<string>`taken_back`,
      })
      .from(sql`api.public_figures()`),
  );
  const figures = row!;
  return {
    minutesForSale: Number(figures.minutesForSale),
    speakers: Number(figures.speakers),
    datasets: Number(figures.datasets),
    waiting: Number(figures.waiting),
    takenBack: Number(figures.takenBack),
  };
}

/** The published versions that hold this contributor's voice, how much of it, and what its sales have earned them. */
export const whereMyVoiceIs = (viewer: Viewer) =>
  theDoor().look(viewer, (tx) =>
    tx
      .select({
        slug: datasets.slug,
        title: datasets.title,
        number: versions.number,
        state: versions.state,
        milliseconds: versionShares.milliseconds,
        publishedAt: versions.publishedAt,
        sales: sql<number>`(select count(*)::int from app.royalties r where r.version_id = ${versionShares.versionId} and r.contributor_id = ${versionShares.contributorId})`,
        earnedMicros: sql<string>`(select coalesce(sum(r.amount_micros), 0) from app.royalties r where r.version_id = ${versionShares.versionId} and r.contributor_id = ${versionShares.contributorId})`,
      })
      .from(versionShares)
      .innerJoin(versions, eq(versions.id, versionShares.versionId))
      .innerJoin(datasets, eq(datasets.id, versions.datasetId))
      .where(viewer.via === "session" ? eq(versionShares.contributorId, viewer.id) : sql`false`)
      .orderBy(desc(versions.publishedAt))
      .limit(100),
  );

/** Every dataset that is for sale, for the sitemap. */
export const publishedSlugs = () =>
  theDoor().look(nobody, (tx) =>
    tx
      .select({ slug: datasets.slug, publishedAt: versions.publishedAt })
      .from(datasets)
      .innerJoin(versions, current)
      .orderBy(asc(datasets.slug))
      .limit(10_000),
  );
