/** What only the workers may name: the tables with their secret columns. Nothing that web imports may reach this file. */
import * as catalog from "./schema/catalog.ts";
import * as contributions from "./schema/contributions.ts";
import * as ledger from "./schema/ledger.ts";
import * as orderTables from "./schema/orders.ts";
import * as struck from "./schema/strikes.ts";
import * as vault from "./schema/vault.ts";

export const rawObjects = contributions.rawObjects.truth;
export const storedClips = contributions.clips.truth;
export const storedFiles = catalog.versionFiles.truth;
export const storedSamples = catalog.samples.truth;
export const vaultKeys = vault.vaultKeys.truth;
export const payoutRails = ledger.payoutRails.truth;
export const strikes = struck.strikes.truth;
export const stripeEvents = orderTables.stripeEvents.truth;
