import { functionOwners } from "../../db/schema/access.ts";
import { ours } from "./access-list.ts";

/** A law that no list may accept: a query for what breaks it, and one change that does (run and rolled back by the test). */
export type Law = { name: string; query: string; broken: string };
export const law = (name: string, query: string, broken: string): Law => ({ name, query: `${ours} ${query}`, broken });

/** The roles that own functions, as an array of SQL. */
export const owners = `'{${functionOwners.map((name) => `consonant_${name}`).join(",")}}'::text[]`;
