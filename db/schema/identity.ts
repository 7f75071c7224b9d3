import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, pgPolicy, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
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

/** A place where somebody is signed in, as they see it; the token's hash is in priv.credentials. */
export const sessions = classify(
  app,
  "sessions",
  {
    own: {
      id: id(),
      userId: uuid()
        .notNull()
        .references(() => users.truth.id),
      /** "Firefox on Linux": what the browser said of itself, shortened */
      browser: text().notNull(),
      createdAt: createdAt(),
      endedAt: at(),
    },
  },
  (t) => [
    index().on(t.userId, t.createdAt),
    check("short", sql`length(${t.browser}) <= 80`),
    pgPolicy("sessions_read", { for: "select", to: readers, using: sql`${t.userId} = ${person}` }),
    forDefiner(),
  ],
);

/** A passkey as its owner sees it; what verifies it is in priv.passkey_keys. */
export const passkeys = classify(
  app,
  "passkeys",
  {
    own: {
      id: id(),
      userId: uuid()
        .notNull()
        .references(() => users.truth.id),
      label: text().notNull(),
      createdAt: createdAt(),
      removedAt: at(),
    },
  },
  (t) => [
    index().on(t.userId),
    check("labelled", sql`length(${t.label}) between 1 and 60`),
    pgPolicy("passkeys_read", { for: "select", to: readers, using: sql`${t.userId} = ${person}` }),
    forDefiner(),
  ],
);

/** That somebody proved a number to be theirs. The number itself is in priv.phone_numbers, and nowhere in clear. */
export const phones = classify(
  app,
  "phones",
  {
    own: {
      id: uuid()
        .primaryKey()
        .references(() => users.truth.id),
      confirmedAt: at().notNull(),
    },
  },
  (t) => [pgPolicy("phones_read", { for: "select", to: readers, using: sql`${t.id} = ${person}` }), forDefiner()],
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
      sessionId: uuid().references(() => sessions.truth.id),
      scopes: text().array(),
      /** when a passkey last vouched for it: assurance 2 from then on, for a while */
      raisedAt: at(),
      seenAt: at().notNull().default(sql`clock_timestamp()`),
      expiresAt: at().notNull(),
      revokedAt: at(),
      createdAt: createdAt(),
    },
  },
  (t) => [
    index().on(t.userId),
    index().on(t.sessionId),
    index().on(t.keyId),
    check("keys_are_scoped", sql`(${t.kind} = 'key') = (${t.scopes} is not null and ${t.keyId} is not null)`),
    check("keys_are_never_raised", sql`${t.kind} = 'session' or ${t.raisedAt} is null`),
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
      /** the browser that asked, by the hash of its cookie: elsewhere the secret is worth nothing */
      browserHash: bytea().notNull(),
      /** the typed way out, for a mail that is read on another device; null after a passkey */
      codeHash: bytea(),
      wrongCodes: integer().notNull().default(0),
      /** a passkey vouched for it: the session that it buys is raised */
      raised: boolean().notNull().default(false),
      intent: text({ enum: ["contributor", "buyer"] }).notNull(),
      locale: text({ enum: ["en", "fr"] }).notNull(),
      expiresAt: at().notNull(),
      usedAt: at(),
      createdAt: createdAt(),
    },
  },
  (t) => [index().on(t.browserHash), index().on(t.email), forDefiner()],
);

/** What verifies a passkey. Only the passkeys process asks for it, one credential at a time. */
export const passkeyKeys = classify(
  priv,
  "passkey_keys",
  {
    secret: {
      passkeyId: uuid()
        .primaryKey()
        .references(() => passkeys.truth.id),
      credentialId: text().notNull().unique(),
      publicKey: bytea().notNull(),
      counter: bigint({ mode: "number" }).notNull(),
      transports: text().array().notNull(),
      usedAt: at(),
    },
  },
  () => [forDefiner()],
);

/** A question put to an authenticator, answered once. Bound to a session, or, to sign in, to the browser that asked. */
export const ceremonies = classify(
  priv,
  "ceremonies",
  {
    secret: {
      challengeHash: bytea().primaryKey(),
      kind: text({ enum: ["register", "raise", "sign-in"] }).notNull(),
      credentialHash: bytea(),
      browserHash: bytea(),
      expiresAt: at().notNull(),
    },
  },
  (t) => [
    index().on(t.expiresAt),
    check(
      "bound",
      sql`(${t.kind} = 'sign-in') = (${t.credentialHash} is null) and (${t.kind} = 'sign-in') = (${t.browserHash} is not null)`,
    ),
    forDefiner(),
  ],
);

/** What the operator hands to somebody who was appointed: without it nobody adds the first passkey of a desk account. */
export const enrolmentCodes = classify(
  priv,
  "enrolment_codes",
  {
    secret: {
      userId: uuid()
        .primaryKey()
        .references(() => users.truth.id),
      codeHash: bytea().notNull(),
      expiresAt: at().notNull(),
    },
  },
  () => [forDefiner()],
);

/** A number as a keyed hash, to match it, and sealed to the mailer, to send it a code. Its pepper is in no database. */
export const phoneNumbers = classify(
  priv,
  "phone_numbers",
  {
    secret: {
      userId: uuid()
        .primaryKey()
        .references(() => users.truth.id),
      mac: bytea().notNull().unique(),
      sealed: bytea().notNull(),
    },
  },
  () => [forDefiner()],
);

/** A number that somebody says is theirs, until they type the code that was sent to it. */
export const phoneClaims = classify(
  priv,
  "phone_claims",
  {
    secret: {
      userId: uuid()
        .primaryKey()
        .references(() => users.truth.id),
      mac: bytea().notNull(),
      sealed: bytea().notNull(),
      codeHash: bytea().notNull(),
      wrongCodes: integer().notNull().default(0),
      expiresAt: at().notNull(),
    },
  },
  () => [forDefiner()],
);

/** Only the mailer reads it: codes for telephones, each sealed number beside its code. */
export const textOutbox = classify(
  priv,
  "text_outbox",
  {
    secret: {
      id: id(),
      sealed: bytea().notNull(),
      locale: text({ enum: ["en", "fr"] }).notNull(),
      code: text().notNull(),
      failures: integer().notNull().default(0),
      notBefore: at().notNull().default(sql`clock_timestamp()`),
      expiresAt: at().notNull(),
    },
  },
  () => [forDefiner(), pgPolicy("mailer", { for: "all", to: mailer, using: sql`true` })],
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
      code: text(),
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
