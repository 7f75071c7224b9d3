import type postgres from "postgres";
import type { CanaryBook } from "./canaries.ts";
import type { plantWith } from "./lines.ts";
import { type Ownership, type Row, type Rows, viewersOf } from "./owners.ts";
import type { Column, Table } from "./tables.ts";

/** Fields by which the product works, or that say nothing about anybody. Everything else is overwritten. */
const structural = new Set([
  ...[
    "app.users.handle",
    "app.api_keys.scopes",
    "app.versions.number",
    "app.versions.commit",
    "app.version_files.path",
  ],
  ...["app.organisations.country", "app.payout_accounts.country", "app.ledger_accounts.code", "app.journals.key"],
  ...["app.journals.kind", "app.samples.speaker", "app.version_files.content_type", "app.service_state.id"],
  ...["app.transitions.table_name", "app.transitions.from_state", "app.transitions.to_state", "priv.mail_outbox.kind"],
  ...["priv.credentials.token_hash", "priv.credentials.scopes", "priv.stripe_events.type", "app.recordings.step"],
  ...[
    "priv.strikes.kind",
    "app.audit.via",
    "app.audit.power",
    "app.audit.table_name",
    "app.datasets.slug",
    "app.recordings.reason",
  ],
]);
/** What the house itself is made of: nobody's, and broken by another word. */
const house = new Set([
  ...[
    "app.powers",
    "app.job_kinds",
    "priv.context_key",
    "priv.chain",
    "priv.chain_head",
    "priv.rate_counters",
    "priv.rate_limits",
  ],
  ...["app.service_state", "app.rates", "app.catalogue_version"],
]);

type Plant = ReturnType<typeof plantWith>;
type Shape = (word: string) => string;
/** Tried in turn until the table's own checks accept one. */
const shapes: readonly Shape[] = [
  (word) => word,
  (word) => `${word}@people.example`,
  (word) => word.padEnd(64, "0"),
  (word) => word.padEnd(40, "0"),
  (word) => `https://pay.example/${word}`,
];
const shapeByName = (name: string): Shape | undefined =>
  /email|address/.test(name) ? shapes[1] : /url/.test(name) ? shapes[4] : /sha256/.test(name) ? shapes[2] : undefined;

const plants = (table: Table, column: Column) =>
  ["words", "bytes", "json", "list"].includes(column.kind) &&
  !column.generated &&
  !table.key.includes(column.name) &&
  !column.references &&
  !structural.has(`${table.name}.${column.name}`);

/**
 * Writes a word of its own into every text, bytes, JSON and list of every row, from the classification alone, so that a
 * new column is planted without anybody remembering. Throws where a field takes no word, or is somebody's own and nobody's.
 */
export async function plantCanaries(o: {
  plant: Plant;
  book: CanaryBook;
  tables: readonly Table[];
  rows: Rows;
  whose: Ownership;
}) {
  let fields = 0;
  for (const table of o.tables) {
    knowDigests(o.book, table, o.rows.get(table.name) ?? []);
    if (house.has(table.name)) continue;
    for (const column of table.columns.filter((one) => plants(table, one)))
      for (const [at, row] of (o.rows.get(table.name) ?? []).entries()) {
        if (column.kind === "json" && row[column.name] === null) continue; // no JSON, no words
        const where = `${table.name}.${column.name}[${at}]`;
        if (column.class === "own" && o.whose.owners(table.name, row).length === 0)
          throw new Error(`teach the matrix (owners.ts) whose ${where} is`);
        const word = o.book.plant(where, viewersOf(o.whose, table.name, row, column));
        await write(o.plant, table, column, row, word);
        fields++;
      }
  }
  return fields;
}

/** Bytes that cannot be overwritten, hashes of tokens among them: each is a canary as it is. */
function knowDigests(book: CanaryBook, table: Table, rows: readonly Row[]): void {
  for (const column of table.columns.filter((one) => one.kind === "bytes" && !plants(table, one)))
    for (const row of rows) {
      const digits = /^\\x([0-9a-f]{64})$/.exec(String(row[column.name]))?.[1];
      if (digits) book.know(digits, `${table.name}.${column.name}`, new Set());
    }
}

async function write(plant: Plant, table: Table, column: Column, row: Row, word: string): Promise<void> {
  const shape = shapeByName(column.name);
  const tries = column.kind === "words" ? (shape ? [shape] : shapes) : [shapes[0]!];
  let why = "";
  for (const one of tries) {
    try {
      await plant((t) => update(t, table, column, row, one(word)));
      return;
    } catch (error) {
      why = error instanceof Error ? error.message : String(error);
    }
  }
  if (row[column.name] === null) return; // nothing is there, and its table's checks want it so
  throw new Error(`teach the matrix (plant-canaries.ts) to plant ${table.name}.${column.name}: ${why}`);
}

async function update(t: postgres.TransactionSql, table: Table, column: Column, row: Row, text: string): Promise<void> {
  const value = valueFor(column, row[column.name], text);
  const where = table.key.map((key, i) => `to_jsonb(x."${key}") = ($${i + 2}::text)::jsonb`).join(" and ");
  const cast =
    column.kind === "json"
      ? "($1::text)::jsonb"
      : column.kind === "bytes"
        ? "convert_to($1, 'utf8')"
        : column.kind === "list"
          ? "array[$1::text]"
          : "$1";
  const done = await t.unsafe(`update ${table.name} x set "${column.name}" = ${cast} where ${where}`, [
    value,
    ...table.key.map((key) => JSON.stringify(row[key])),
  ]);
  if (done.count !== 1) throw new Error(`${done.count} rows of ${table.name} were written`);
}

const valueFor = (column: Column, before: unknown, word: string): string =>
  column.kind === "json" ? JSON.stringify(worded(before, word)) : word;

/** The same JSON with the word in each of its free texts; in an empty one, a text of its own. */
function worded(value: unknown, word: string, key = ""): unknown {
  if (typeof value === "string") return value.length > 1 && !/^(?:kind|party)$/.test(key) ? word : value;
  if (Array.isArray(value)) return value.map((item) => worded(item, word, key));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value);
  if (entries.length === 0) return { planted: word };
  return Object.fromEntries(entries.map(([name, inner]) => [name, worded(inner, word, name)]));
}
