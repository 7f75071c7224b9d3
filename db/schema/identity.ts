import { sql } from "drizzle-orm";
import { check, integer, pgPolicy, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { app, forDefiner, forSeed, may, organisation, person, priv, readers, web } from "./access.ts";
import { classify } from "./classify.ts";
import { bytea, createdAt, id } from "./columns.ts";

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
