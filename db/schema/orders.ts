import { sql } from "drizzle-orm";
import { bigint, check, index, pgPolicy, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { app, forDefiner, isAny, isJob, may, money, organisation, person, priv, readers, web } from "./access.ts";
import { versions } from "./catalog.ts";
import { classify } from "./classify.ts";
import { at, bytea, bytes, cents, createdAt, id } from "./columns.ts";
import { organisations, users } from "./identity.ts";

export const orders = classify(
  app,
  "orders",
  {
    own: {
      id: id(),
      organisationId: uuid()
        .notNull()
        .references(() => organisations.truth.id),
      buyerId: uuid()
        .notNull()
        .references(() => users.truth.id),
      versionId: uuid()
        .notNull()
        .references(() => versions.truth.id),
      state: text({ enum: ["open", "paid", "expired", "refunded"] })
        .notNull()
        .default("open"),
      priceCents: cents().notNull(),
      poNumber: text(),
      checkoutSession: text().unique(),
      checkoutUrl: text(),
      createdAt: createdAt(),
    },
  },
  (t) => [
    uniqueIndex("orders_one_paid").on(t.organisationId, t.versionId).where(sql`state = 'paid'`),
    uniqueIndex("orders_one_open").on(t.organisationId, t.versionId).where(sql`state = 'open'`),
    check("po_short", sql`${t.poNumber} is null or length(${t.poNumber}) <= 60`),
    pgPolicy("orders_read", {
      for: "select",
      to: readers,
      using: sql`${t.organisationId} = ${organisation} or ${isAny("finance")}`,
    }),
    pgPolicy("orders_checkout", {
      for: "insert",
      to: web,
      withCheck: sql`${may("orders.checkout")} and ${t.buyerId} = ${person} and ${t.organisationId} = ${organisation} and ${t.state} = 'open' and ${t.checkoutSession} is null
        and ${t.priceCents} = (select v.price_cents from app.versions v where v.id = version_id and v.state = 'published')`,
    }),
    pgPolicy("orders_attach_session", {
      for: "update",
      to: web,
      using: sql`${may("orders.attach-session")} and ${t.buyerId} = ${person} and ${t.state} = 'open'`,
      withCheck: sql`${may("orders.attach-session")} and ${t.state} = 'open' and ${t.checkoutSession} is not null`,
    }),
    pgPolicy("orders_job", { for: "select", to: money, using: isJob }),
    pgPolicy("orders_settle", {
      for: "update",
      to: money,
      using: sql`${may("orders.settle")} and ${t.state} in ('open', 'expired', 'paid')`,
      withCheck: sql`${may("orders.settle")} and ${t.state} in ('paid', 'expired', 'refunded')`,
    }),
    forDefiner(),
  ],
);

/** A licence that stands: what makes a download legal. Made by a paid order and by nothing else. */
export const entitlements = classify(
  app,
  "entitlements",
  {
    own: {
      id: id(),
      organisationId: uuid()
        .notNull()
        .references(() => organisations.truth.id),
      versionId: uuid()
        .notNull()
        .references(() => versions.truth.id),
      orderId: uuid()
        .notNull()
        .unique()
        .references(() => orders.truth.id),
      createdAt: createdAt(),
      revokedAt: at(),
    },
  },
  (t) => [
    uniqueIndex("entitlements_one").on(t.organisationId, t.versionId).where(sql`revoked_at is null`),
    pgPolicy("entitlements_read", {
      for: "select",
      to: readers,
      using: sql`${t.organisationId} = ${organisation} or ${isAny("finance")}`,
    }),
    pgPolicy("entitlements_job", { for: "select", to: money, using: isJob }),
    pgPolicy("entitlements_grant", {
      for: "insert",
      to: money,
      withCheck: sql`${may("orders.settle")} and exists (select from app.orders o where o.id = order_id and o.state = 'paid' and o.organisation_id = entitlements.organisation_id and o.version_id = entitlements.version_id)`,
    }),
    pgPolicy("entitlements_revoke", {
      for: "update",
      to: money,
      using: may("orders.settle"),
      withCheck: sql`${may("orders.settle")} and ${t.revokedAt} is not null`,
    }),
    forDefiner(),
  ],
);

/** Stripe's events as hints: what happened to which object. The worker asks Stripe again. */
export const stripeEvents = classify(
  priv,
  "stripe_events",
  {
    secret: {
      id: id(),
      eventId: text().notNull().unique(),
      type: text().notNull(),
      objectId: text().notNull(),
      receivedAt: at().notNull().default(sql`clock_timestamp()`),
      settledAt: at(),
    },
  },
  (t) => [
    index().on(t.receivedAt),
    forDefiner(),
    pgPolicy("stripe_events_job", {
      for: "select",
      to: money,
      using: sql`${isJob} and ${t.id} = (select api.subject())`,
    }),
    pgPolicy("stripe_events_settle", {
      for: "update",
      to: money,
      using: sql`${may("orders.settle", "payouts.settle", "payouts.refresh-account")} and ${t.id} = (select api.subject())`,
    }),
  ],
);

/** A link that was issued: one file or clip, for one account, for minutes. */
export const downloadGrants = classify(
  priv,
  "download_grants",
  {
    secret: {
      id: uuid().primaryKey().default(sql`gen_random_uuid()`),
      kind: text({ enum: ["file", "clip"] }).notNull(),
      userId: uuid().notNull(),
      // no foreign keys: issue_download writes from the rows themselves, neither is ever deleted, and this is the hot path
      entitlementId: uuid(),
      fileId: uuid(),
      clipId: uuid(),
      credentialHash: bytea().notNull(),
      epoch: bigint({ mode: "number" }).notNull(),
      expiresAt: at().notNull(),
      createdAt: createdAt(),
    },
  },
  (t) => [
    index().on(t.createdAt),
    check(
      "of_one_thing",
      sql`(${t.kind} = 'file' and ${t.fileId} is not null and ${t.entitlementId} is not null and ${t.clipId} is null) or (${t.kind} = 'clip' and ${t.clipId} is not null and ${t.fileId} is null)`,
    ),
    forDefiner(),
  ],
);

/** Every range of bytes that left the house under a link. */
export const servedRanges = classify(
  priv,
  "served_ranges",
  {
    secret: {
      id: id(),
      grantId: uuid().notNull(),
      fromByte: bytes().notNull(),
      sentBytes: bytes().notNull(),
      at: at().notNull().default(sql`clock_timestamp()`),
    },
  },
  (t) => [index().on(t.grantId), forDefiner()],
);
