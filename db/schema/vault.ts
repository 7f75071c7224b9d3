import { sql } from "drizzle-orm";
import { pgPolicy, text, uuid } from "drizzle-orm/pg-core";
import { app, forDefiner, isJob, may, media, person, priv, readers, subject } from "./access.ts";
import { classify } from "./classify.ts";
import { bytea, createdAt } from "./columns.ts";
import { users } from "./identity.ts";

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
