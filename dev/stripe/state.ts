import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { chmod, open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type Stripe from "stripe";
import type { StoredAccountLink } from "./account-links.ts";
import type { StoredAccount } from "./accounts.ts";
import type { Movement } from "./balance.ts";
import type { StoredSession } from "./checkout-session.ts";
import type { SavedAnswer } from "./idempotency.ts";
import type { StoredEndpoint } from "./webhook-endpoints.ts";
import type { Delivery, StoredEvent } from "./webhooks.ts";

/** Everything the emulator remembers. Each table maps an id to an object in the shape the API answers. */
export interface Tables {
  customers: Map<string, Stripe.Customer>;
  sessions: Map<string, StoredSession>;
  paymentIntents: Map<string, Stripe.PaymentIntent>;
  charges: Map<string, Stripe.Charge>;
  refunds: Map<string, Stripe.Refund>;
  disputes: Map<string, Stripe.Dispute>;
  accounts: Map<string, StoredAccount>;
  accountLinks: Map<string, StoredAccountLink>;
  transfers: Map<string, Stripe.Transfer>;
  payouts: Map<string, Stripe.Payout & { account: string }>;
  movements: Map<string, Movement>;
  events: Map<string, StoredEvent>;
  endpoints: Map<string, StoredEndpoint>;
  deliveries: Map<string, Delivery>;
  answers: Map<string, SavedAnswer>;
}

export interface State {
  /** How far the virtual clock is ahead of the real one. */
  clockAheadSeconds: number;
  tables: Tables;
}

const FORMAT = 1;
const EMPTY: Tables = {
  customers: new Map(),
  sessions: new Map(),
  paymentIntents: new Map(),
  charges: new Map(),
  refunds: new Map(),
  disputes: new Map(),
  accounts: new Map(),
  accountLinks: new Map(),
  transfers: new Map(),
  payouts: new Map(),
  movements: new Map(),
  events: new Map(),
  endpoints: new Map(),
  deliveries: new Map(),
  answers: new Map(),
};

/** Reads the state file, or begins empty where there is none. A file that cannot be read is an error, never reset. */
export function loadState(file: string | undefined): State {
  const tables = structuredClone(EMPTY);
  if (!file || !existsSync(file)) return { clockAheadSeconds: 0, tables };
  const saved = JSON.parse(readFileSync(file, "utf8"));
  if (saved.format !== FORMAT) throw new Error(`${file} has state format ${saved.format}, expected ${FORMAT}`);
  for (const [name, entries] of Object.entries(saved.tables)) {
    if (name in tables) Object.assign(tables, { [name]: new Map(entries as [string, unknown][]) });
  }
  return { clockAheadSeconds: saved.clockAheadSeconds, tables };
}

/** Writes beside the file and renames, so a reader or a crash meets the old state or the new, never half of one. */
export async function saveState(file: string, state: State): Promise<void> {
  const tables = Object.fromEntries(Object.entries(state.tables).map(([name, table]) => [name, [...table]]));
  const content = JSON.stringify({ format: FORMAT, clockAheadSeconds: state.clockAheadSeconds, tables });
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}.tmp`;
  const handle = await open(temporary, "w", 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await chmod(temporary, 0o600);
  await rename(temporary, file);
}
