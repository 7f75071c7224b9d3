import { sql } from "drizzle-orm";
import { integer, pgPolicy, text, uuid } from "drizzle-orm/pg-core";
import { app, forDefiner, mailer, person, priv, readers } from "./access.ts";
import { classify } from "./classify.ts";
import { at, bytea, id, json } from "./columns.ts";
import { users } from "./identity.ts";

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
