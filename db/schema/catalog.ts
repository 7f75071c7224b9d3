import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgPolicy,
  real,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { app, forDefiner, isAny, isJob, may, media, money, readers, subject, web } from "./access.ts";
import { classify } from "./classify.ts";
import { at, bytes, cents, createdAt, id, json, tsvector } from "./columns.ts";
import { clips } from "./contributions.ts";

/** What a version's page shows in figures, counted once when it is built. */
export type VersionStats = {
  clipSeconds: { fromSeconds: number; toSeconds: number; clips: number }[];
  snrDb: { fromDb: number; toDb: number; clips: number }[];
  calls: number;
  medianSnrDb: number | null;
  sampleRatesHz: number[];
  redactions: Record<string, number>;
};

export const datasets = classify(
  app,
  "datasets",
  {
    public: {
      id: id(),
      slug: text().notNull().unique(),
      title: text().notNull(),
      summary: text().notNull(),
      language: text({ enum: ["en", "fr"] }).notNull(),
      kind: text({ enum: ["family", "work", "support", "booking", "mixed"] }).notNull(),
      licence: text({ enum: ["standard", "research"] }).notNull(),
      pricePerHourCents: cents().notNull(),
      /** the newest published version; null: nothing to show yet */
      currentVersionId: uuid(),
      createdAt: createdAt(),
      search: tsvector().generatedAlwaysAs(
        sql`setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', slug), 'B') || setweight(to_tsvector('simple', summary), 'C')`,
      ),
    },
  },
  (t) => [
    index().using("gin", t.search),
    check("slugged", sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(${t.slug}) <= 60`),
    check("worded", sql`length(${t.title}) between 3 and 90 and length(${t.summary}) between 20 and 600`),
    check("priced", sql`${t.pricePerHourCents} between 100 and 1000000`),
    pgPolicy("datasets_read", {
      for: "select",
      to: readers,
      // a withdrawn dataset is still named to whoever holds a licence for it, or wonders where it went
      using: sql`exists (select from app.versions v where v.dataset_id = datasets.id and v.state in ('published', 'superseded', 'withdrawn')) or ${isAny("curator")}`,
    }),
    pgPolicy("datasets_create", {
      for: "insert",
      to: web,
      withCheck: sql`${may("datasets.create")} and ${t.currentVersionId} is null`,
    }),
    pgPolicy("datasets_edit", { for: "update", to: web, using: may("datasets.edit") }),
    pgPolicy("datasets_read_job", {
      for: "select",
      to: [media, money],
      using: isJob,
    }),
    forDefiner(),
  ],
);

export const versions = classify(
  app,
  "versions",
  {
    public: {
      id: id(),
      datasetId: uuid()
        .notNull()
        .references(() => datasets.truth.id),
      /** semantic version, without the v */
      number: text().notNull(),
      state: text({ enum: ["draft", "building", "published", "superseded", "withdrawn", "failed"] })
        .notNull()
        .default("draft"),
      notes: text().notNull().default(""),
      /** 40 hex digits derived from the manifest; the revision a Hub client names */
      commit: text(),
      priceCents: cents(),
      speechSeconds: integer(),
      clipCount: integer(),
      speakerCount: integer(),
      medianSnrDb: real(),
      totalBytes: bytes(),
      stats: json<VersionStats>(),
      card: text(),
      publishedAt: at(),
      progressPercent: smallint().notNull().default(0),
      createdAt: createdAt(),
    },
  },
  (t) => [
    unique().on(t.datasetId, t.number),
    uniqueIndex("versions_one_draft").on(t.datasetId).where(sql`state in ('draft', 'building', 'failed')`),
    check("semantic", sql`${t.number} ~ '^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$'`),
    check(
      "complete_when_published",
      sql`${t.state} not in ('published', 'superseded') or (${t.commit} ~ '^[0-9a-f]{40}$' and ${t.priceCents} > 0 and ${t.publishedAt} is not null and ${t.clipCount} > 0) is true`, // a check passes on null
    ),
    pgPolicy("versions_read", {
      for: "select",
      to: readers,
      using: sql`${t.state} in ('published', 'superseded', 'withdrawn') or ${isAny("curator")}`,
    }),
    pgPolicy("versions_draft", {
      for: "insert",
      to: web,
      withCheck: sql`${may("datasets.create", "versions.compose")} and ${t.state} = 'draft' and ${t.commit} is null and ${t.priceCents} is null and ${t.publishedAt} is null`,
    }),
    pgPolicy("versions_publish", {
      for: "update",
      to: web,
      using: sql`${may("versions.publish")} and ${t.state} in ('draft', 'failed')`,
      withCheck: sql`${may("versions.publish")} and ${t.state} = 'building'`,
    }),
    pgPolicy("versions_read_job", { for: "select", to: [media, money], using: isJob }),
    pgPolicy("versions_build", {
      for: "update",
      to: media,
      using: sql`${may("versions.build")} and ${t.id} = ${subject} and ${t.state} = 'building'`,
      withCheck: sql`${may("versions.build")} and ${t.state} in ('building', 'published', 'failed')`,
    }),
    forDefiner(),
  ],
);

/** What a version is made of. Frozen, by a trigger, once the version has left the draft. */
export const versionClips = classify(
  app,
  "version_clips",
  {
    desk: {
      id: id(),
      versionId: uuid()
        .notNull()
        .references(() => versions.truth.id),
      clipId: uuid()
        .notNull()
        .references(() => clips.truth.id),
      removedAt: at(),
    },
  },
  (t) => [
    unique().on(t.versionId, t.clipId),
    index().on(t.clipId),
    pgPolicy("version_clips_read", { for: "select", to: readers, using: isAny("curator") }),
    pgPolicy("version_clips_add", {
      for: "insert",
      to: web,
      withCheck: sql`${may("versions.compose")} and ${t.removedAt} is null and exists (select from app.clips c where c.id = clip_id and c.usable)`,
    }),
    pgPolicy("version_clips_remove", { for: "update", to: web, using: may("versions.compose") }),
    pgPolicy("version_clips_read_job", {
      for: "select",
      to: [media, money],
      using: isJob,
    }),
    forDefiner(),
  ],
);

/** The files of a published version, as its manifest lists them. */
export const versionFiles = classify(
  app,
  "version_files",
  {
    public: {
      id: id(),
      versionId: uuid()
        .notNull()
        .references(() => versions.truth.id),
      path: text().notNull(),
      bytes: bytes().notNull(),
      sha256: text().notNull(),
      contentType: text().notNull(),
    },
    secret: { shelfKey: text().notNull() },
  },
  (t) => [
    unique().on(t.versionId, t.path),
    check("digested", sql`${t.sha256} ~ '^[0-9a-f]{64}$' and ${t.bytes} >= 0`),
    pgPolicy("version_files_read", {
      for: "select",
      to: readers,
      using: sql`exists (select from app.versions v where v.id = version_id)`,
    }),
    pgPolicy("version_files_build", {
      for: "insert",
      to: media,
      withCheck: sql`${may("versions.build")} and ${t.versionId} = ${subject}`,
    }),
    pgPolicy("version_files_rebuild", {
      for: "delete",
      to: media,
      using: sql`${may("versions.build")} and ${t.versionId} = ${subject} and exists (select from app.versions v where v.id = version_id and v.state = 'building')`,
    }),
    pgPolicy("version_files_read_job", {
      for: "select",
      to: media,
      using: sql`${isJob} and ${t.versionId} = ${subject}`,
    }),
    forDefiner(),
  ],
);

/** A few clips of a published version that anybody may hear: copies, so that nothing else of a clip becomes public. */
export const samples = classify(
  app,
  "samples",
  {
    public: {
      id: id(),
      versionId: uuid()
        .notNull()
        .references(() => versions.truth.id),
      position: integer().notNull(),
      speaker: text().notNull(),
      party: text({ enum: ["a", "b"] }).notNull(),
      durationMs: integer().notNull(),
      text: text(),
      snrDb: real(),
      peaks: smallint().array().notNull(),
      redacted: boolean().notNull(),
    },
    secret: { shelfKey: text().notNull(), bytes: bytes().notNull() },
  },
  (t) => [
    unique().on(t.versionId, t.position),
    // a sample is what somebody said: it goes with their consent, where the version's history stays
    pgPolicy("samples_read", {
      for: "select",
      to: readers,
      using: sql`exists (select from app.versions v where v.id = version_id and v.state <> 'withdrawn')`,
    }),
    pgPolicy("samples_build", {
      for: "insert",
      to: media,
      withCheck: sql`${may("versions.build")} and ${t.versionId} = ${subject}`,
    }),
    pgPolicy("samples_rebuild", {
      for: "delete",
      to: media,
      using: sql`${may("versions.build")} and ${t.versionId} = ${subject} and exists (select from app.versions v where v.id = version_id and v.state = 'building')`,
    }),
    pgPolicy("samples_read_job", { for: "select", to: media, using: sql`${isJob} and ${t.versionId} = ${subject}` }),
    forDefiner(),
  ],
);

/** How much of each contributor a published version holds: what a sale's royalties are shared by. */
export const versionShares = classify(
  app,
  "version_shares",
  {
    own: {
      id: id(),
      versionId: uuid()
        .notNull()
        .references(() => versions.truth.id),
      contributorId: uuid().notNull(),
      milliseconds: bytes().notNull(),
    },
  },
  (t) => [
    unique().on(t.versionId, t.contributorId),
    index().on(t.contributorId),
    pgPolicy("version_shares_read", {
      for: "select",
      to: readers,
      using: sql`${t.contributorId} = (select api.person())`,
    }),
    pgPolicy("version_shares_build", {
      for: "insert",
      to: media,
      withCheck: sql`${may("versions.build")} and ${t.versionId} = ${subject}`,
    }),
    pgPolicy("version_shares_rebuild", {
      for: "delete",
      to: media,
      using: sql`${may("versions.build")} and ${t.versionId} = ${subject} and exists (select from app.versions v where v.id = version_id and v.state = 'building')`,
    }),
    pgPolicy("version_shares_read_job", { for: "select", to: [media, money], using: isJob }),
    forDefiner(),
  ],
);
