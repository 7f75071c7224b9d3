import { sql } from "drizzle-orm";
import { pgPolicy, pgRole, pgSchema } from "drizzle-orm/pg-core";
import type { Power } from "../powers.ts";

/** `app` has row policies; `priv` has no grant to web at all. `api` (functions) is SQL's own, see db/sql. */
export const app = pgSchema("app");
export const priv = pgSchema("priv");

export const owner = pgRole("consonant_owner").existing();
/** The roles that own functions. What a function can touch is what its owner may: db/sql/grants/1-tables.sql. */
export const functionOwners = ["identity", "chain", "books", "definer"] as const;
export type FunctionOwner = (typeof functionOwners)[number];
const definers = functionOwners.map((name) => pgRole(`consonant_${name}`).existing());
export const look = pgRole("consonant_look").existing();
export const web = pgRole("consonant_web").existing();
export const readers = [look, web];
export const media = pgRole("consonant_media").existing();
export const money = pgRole("consonant_money").existing();
export const mailer = pgRole("consonant_mailer").existing();
export const notary = pgRole("consonant_notary").existing();

// Wrapped in a sub-select so that the MAC is checked once per statement, not once per row.
/** The account where a person is signed in: keys see the catalogue and what they may download, never what people said. */
export const person = sql`(select api.person())`;
/** The company that the account buys for. */
export const organisation = sql`(select api.organisation())`;
/** What the running job is about. */
export const subject = sql`(select api.subject())`;
export const isAny = (...roles: string[]) =>
  sql.raw(`(select api.role()) in (${roles.map((role) => `'${role}'`).join(", ")})`);
/** True inside act(viewer, power, …) only: look() names no power, so it can write nothing. */
export const may = (...powers: Power[]) =>
  sql.raw(`(select api.power()) in (${powers.map((power) => `'${power}'`).join(", ")})`);
/** A job reads under any of its powers, so that the look before its act works too. */
export const isJob = sql.raw(`(select api.role()) = 'system'`);

/** FORCE blinds everyone, so definer functions pass by a policy; which columns they touch is a grant. */
export const forDefiner = () =>
  pgPolicy("definer", { for: "all", to: definers, using: sql`true`, withCheck: sql`true` });
/** Tables that the migration fills. */
export const forSeed = () => pgPolicy("seed", { for: "all", to: owner, using: sql`true`, withCheck: sql`true` });
export const everyoneReads = () => pgPolicy("everyone_reads", { for: "select", to: readers, using: sql`true` });
