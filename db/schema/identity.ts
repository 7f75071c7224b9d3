import { sql } from "drizzle-orm";
import { check, integer, pgPolicy, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import {
  app,
  forDefiner,
  forSeed,
  isJob,
  mailer,
  may,
  media,
  organisation,
  person,
  priv,
  readers,
  subject,
  web,
} from "./access.ts";
import { classify } from "./classify.ts";
import { at, bytea, createdAt, id, json } from "./columns.ts";

export const users = classify(
  app,
  "users",
  {
    public: { id: id(), handle: text().notNull().unique() },
    own: {
      role: text({ enum: ["contributor", "buyer", "reviewer", "curator", "finance", "privacy"] }).notNull(),
      status: text({ enum: ["active", "closed"] })
        .notNull()
        .default("active"),
      locale: text({ enum: ["en", "fr"] })
        .notNull()
        .default("en"),
      createdAt: createdAt(),
    },
  },
  (t) => [
    pgPolicy("users_read", { for: "select", to: readers, using: sql`${t.id} = ${person}` }),
    pgPolicy("users_rename", {
      for: "update",
      to: web,
      using: sql`${t.id} = ${person} and ${may("account.rename")}`,
    }),
    forDefiner(),
  ],
);

/** A company that buys. Its licences belong to it, not to the person who paid. */
export const organisations = classify(
  app,
  "organisations",
  {
    own: {
      id: id(),
      name: text().notNull(),
      country: text().notNull(),
      vatNumber: text(),
      createdAt: createdAt(),
    },
  },
  (t) => [
    check("named", sql`length(${t.name}) between 2 and 120`),
    pgPolicy("organisations_read", { for: "select", to: readers, using: sql`${t.id} = ${organisation}` }),
    forDefiner(),
  ],
);

export const members = classify(
  app,
  "members",
  {
    own: {
      id: id(),
      organisationId: uuid()
        .notNull()
        .references(() => organisations.truth.id),
      userId: uuid()
        .notNull()
        .references(() => users.truth.id),
      role: text({ enum: ["owner", "member"] }).notNull(),
    },
  },
  (t) => [
    uniqueIndex("members_one_organisation").on(t.userId),
    pgPolicy("members_read", { for: "select", to: readers, using: sql`${t.organisationId} = ${organisation}` }),
    forDefiner(),
  ],
);

/** A key as its owner sees it; the hash is in priv.credentials. */
export const apiKeys = classify(
  app,
  "api_keys",
  {
    own: {
      id: id(),
      userId: uuid()
        .notNull()
        .references(() => users.truth.id),
      label: text().notNull(),
      scopes: text().array().notNull(),
      createdAt: createdAt(),
      revokedAt: at(),
    },
  },
  (t) => [pgPolicy("api_keys_read", { for: "select", to: readers, using: sql`${t.userId} = ${person}` }), forDefiner()],
);

export const contacts = classify(
  priv,
  "contacts",
  {
    secret: {
      userId: uuid()
        .primaryKey()
        .references(() => users.truth.id),
      email: text().notNull().unique(),
    },
  },
  () => [forDefiner()],
);

/** Sessions and API keys, by SHA-256 only. `scopes` null: everything the account may do. */
export const credentials = classify(
  priv,
  "credentials",
  {
    secret: {
      tokenHash: bytea().primaryKey(),
      kind: text({ enum: ["session", "key"] }).notNull(),
      userId: uuid()
        .notNull()
        .references(() => users.truth.id),
      keyId: uuid().references(() => apiKeys.truth.id),
      scopes: text().array(),
      aal: integer().notNull().default(1),
      expiresAt: at().notNull(),
      revokedAt: at(),
      createdAt: createdAt(),
    },
  },
  (t) => [
    check("keys_are_scoped", sql`(${t.kind} = 'key') = (${t.scopes} is not null and ${t.keyId} is not null)`),
    forDefiner(),
  ],
);

/** `intent` is what a new address becomes: somebody who shares, or somebody who buys. Never a desk role. */
export const loginTokens = classify(
  priv,
  "login_tokens",
  {
    secret: {
      tokenHash: bytea().primaryKey(),
      email: text().notNull(),
      intent: text({ enum: ["contributor", "buyer"] }).notNull(),
      locale: text({ enum: ["en", "fr"] }).notNull(),
      expiresAt: at().notNull(),
      usedAt: at(),
      createdAt: createdAt(),
    },
  },
  () => [forDefiner()],
);

/** Only the mailer reads it, and it deletes what it has sent. */
export const mailOutbox = classify(
  priv,
  "mail_outbox",
  {
    secret: {
      id: id(),
      kind: text().notNull(),
      address: text().notNull(),
      locale: text({ enum: ["en", "fr"] }).notNull(),
      secret: text(),
      params: json<Record<string, string>>().notNull().default({}),
      failures: integer().notNull().default(0),
      notBefore: at().notNull().default(sql`clock_timestamp()`),
    },
  },
  () => [forDefiner(), pgPolicy("mailer", { for: "all", to: mailer, using: sql`true` })],
);

/** What uploads of this person are sealed to. The key that opens them is in priv.vault_keys, wrapped. */
export const vaults = classify(
  app,
  "vaults",
  {
    own: {
      id: uuid()
        .primaryKey()
        .references(() => users.truth.id),
      recipient: text().notNull(),
      createdAt: createdAt(),
    },
  },
  (t) => [
    pgPolicy("vaults_read", { for: "select", to: readers, using: sql`${t.id} = ${person}` }),
    pgPolicy("vaults_open", {
      for: "insert",
      to: media,
      withCheck: sql`${may("vaults.open")} and ${t.id} = ${subject}`,
    }),
    pgPolicy("vaults_read_job", { for: "select", to: media, using: sql`${isJob} and ${t.id} = ${subject}` }),
    forDefiner(),
  ],
);

/** A contributor's age identity, wrapped by the vault key that only the media worker holds. Erasure deletes the row. */
export const vaultKeys = classify(
  priv,
  "vault_keys",
  { secret: { userId: uuid().primaryKey(), wrapped: bytea().notNull() } },
  (t) => [
    forDefiner(),
    pgPolicy("vault_keys_open", {
      for: "insert",
      to: media,
      withCheck: sql`${may("vaults.open")} and ${t.userId} = ${subject}`,
    }),
    pgPolicy("vault_keys_read", {
      for: "select",
      to: media,
      using: sql`${isJob} and (${t.userId} = ${subject} or ${t.userId} = (select r.contributor_id from app.recordings r where r.id = ${subject}))`,
    }),
  ],
);

/** HMAC pads of the request context. One row. */
export const contextKey = classify(
  priv,
  "context_key",
  {
    secret: {
      one: integer().primaryKey().default(1),
      inner: bytea().notNull(),
      outer: bytea().notNull(),
      livesSeconds: integer().notNull().default(30),
    },
  },
  (t) => [check("one_row", sql`${t.one} = 1`), forDefiner(), forSeed()],
);
