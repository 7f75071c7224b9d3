import { sql } from "drizzle-orm";
import { bigint, customType, integer, jsonb, timestamp, uuid } from "drizzle-orm/pg-core";

export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** Time-ordered ids, minted by the database unless the caller names the row it is about to make. */
export const id = () => uuid().primaryKey().default(sql`uuidv7()`);
export const at = () => timestamp({ withTimezone: true });
/** Stamped by a trigger: what the caller says is overwritten. */
export const createdAt = () => at().notNull().default(sql`clock_timestamp()`);
export const micros = () => bigint({ mode: "bigint" });
export const bytes = () => bigint({ mode: "number" });
export const cents = () => integer();
export const json = <T>() => jsonb().$type<T>();
