import { sql } from "drizzle-orm";
import { check, index, integer, pgPolicy, text, uuid } from "drizzle-orm/pg-core";
import { forDefiner, isJob, media, priv, subject } from "./access.ts";
import { classify } from "./classify.ts";
import { createdAt, id } from "./columns.ts";
import { recordings } from "./contributions.ts";

/** What reviewers had struck out besides what the redaction found: the recording was made again without it. Never taken back. */
export const strikes = classify(
  priv,
  "strikes",
  {
    secret: {
      id: id(),
      recordingId: uuid()
        .notNull()
        .references(() => recordings.truth.id),
      party: text({ enum: ["a", "b"] }).notNull(),
      startMs: integer().notNull(),
      endMs: integer().notNull(),
      kind: text().notNull(),
      createdAt: createdAt(),
    },
  },
  (t) => [
    index().on(t.recordingId),
    check("of_a_party", sql`${t.party} in ('a', 'b')`),
    check("a_passage", sql`${t.startMs} >= 0 and ${t.endMs} > ${t.startMs} and ${t.endMs} - ${t.startMs} <= 60000`),
    check("a_kind", sql`${t.kind} ~ '^[A-Z]{2,10}$'`),
    pgPolicy("strikes_read_job", { for: "select", to: media, using: sql`${isJob} and ${t.recordingId} = ${subject}` }),
    forDefiner(),
  ],
);
