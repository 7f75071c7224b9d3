import type postgres from "postgres";
import { context, jobContext, used } from "./context.ts";
import { ofColumns, ofGrants, ofGuards, ofJobs, ofPolicies, ofPowers, ofRows } from "./from-catalogue.ts";
import { ofRefusals } from "./from-functions.ts";
import { withReasons } from "./harmless.ts";
import { audit, downloads, incidents } from "./house.ts";
import { leaving } from "./leaving.ts";
import { limits } from "./limits.ts";
import { login } from "./login.ts";
import { ledger } from "./money.ts";
import type { Mutant } from "./mutant.ts";
import { makings, roles, shapes, walls } from "./roles.ts";
import { consent, releases, verbs } from "./verbs.ts";
import { passkeys, phones } from "./ways-in.ts";

const byHand = [
  ...[context, used, jobContext, login, passkeys, phones, limits, leaving, verbs, consent, releases],
  ...[ledger, audit, incidents, downloads, makings, walls, shapes, roles],
].flat();
const makers = [ofPolicies, ofRows, ofColumns, ofGrants, ofGuards, ofPowers, ofJobs];

/** Every mutant: those written by hand, and those that are made from what the database's catalogue holds now. */
export async function allMutants(root: postgres.Sql): Promise<Mutant[]> {
  const made: Mutant[] = [];
  for (const make of makers) made.push(...(await make(root)));
  made.push(...(await ofRefusals(root, byHand)));
  return withReasons([...byHand, ...made]);
}
