import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, pgPolicy, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { app, everyoneReads, forDefiner, forSeed, isAny, notary, person, priv, readers } from "./access.ts";
import { classify } from "./classify.ts";
import { at, bytea, id } from "./columns.ts";

/** One row per switch. `epoch` rises with every suspension, so links issued before it are dead. */
export const serviceState = classify(
  app,
  "service_state",
  {
    public: {
      id: text().primaryKey(),
      suspended: boolean().notNull().default(false),
      epoch: bigint({ mode: "number" }).notNull().default(1),
      reason: text(),
      since: at().notNull().default(sql`clock_timestamp()`),
    },
  },
  () => [everyoneReads(), forDefiner(), forSeed()],
);

export const resumeRequests = classify(
  app,
  "resume_requests",
  {
    desk: {
      id: id(),
      scope: text()
        .notNull()
        .references(() => serviceState.truth.id),
      proposedBy: uuid().notNull(),
      approvedBy: uuid(),
      at: at().notNull().defaultNow(),
    },
  },
  (t) => [
    check("two_people", sql`${t.approvedBy} is null or ${t.approvedBy} <> ${t.proposedBy}`),
    pgPolicy("desk_reads", {
      for: "select",
      to: readers,
      using: isAny("reviewer", "curator", "finance", "privacy"),
    }),
    forDefiner(),
  ],
);

export const powersTable = classify(
  app,
  "powers",
  {
    public: {
      power: text().notNull(),
      role: text().notNull(),
      minAal: integer().notNull(),
      freshSeconds: integer(),
      stop: text().references(() => serviceState.truth.id),
    },
  },
  (t) => [primaryKey({ columns: [t.power, t.role] }), everyoneReads(), forDefiner(), forSeed()],
);

export const jobKinds = classify(
  app,
  "job_kinds",
  {
    public: {
      task: text().primaryKey(),
      family: text().notNull(),
      /** the table whose row it is about */
      about: text().notNull(),
      askedUnder: text().array().notNull(),
      actsUnder: text().array().notNull(),
    },
  },
  () => [everyoneReads(), forDefiner(), forSeed()],
);

/** One row; a trigger raises it with everything that an anonymous page shows, and tells the edges. */
export const catalogueVersion = classify(
  app,
  "catalogue_version",
  { public: { one: integer().primaryKey().default(1), version: bigint({ mode: "bigint" }).notNull() } },
  (t) => [check("one_row", sql`${t.one} = 1`), everyoneReads(), forDefiner(), forSeed()],
);

/** What really changed, written by triggers: ids only, never values, since a chain cannot forget. */
export const audit = classify(
  app,
  "audit",
  {
    desk: {
      id: id(),
      act: uuid().notNull(),
      at: at().notNull().default(sql`clock_timestamp()`),
      actor: uuid(),
      via: text().notNull(),
      power: text().notNull(),
      subject: text().notNull(),
      tableName: text().notNull(),
      op: text().notNull(),
      rows: integer().notNull(),
      ids: text().array().notNull(),
    },
  },
  () => [
    // not one's own either: which tables an act of asking touched would tell who is a member
    pgPolicy("audit_read", { for: "select", to: readers, using: isAny("privacy") }),
    forDefiner(),
  ],
);

/** Every change of state of a recording, a version, an order or a payout: when, by whom, why. Written by a trigger. */
export const transitions = classify(
  app,
  "transitions",
  {
    own: {
      id: id(),
      tableName: text().notNull(),
      subject: uuid().notNull(),
      ownerId: uuid(),
      fromState: text(),
      toState: text().notNull(),
      reason: text(),
      at: at().notNull().default(sql`clock_timestamp()`),
    },
    secret: { actor: uuid(), act: uuid().notNull() },
  },
  (t) => [
    pgPolicy("transitions_read", {
      for: "select",
      to: readers,
      using: sql`${t.ownerId} = ${person} or ${isAny("reviewer", "curator", "finance", "privacy")}`,
    }),
    forDefiner(),
  ],
);

export const chain = classify(
  priv,
  "chain",
  {
    secret: {
      seq: bigint({ mode: "number" }).primaryKey(),
      entry: uuid()
        .notNull()
        .unique()
        .references(() => audit.truth.id),
      prev: bytea().notNull(),
      hash: bytea().notNull(),
    },
  },
  () => [forDefiner()],
);

/** The row every sealing transaction locks: a row, since any role may take an advisory lock. */
export const chainHead = classify(
  priv,
  "chain_head",
  {
    secret: {
      one: integer().primaryKey().default(1),
      seq: bigint({ mode: "number" }).notNull(),
      hash: bytea().notNull(),
    },
  },
  () => [forDefiner(), forSeed()],
);

/** What the notary has signed about the chain, for anybody to keep. Added by the notary alone, also not by our own functions. */
export const checkpoints = classify(
  app,
  "checkpoints",
  {
    public: {
      note: text().primaryKey(),
      size: bigint({ mode: "number" }).notNull(),
      at: at().notNull().default(sql`clock_timestamp()`),
    },
  },
  (t) => [
    index().on(t.size),
    everyoneReads(),
    pgPolicy("notary_reads", { for: "select", to: notary, using: sql`true` }),
    pgPolicy("notary_adds", { for: "insert", to: notary, withCheck: sql`true` }),
  ],
);

/** How often something was asked for, by a hashed key: sign-in mails, links, keys. Counts, never what was asked. */
export const rateCounters = classify(
  priv,
  "rate_counters",
  {
    secret: {
      key: bytea().primaryKey(),
      count: integer().notNull(),
      since: at().notNull().default(sql`clock_timestamp()`),
    },
  },
  (t) => [index().on(t.since), forDefiner()],
);

/** What db/limits.ts says, where the counting is done. */
export const rateLimits = classify(
  priv,
  "rate_limits",
  {
    secret: {
      kind: text().primaryKey(),
      per: text().notNull(),
      most: integer().notNull(),
      windowSeconds: integer().notNull(),
    },
  },
  (t) => [
    // the sweep forgets what is older than a day
    check("bounded", sql`${t.most} > 0 and ${t.windowSeconds} between 1 and 86400`),
    forDefiner(),
    forSeed(),
  ],
);
