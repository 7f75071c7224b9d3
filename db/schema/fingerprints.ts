import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgPolicy, primaryKey, real, text, unique, uuid } from "drizzle-orm/pg-core";
import { app, forDefiner, isAny, isJob, may, media, money, priv, readers, subject } from "./access.ts";
import { classify } from "./classify.ts";
import { bytea, createdAt, id, json } from "./columns.ts";
import { recordings } from "./contributions.ts";

/** By what a kept side of a call is known again. Nobody reads it but the functions that compare; erased with its recording. */
export const fingerprints = classify(
  priv,
  "fingerprints",
  {
    secret: {
      /** counts up in the order in which recordings came to be compared: the later copy is the duplicate */
      id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
      recordingId: uuid()
        .notNull()
        .references(() => recordings.truth.id),
      channel: text({ enum: ["left", "right"] }).notNull(),
      version: text().notNull(),
      /** what is compared, as lib/pipeline/compare/pack-fingerprint.ts writes it */
      print: bytea().notNull(),
    },
  },
  (t) => [unique().on(t.recordingId, t.channel), forDefiner()],
);

/** The index to them: codes of a few frames of each side. */
export const fingerprintCodes = classify(
  priv,
  "fingerprint_codes",
  {
    secret: {
      code: integer().notNull(),
      fingerprintId: bigint({ mode: "number" }).notNull(),
      frame: integer().notNull(),
    },
  },
  (t) => [primaryKey({ columns: [t.code, t.fingerprintId, t.frame] }), index().on(t.fingerprintId), forDefiner()],
);

export type SideMatch = {
  channel: "left" | "right";
  otherChannel: "left" | "right";
  stretches: {
    fromSeconds: number;
    toSeconds: number;
    otherFromSeconds: number;
    otherToSeconds: number;
    bitErrors: number;
  }[];
};

/**
 * What of a recording is in an earlier one, for the reviewer alone: its contributor would learn from it what others sent.
 * A row is read while both recordings may be.
 */
export const repeats = classify(
  app,
  "repeats",
  {
    desk: {
      id: id(),
      recordingId: uuid()
        .notNull()
        .references(() => recordings.truth.id),
      earlierId: uuid()
        .notNull()
        .references(() => recordings.truth.id),
      verdict: text({ enum: ["same", "look"] }).notNull(),
      /** share of the speech of the one with less of it that is in the other, 0 to 1 */
      score: real().notNull(),
      bitErrors: real().notNull(),
      /** the sides that are in the earlier recording as a whole: they are not paid for again */
      channels: text().array().notNull(),
      matches: json<SideMatch[]>().notNull(),
      createdAt: createdAt(),
    },
  },
  (t) => [
    unique().on(t.recordingId, t.earlierId),
    index().on(t.earlierId),
    check("of_another", sql`${t.recordingId} <> ${t.earlierId}`),
    pgPolicy("repeats_read", {
      for: "select",
      to: readers,
      using: sql`${isAny("reviewer")} and exists (select from app.recordings r where r.id = ${t.recordingId}) and exists (select from app.recordings r where r.id = ${t.earlierId})`,
    }),
    pgPolicy("repeats_make", {
      for: "insert",
      to: media,
      withCheck: sql`${may("recordings.process")} and ${t.recordingId} = ${subject}`,
    }),
    pgPolicy("repeats_remake", {
      for: "delete",
      to: media,
      using: sql`${may("recordings.process")} and ${t.recordingId} = ${subject}`,
    }),
    pgPolicy("repeats_read_job", {
      for: "select",
      to: [media, money],
      using: sql`${isJob} and ${t.recordingId} = ${subject}`,
    }),
    forDefiner(),
  ],
);
