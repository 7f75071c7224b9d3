import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, pgPolicy, text, uuid } from "drizzle-orm/pg-core";
import { app, forDefiner, person, priv, readers } from "./access.ts";
import { classify } from "./classify.ts";
import { at, bytea, createdAt, id } from "./columns.ts";
import { users } from "./identity.ts";

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
