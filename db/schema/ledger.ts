import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgPolicy, primaryKey, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import {
  app,
  everyoneReads,
  forDefiner,
  forSeed,
  isAny,
  isJob,
  may,
  money,
  person,
  priv,
  readers,
  subject,
  web,
} from "./access.ts";
import { classify } from "./classify.ts";
import { at, bytea, cents, createdAt, id, micros } from "./columns.ts";
import { recordings } from "./contributions.ts";
import { users } from "./identity.ts";

const ownOrFinance = (column: unknown) => sql`${column} = ${person} or ${isAny("finance")}`;

/** Rates are dated rows, not code: micro-USD a second, or parts per million of a sale. */
export const rates = classify(
  app,
  "rates",
  {
    public: {
      kind: text({
        enum: ["both_sides", "own_side", "royalty_ppm", "payout_threshold_cents", "daily_cap_micros"],
      }).notNull(),
      value: micros().notNull(),
      validFrom: at().notNull(),
    },
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.validFrom] }),
    everyoneReads(),
    pgPolicy("rates_job", { for: "select", to: money, using: isJob }),
    forDefiner(),
    forSeed(),
  ],
);

export const ledgerAccounts = classify(
  app,
  "ledger_accounts",
  {
    own: {
      id: id(),
      code: text().notNull().unique(),
      kind: text({ enum: ["asset", "liability", "income", "expense"] }).notNull(),
      ownerId: uuid(),
    },
  },
  (t) => [
    pgPolicy("ledger_accounts_read", { for: "select", to: readers, using: ownOrFinance(t.ownerId) }),
    pgPolicy("ledger_accounts_job", { for: "select", to: money, using: isJob }),
    forDefiner(),
    forSeed(),
  ],
);

/** What is owed to each contributor, kept at posting; the database refuses to overdraw it. */
export const balances = classify(
  app,
  "balances",
  {
    own: {
      id: uuid()
        .primaryKey()
        .references(() => ledgerAccounts.truth.id),
      ownerId: uuid().notNull().unique(),
      payableMicros: micros().notNull(),
    },
  },
  (t) => [
    check("never_overdrawn", sql`${t.payableMicros} >= 0`),
    pgPolicy("balances_read", { for: "select", to: readers, using: ownOrFinance(t.ownerId) }),
    pgPolicy("balances_job", { for: "select", to: money, using: isJob }),
    forDefiner(),
  ],
);

export const journals = classify(
  app,
  "journals",
  {
    own: {
      id: id(),
      key: text().notNull().unique(),
      kind: text().notNull(),
      subject: uuid().notNull(),
      postedAt: at().notNull().default(sql`clock_timestamp()`),
    },
    secret: { contentHash: bytea().notNull() },
  },
  (t) => [
    index().on(t.subject),
    pgPolicy("journals_read", {
      for: "select",
      to: readers,
      using: sql`${isAny("finance")} or exists (select from app.entries e where e.journal_id = journals.id)`,
    }),
    pgPolicy("journals_job", { for: "select", to: money, using: isJob }),
    forDefiner(),
  ],
);

/** Debit positive, credit negative; the lines of a journal sum to zero, checked at COMMIT. Append-only. */
export const entries = classify(
  app,
  "entries",
  {
    own: {
      id: id(),
      journalId: uuid()
        .notNull()
        .references(() => journals.truth.id),
      line: smallint().notNull(),
      accountId: uuid()
        .notNull()
        .references(() => ledgerAccounts.truth.id),
      amountMicros: micros().notNull(),
    },
  },
  (t) => [
    index().on(t.journalId),
    index().on(t.accountId, t.id),
    check("moves", sql`${t.amountMicros} <> 0`),
    pgPolicy("entries_read", {
      for: "select",
      to: readers,
      using: sql`exists (select from app.ledger_accounts a where a.id = account_id)`,
    }),
    pgPolicy("entries_job", { for: "select", to: money, using: isJob }),
    forDefiner(),
  ],
);

/** Base pay of an accepted recording: seconds x rate = amount. */
export const earnings = classify(
  app,
  "earnings",
  {
    own: {
      id: uuid()
        .primaryKey()
        .references(() => recordings.truth.id),
      contributorId: uuid()
        .notNull()
        .references(() => users.truth.id),
      durationSeconds: integer().notNull(),
      rateMicrosPerSecond: micros().notNull(),
      amountMicros: micros().notNull(),
      journalId: uuid().notNull(),
      createdAt: createdAt(),
    },
  },
  (t) => [
    index().on(t.contributorId, t.createdAt),
    check("worked_out", sql`${t.amountMicros} <= ${t.durationSeconds} * ${t.rateMicrosPerSecond}`),
    pgPolicy("earnings_read", { for: "select", to: readers, using: ownOrFinance(t.contributorId) }),
    pgPolicy("earnings_accrue", {
      for: "insert",
      to: money,
      withCheck: sql`${may("earnings.accrue")} and ${t.id} = ${subject}`,
    }),
    pgPolicy("earnings_job", { for: "select", to: money, using: isJob }),
    forDefiner(),
  ],
);

/** A contributor's share of one sale. */
export const royalties = classify(
  app,
  "royalties",
  {
    own: {
      id: id(),
      orderId: uuid().notNull(),
      versionId: uuid().notNull(),
      contributorId: uuid()
        .notNull()
        .references(() => users.truth.id),
      milliseconds: bigint({ mode: "number" }).notNull(),
      amountMicros: micros().notNull(),
      journalId: uuid().notNull(),
      createdAt: createdAt(),
    },
  },
  (t) => [
    index().on(t.contributorId, t.createdAt),
    pgPolicy("royalties_read", { for: "select", to: readers, using: ownOrFinance(t.contributorId) }),
    pgPolicy("royalties_share", { for: "insert", to: money, withCheck: may("orders.settle") }),
    pgPolicy("royalties_job", { for: "select", to: money, using: isJob }),
    forDefiner(),
  ],
);

/** Where a contributor is paid, as far as they and we may see it; Stripe's account is in priv.payout_rails. */
export const payoutAccounts = classify(
  app,
  "payout_accounts",
  {
    own: {
      id: uuid()
        .primaryKey()
        .references(() => users.truth.id),
      state: text({ enum: ["asked", "onboarding", "active", "restricted"] })
        .notNull()
        .default("asked"),
      country: text().notNull(),
      createdAt: createdAt(),
    },
  },
  (t) => [
    check("country_code", sql`${t.country} ~ '^[A-Z]{2}$'`),
    pgPolicy("payout_accounts_read", { for: "select", to: readers, using: ownOrFinance(t.id) }),
    pgPolicy("payout_accounts_ask", {
      for: "insert",
      to: web,
      withCheck: sql`${may("payouts.onboard")} and ${t.id} = ${person} and ${t.state} = 'asked'`,
    }),
    pgPolicy("payout_accounts_ask_again", {
      for: "update",
      to: web,
      using: sql`${may("payouts.onboard")} and ${t.id} = ${person} and ${t.state} in ('asked', 'onboarding', 'restricted')`,
      withCheck: sql`${may("payouts.onboard")} and ${t.state} = 'asked'`,
    }),
    pgPolicy("payout_accounts_job", { for: "select", to: money, using: isJob }),
    pgPolicy("payout_accounts_open", {
      for: "update",
      to: money,
      using: sql`(${may("payouts.open-account")} and ${t.id} = ${subject}) or ${may("payouts.refresh-account")}`,
    }),
    forDefiner(),
  ],
);

/** Whoever holds this address can say which bank is paid: its owner's alone, not finance's. */
export const payoutLinks = classify(
  app,
  "payout_links",
  {
    own: {
      id: uuid()
        .primaryKey()
        .references(() => users.truth.id),
      url: text().notNull(),
      expiresAt: at().notNull(),
    },
  },
  (t) => [
    pgPolicy("payout_links_read", { for: "select", to: readers, using: sql`${t.id} = ${person}` }),
    pgPolicy("payout_links_job", { for: "select", to: money, using: isJob }),
    pgPolicy("payout_links_open", {
      for: "insert",
      to: money,
      withCheck: sql`${may("payouts.open-account")} and ${t.id} = ${subject}`,
    }),
    pgPolicy("payout_links_close", {
      for: "delete",
      to: money,
      using: sql`(${may("payouts.open-account")} and ${t.id} = ${subject}) or ${may("payouts.refresh-account")}`,
    }),
    forDefiner(),
  ],
);

export const payoutRails = classify(
  priv,
  "payout_rails",
  { secret: { userId: uuid().primaryKey(), stripeAccount: text().notNull().unique() } },
  (t) => [
    forDefiner(),
    pgPolicy("payout_rails_job", { for: "select", to: money, using: isJob }),
    pgPolicy("payout_rails_open", {
      for: "insert",
      to: money,
      withCheck: sql`${may("payouts.open-account")} and ${t.userId} = ${subject}`,
    }),
  ],
);

export const payoutRuns = classify(
  app,
  "payout_runs",
  {
    desk: {
      id: id(),
      state: text({ enum: ["asked", "reserved"] })
        .notNull()
        .default("asked"),
      startedBy: uuid().notNull(),
      createdAt: createdAt(),
    },
  },
  (t) => [
    pgPolicy("payout_runs_read", { for: "select", to: readers, using: isAny("finance") }),
    pgPolicy("payout_runs_start", {
      for: "insert",
      to: web,
      withCheck: sql`${may("payouts.run")} and ${t.startedBy} = ${person} and ${t.state} = 'asked'`,
    }),
    pgPolicy("payout_runs_job", { for: "select", to: money, using: isJob }),
    pgPolicy("payout_runs_reserve", {
      for: "update",
      to: money,
      using: sql`${may("payouts.reserve")} and ${t.id} = ${subject}`,
    }),
    forDefiner(),
  ],
);

/** One contributor in one run: money on its way, or the reason why it is not. */
export const payouts = classify(
  app,
  "payouts",
  {
    own: {
      id: id(),
      runId: uuid()
        .notNull()
        .references(() => payoutRuns.truth.id),
      contributorId: uuid()
        .notNull()
        .references(() => users.truth.id),
      amountCents: cents().notNull(),
      state: text({ enum: ["held", "reserved", "sending", "unknown", "sent", "paid", "refused"] }).notNull(),
      reason: text(),
      attempt: integer().notNull().default(1),
      transferId: text().unique(),
      createdAt: createdAt(),
    },
  },
  (t) => [
    unique().on(t.runId, t.contributorId),
    index().on(t.contributorId, t.createdAt),
    pgPolicy("payouts_read", { for: "select", to: readers, using: ownOrFinance(t.contributorId) }),
    pgPolicy("payouts_job", { for: "select", to: money, using: isJob }),
    pgPolicy("payouts_reserve", {
      for: "insert",
      to: money,
      withCheck: sql`${may("payouts.reserve")} and ${t.runId} = ${subject} and ${t.state} in ('reserved', 'held')`,
    }),
    pgPolicy("payouts_send", {
      for: "update",
      to: money,
      using: sql`(${may("payouts.send")} and ${t.id} = ${subject}) or ${may("payouts.settle")}`,
    }),
    forDefiner(),
  ],
);
