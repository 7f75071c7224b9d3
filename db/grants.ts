import { type Class, classOf } from "./schema/classify.ts";
import "./schema/truth.ts";

/** Who may add whole rows to what; the policies' WITH CHECK pins their first state. drizzle names every column it knows. */
const inserts = {
  consonant_web: [
    "recordings",
    "consents",
    "datasets",
    "versions",
    "version_clips",
    "orders",
    "payout_accounts",
    "payout_runs",
  ],
  consonant_media: ["vaults", "clips", "reports", "repeats", "version_files", "samples", "version_shares"],
  consonant_money: ["earnings", "royalties", "entitlements", "payouts", "payout_links"],
} as const;
const privateInserts = { consonant_media: ["vault_keys"], consonant_money: ["payout_rails"] } as const;

/** What the workers read, behind policies that ask for a running job. */
const reads = {
  consonant_media: [
    "app.vaults",
    "app.recordings",
    "app.consents",
    "app.clips",
    "app.reports",
    "app.repeats",
    "app.datasets",
    "app.versions",
    "app.version_clips",
    "app.version_files",
    "app.samples",
    "app.version_shares",
    "priv.vault_keys",
    "priv.raw_objects",
    "priv.strikes",
  ],
  consonant_money: [
    "app.recordings",
    "app.repeats",
    "app.datasets",
    "app.versions",
    "app.version_shares",
    "app.version_clips",
    "app.rates",
    "app.ledger_accounts",
    "app.balances",
    "app.journals",
    "app.entries",
    "app.earnings",
    "app.royalties",
    "app.payout_accounts",
    "app.payout_links",
    "app.payout_runs",
    "app.payouts",
    "app.orders",
    "app.entitlements",
    "priv.payout_rails",
    "priv.stripe_events",
  ],
} as const;

const generated = new Set(["search"]);
const named = (table: string, wanted: (cls: Class, column: string) => boolean): string =>
  [...(classOf.get(table) ?? [])].flatMap(([column, cls]) => (wanted(cls, column) ? [`"${column}"`] : [])).join(", ");

/** Column comments, web's column SELECTs and the whole-row inserts, as SQL, from the one list in db/schema. */
export function classifiedGrants(): string {
  const lines: string[] = [];
  for (const [table, columns] of classOf) {
    for (const [column, cls] of columns) lines.push(`comment on column ${table}."${column}" is 'class:${cls}';`);
    const shown = named(table, (cls) => cls !== "secret");
    if (shown) lines.push(`grant select (${shown}) on ${table} to consonant_look, consonant_web;`);
  }
  for (const [role, tables] of Object.entries(inserts))
    for (const table of tables) {
      const columns = named(
        `app.${table}`,
        (cls, column) => !generated.has(column) && (role !== "consonant_web" || cls !== "secret"),
      );
      lines.push(`grant insert (${columns}) on app.${table} to ${role};`);
    }
  for (const [role, tables] of Object.entries(privateInserts))
    for (const table of tables)
      lines.push(`grant insert (${named(`priv.${table}`, () => true)}) on priv.${table} to ${role};`);
  for (const [role, tables] of Object.entries(reads))
    for (const table of tables) {
      // app's secrets are keys to voices, and media's alone; priv's tables are named above one by one
      const mayKnow = role === "consonant_media" || table.startsWith("priv.");
      lines.push(`grant select (${named(table, (cls) => mayKnow || cls !== "secret")}) on ${table} to ${role};`);
    }
  return lines.join("\n");
}
