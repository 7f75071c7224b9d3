import { randomBytes, randomUUID } from "node:crypto";
import type { People } from "../people.ts";
import type { plantWith } from "./lines.ts";
import type { Rows } from "./owners.ts";
import type { Column, Table } from "./tables.ts";

/** Kept by the migration or by the house itself; a made-up row would only break the product. */
const ownRows = new Set([
  "priv.context_key",
  "priv.chain",
  "priv.chain_head",
  "priv.rate_counters",
  "app.service_state",
]);
/** Fields of a made-up row that hang together, where a check asks for it: the table to take an id from, a value, or nothing. */
const together: Record<string, Record<string, string | { is: string | number } | null>> = {
  "priv.ceremonies": { browser_hash: null },
  "priv.invitations": { phone_mac: null },
  "app.repeats": { matches: { is: "[]" }, channels: { is: "{left}" } },
  "priv.strikes": { kind: { is: "NAME" }, start_ms: { is: 100 }, end_ms: { is: 900 } },
  "priv.download_grants": { file_id: "app.version_files", entitlement_id: "app.entitlements" },
};
const owners = ["dana", "priya", "tomas", "ines", "ola"] as const;
type Plant = ReturnType<typeof plantWith>;

/** A row of everybody's in each table that has none: what a new table needs to be attacked at all. */
export async function plantRows(plant: Plant, tables: readonly Table[], rows: Rows, people: People): Promise<string[]> {
  const made: string[] = [];
  for (const table of tables) {
    if ((rows.get(table.name)?.length ?? 0) > 0 || ownRows.has(table.name)) continue;
    for (const [at, owner] of owners.entries()) {
      const values = valuesFor(table, rows, people[owner].id, at);
      try {
        await plant((t) => {
          const isJson = (name: string) =>
            table.columns.some((column) => column.name === name && column.kind === "json");
          const row = Object.entries(values).map(([name, value]) => [
            name,
            isJson(name) ? t.json(JSON.parse(String(value))) : value,
          ]);
          return t`insert into ${t(table.name)} ${t(Object.fromEntries(row))}`;
        });
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        if (at === 0) throw new Error(`teach the matrix (plant-rows.ts) to make a row of ${table.name}: ${why}`);
      }
    }
    made.push(table.name);
  }
  return made;
}

function valuesFor(
  table: Table,
  rows: Rows,
  owner: string,
  at: number,
): Record<string, string | number | Buffer | null> {
  const wanted = table.columns.filter((column) => !column.generated && (column.needed || isText(column)));
  const made = wanted.map((column): [string, string | number | Buffer | null] => [
    column.name,
    madeUp(column, table, rows, owner, at),
  ]);
  const values = Object.fromEntries(made);
  for (const [name, from] of Object.entries(together[table.name] ?? {}))
    if (table.columns.some((column) => column.name === name))
      values[name] = typeof from === "string" ? idOf(from, rows, at) : (from?.is ?? null);
  return values;
}

const isText = (column: Column) => ["words", "bytes", "json", "list"].includes(column.kind) && !column.references;
const idOf = (table: string, rows: Rows, at: number): string => {
  const list = rows.get(table) ?? [];
  return list.length > 0 ? String(list[at % list.length]!.id) : randomUUID();
};

function madeUp(column: Column, table: Table, rows: Rows, owner: string, at: number) {
  if (column.first !== undefined) return column.first;
  if (column.references === "app.users") return owner;
  if (column.references) {
    // a row that names two of one table names two different ones
    const nth = table.columns.filter(({ references }) => references === column.references).indexOf(column);
    return idOf(column.references, rows, at + nth);
  }
  if (column.kind === "uuid") return uuidFor(column.name, table, rows, owner, at);
  if (column.kind === "words") return `planted ${randomBytes(4).toString("hex")}`;
  if (column.kind === "bytes") return randomBytes(32);
  if (column.kind === "json") return "{}";
  if (column.kind === "list") return "{planted}";
  if (/_at$|^at$|^since$|before|until/.test(column.name)) return new Date(Date.now() + 3_600_000).toISOString();
  return 1 + at;
}

/** A column that names another row without a foreign key: by its name. */
function uuidFor(name: string, table: Table, rows: Rows, owner: string, at: number): string {
  if (/^(?:user|contributor|owner|proposed_by|started_by|actor|account)/.test(name)) return owner;
  if (table.key.includes(name) && name === "id") return randomUUID();
  const noun = name.replace(/_id$/, "");
  const found = [...rows.keys()].find((one) => one === `app.${noun}s` || one.endsWith(`_${noun}s`));
  return found ? idOf(found, rows, at) : owner;
}
