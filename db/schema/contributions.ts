import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgPolicy, real, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { app, forDefiner, isAny, isJob, may, media, money, person, priv, readers, subject, web } from "./access.ts";
import { classify } from "./classify.ts";
import { bytea, bytes, createdAt, id, json } from "./columns.ts";
import { users } from "./identity.ts";

export type Redaction = { party: "a" | "b"; startMs: number; endMs: number; kind: string; score: number };
export type ChannelReport = {
  party: "a" | "b";
  speechRatio: number;
  snrDb: number | null;
  clippingRatio: number;
  bandwidthHz: number;
  peaks: number[];
};

export const recordings = classify(
  app,
  "recordings",
  {
    own: {
      id: id(),
      contributorId: uuid()
        .notNull()
        .references(() => users.truth.id),
      title: text().notNull(),
      language: text({ enum: ["en", "fr"] }).notNull(),
      kind: text({ enum: ["family", "work", "support", "booking"] }).notNull(),
      /** the side on which the contributor speaks; party a is the left channel, b the right one */
      ownChannel: text({ enum: ["left", "right"] }).notNull(),
      otherParty: text({ enum: ["left_out", "asked", "given", "refused"] })
        .notNull()
        .default("left_out"),
      /** the contributor said that a transcript comes with the audio */
      hasTranscript: boolean().notNull().default(false),
      state: text({
        enum: [
          "announced",
          "waiting",
          "received",
          "processing",
          "in_review",
          "accepted",
          "refused",
          "failed",
          "withdrawn",
        ],
      })
        .notNull()
        .default("announced"),
      reason: text(),
      note: text(),
      /** what was found when it was refused, for the words that its contributor reads */
      detail: json<Record<string, number | string>>(),
      /** refused as a duplicate: the earlier call, their own or one that they said yes to */
      duplicateOf: uuid(),
      step: text(),
      progressPercent: smallint().notNull().default(0),
      durationSeconds: integer(),
      sampleRateHz: integer(),
      channels: json<ChannelReport[]>(),
      redactions: json<Redaction[]>(),
      createdAt: createdAt(),
    },
  },
  (t) => [
    index().on(t.contributorId, t.createdAt),
    index().on(t.state, t.createdAt),
    check("titled", sql`length(${t.title}) between 1 and 120`),
    check("noted", sql`${t.note} is null or length(${t.note}) <= 500`),
    pgPolicy("recordings_read", {
      for: "select",
      to: readers,
      using: sql`${t.contributorId} = ${person} or (${isAny("reviewer")} and ${t.state} in ('in_review', 'accepted', 'refused'))`,
    }),
    pgPolicy("recordings_add", {
      for: "insert",
      to: web,
      withCheck: sql`${may("recordings.add")} and ${t.contributorId} = ${person} and ${t.state} = 'announced' and ${t.otherParty} = 'left_out'
        and ${t.durationSeconds} is null and ${t.channels} is null and ${t.redactions} is null and ${t.reason} is null and ${t.detail} is null and ${t.duplicateOf} is null and ${t.progressPercent} = 0`,
    }),
    // PostgreSQL lets a row out by any policy's check, not by the check of the one that let it in: so each asks for its power
    pgPolicy("recordings_arrive", {
      for: "update",
      to: web,
      using: sql`${may("recordings.add")} and ${t.contributorId} = ${person} and ${t.state} = 'announced'`,
      withCheck: sql`${may("recordings.add")} and ${t.state} = case when ${t.otherParty} = 'asked' then 'waiting' else 'received' end`,
    }),
    pgPolicy("recordings_keep_own", {
      for: "update",
      to: web,
      using: sql`${may("recordings.keep-own-side")} and ${t.contributorId} = ${person} and ${t.state} = 'waiting'`,
      withCheck: sql`${may("recordings.keep-own-side")} and ${t.state} = 'received' and ${t.otherParty} = 'left_out'`,
    }),
    pgPolicy("recordings_withdraw", {
      for: "update",
      to: web,
      using: sql`${may("recordings.withdraw")} and ${t.contributorId} = ${person} and ${t.state} <> 'withdrawn'`,
      withCheck: sql`${may("recordings.withdraw")} and ${t.state} = 'withdrawn'`,
    }),
    pgPolicy("recordings_accept", {
      for: "update",
      to: web,
      using: sql`${may("recordings.accept")} and ${t.state} = 'in_review' and ${t.contributorId} <> ${person}`,
      withCheck: sql`${may("recordings.accept")} and ${t.state} = 'accepted'`,
    }),
    pgPolicy("recordings_refuse", {
      for: "update",
      to: web,
      using: sql`${may("recordings.refuse")} and ${t.state} = 'in_review' and ${t.contributorId} <> ${person}`,
      withCheck: sql`${may("recordings.refuse")} and ${t.state} = 'refused' and ${t.reason} is not null`,
    }),
    pgPolicy("recordings_read_job", {
      for: "select",
      to: media,
      using: sql`${isJob} and (${t.id} = ${subject} or exists (select from app.version_clips vc join app.clips c on c.id = vc.clip_id where vc.version_id = ${subject} and c.recording_id = recordings.id))`,
    }),
    pgPolicy("recordings_process", {
      for: "update",
      to: media,
      using: sql`${may("recordings.process")} and ${t.id} = ${subject} and ${t.state} in ('received', 'processing')`,
      withCheck: sql`${may("recordings.process")} and ${t.state} in ('processing', 'in_review', 'refused', 'failed')`,
    }),
    pgPolicy("recordings_read_money", {
      for: "select",
      to: money,
      using: sql`${isJob} and ${t.id} = ${subject}`,
    }),
    forDefiner(),
  ],
);

/** Where a raw recording lies. The database names the objects when the recording is announced, so web never learns it. */
export const rawObjects = classify(
  priv,
  "raw_objects",
  {
    secret: {
      recordingId: uuid()
        .primaryKey()
        .references(() => recordings.truth.id),
      intakeKey: text().notNull().default(sql`'intake/' || gen_random_uuid()`),
      transcriptIntakeKey: text().notNull().default(sql`'intake/' || gen_random_uuid()`),
      rawKey: text().notNull().default(sql`'raw/' || gen_random_uuid()`),
      rawTranscriptKey: text().notNull().default(sql`'raw/' || gen_random_uuid()`),
    },
  },
  (t) => [
    pgPolicy("raw_objects_read_job", {
      for: "select",
      to: media,
      using: sql`${isJob} and ${t.recordingId} = ${subject}`,
    }),
    forDefiner(),
  ],
);

/** What each party of a call said to its sale and to training: one row a party. */
export const consents = classify(
  app,
  "consents",
  {
    own: {
      id: id(),
      recordingId: uuid()
        .notNull()
        .references(() => recordings.truth.id),
      userId: uuid()
        .notNull()
        .references(() => users.truth.id),
      channel: text({ enum: ["left", "right"] }).notNull(),
      answer: text({ enum: ["asked", "given", "refused", "withdrawn"] }).notNull(),
      /** sha256 of the words that were agreed to */
      noticeHash: text().notNull(),
      callTitle: text().notNull(),
      createdAt: createdAt(),
    },
  },
  (t) => [
    unique().on(t.recordingId, t.channel),
    index().on(t.userId, t.createdAt),
    pgPolicy("consents_read", {
      for: "select",
      to: readers,
      using: sql`${t.userId} = ${person} or ${isAny("reviewer")}`,
    }),
    pgPolicy("consents_give", {
      for: "insert",
      to: web,
      withCheck: sql`${may("recordings.add")} and ${t.userId} = ${person} and ${t.answer} = 'given' and length(${t.noticeHash}) = 64
        and exists (select from app.recordings r where r.id = recording_id and r.contributor_id = ${person} and r.own_channel = channel and r.state = 'announced')`,
    }),
    pgPolicy("consents_read_job", {
      for: "select",
      to: media,
      using: sql`${isJob} and (${t.recordingId} = ${subject} or exists (select from app.version_clips vc join app.clips c on c.id = vc.clip_id where vc.version_id = ${subject} and c.recording_id = consents.recording_id))`,
    }),
    forDefiner(),
  ],
);

/** A disguised piece of one channel, 2 to 20 s, with its redacted words. */
export const clips = classify(
  app,
  "clips",
  {
    own: {
      id: id(),
      recordingId: uuid()
        .notNull()
        .references(() => recordings.truth.id),
      contributorId: uuid().notNull(),
      party: text({ enum: ["a", "b"] }).notNull(),
      position: integer().notNull(),
      startMs: integer().notNull(),
      endMs: integer().notNull(),
      text: text(),
      sampleRateHz: integer().notNull(),
      snrDb: real(),
      peaks: smallint().array().notNull(),
      bytes: bytes().notNull(),
      sha256: text().notNull(),
      language: text({ enum: ["en", "fr"] }).notNull(),
      kind: text({ enum: ["family", "work", "support", "booking"] }).notNull(),
      /** its recording was accepted and has not been taken back; kept by a trigger */
      usable: boolean().notNull().default(false),
    },
    secret: { shelfKey: text().notNull() },
  },
  (t) => [
    unique().on(t.recordingId, t.party, t.position),
    check("in_order", sql`${t.startMs} >= 0 and ${t.endMs} > ${t.startMs}`),
    pgPolicy("clips_read", {
      for: "select",
      to: readers,
      using: sql`${t.contributorId} = ${person} or ${isAny("reviewer")} or (${isAny("curator")} and ${t.usable})`,
    }),
    pgPolicy("clips_make", {
      for: "insert",
      to: media,
      withCheck: sql`${may("recordings.process")} and ${t.recordingId} = ${subject} and not ${t.usable}`,
    }),
    pgPolicy("clips_read_job", {
      for: "select",
      to: media,
      using: sql`${isJob} and (${t.recordingId} = ${subject} or exists (select from app.version_clips vc where vc.version_id = ${subject} and vc.clip_id = clips.id))`,
    }),
    pgPolicy("clips_remake", {
      for: "delete",
      to: media,
      using: sql`${may("recordings.process", "recordings.erase")} and ${t.recordingId} = ${subject}`,
    }),
    forDefiner(),
  ],
);

/** What the pipeline did and with which settings and versions; for the reviewer and the auditor. */
export const reports = classify(
  app,
  "reports",
  {
    own: {
      id: uuid()
        .primaryKey()
        .references(() => recordings.truth.id),
      contributorId: uuid().notNull(),
      report: json<Record<string, unknown>>().notNull(),
      turns:
        json<
          {
            party: "a" | "b";
            startSeconds: number;
            endSeconds: number;
            text: string;
            spans: { from: number; to: number; kind: string; score: number }[];
          }[]
        >().notNull(),
      createdAt: createdAt(),
    },
  },
  (t) => [
    pgPolicy("reports_read", {
      for: "select",
      to: readers,
      using: sql`${t.contributorId} = ${person} or ${isAny("reviewer")}`,
    }),
    pgPolicy("reports_make", {
      for: "insert",
      to: media,
      withCheck: sql`${may("recordings.process")} and ${t.id} = ${subject}`,
    }),
    pgPolicy("reports_remake", {
      for: "delete",
      to: media,
      using: sql`${may("recordings.process", "recordings.erase")} and ${t.id} = ${subject}`,
    }),
    pgPolicy("reports_read_job", { for: "select", to: media, using: sql`${isJob} and ${t.id} = ${subject}` }),
    forDefiner(),
  ],
);

/** Who speaks on a clip, as one number a dataset: drawn per dataset, so that two purchases cannot be joined on it. */
export const speakers = classify(
  priv,
  "speakers",
  {
    secret: {
      id: id(),
      datasetId: uuid().notNull(),
      userId: uuid().notNull(),
      label: text().notNull(),
      salt: bytea().notNull().default(sql`uuid_send(gen_random_uuid())`),
    },
  },
  (t) => [unique().on(t.datasetId, t.userId), unique().on(t.datasetId, t.label), forDefiner()],
);

/** Somebody who is not a member yet was asked for their consent; it becomes a row of consents when they join. */
export const invitations = classify(
  priv,
  "invitations",
  {
    secret: {
      id: id(),
      recordingId: uuid()
        .notNull()
        .references(() => recordings.truth.id),
      email: text(),
      phoneMac: bytea(),
      createdAt: createdAt(),
    },
  },
  (t) => [
    unique().on(t.recordingId),
    index().on(t.email),
    index().on(t.phoneMac),
    check("one_way", sql`(${t.email} is null) <> (${t.phoneMac} is null)`),
    forDefiner(),
  ],
);
