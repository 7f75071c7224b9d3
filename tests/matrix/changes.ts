import type { Role } from "../../db/powers.ts";
import type { Lines } from "./lines.ts";
import { ownership, type Row, type Rows, readAll, type Ownership as Whose } from "./owners.ts";
import type { Principal } from "./principals.ts";
import type { Table } from "./tables.ts";
import type { MatrixWorld } from "./world.ts";

export type Change = { table: string; row: Row; side: "before" | "now" };
const jobs = "graphile_worker._private_jobs";
/** Kept by the house in passing; their rows are nobody's, or say only when somebody was here. */
const inPassing: readonly string[] = [
  ...["app.audit", "priv.chain", "priv.chain_head", "priv.rate_counters", "app.transitions", "app.catalogue_version"],
  ...[
    "priv.mail_outbox",
    "priv.login_tokens",
    "priv.download_grants",
    "priv.served_ranges",
    "priv.ceremonies",
    "priv.text_outbox",
    "priv.fingerprint_codes", // an index of the fingerprints beside it
  ],
];
/** What a desk changes by its own powers: rows of others, and rows of the house. */
const deskTouches: Partial<Record<Role, readonly string[]>> = {
  // a call that goes back or is refused takes its fingerprints and its passages along
  reviewer: [
    "app.recordings",
    "app.clips",
    "app.repeats",
    "priv.strikes",
    "priv.fingerprints",
    "priv.fingerprint_codes",
  ],
  curator: ["app.datasets", "app.versions", "app.version_clips"],
  finance: ["app.payout_runs"],
};
const everyDesk = ["app.service_state", "app.resume_requests"];
/** What is somebody's own, and still never theirs to change. */
const beyondAnybody: readonly string[] = [
  ...[
    "app.balances",
    "app.entries",
    "app.journals",
    "app.ledger_accounts",
    "app.earnings",
    "app.royalties",
    "app.payouts",
  ],
  ...[
    "app.entitlements",
    "app.powers",
    "app.job_kinds",
    "app.rates",
    "priv.vault_keys",
    "priv.payout_rails",
    "priv.context_key",
  ],
];
const guarded: Record<string, readonly string[]> = {
  "app.users": ["id", "role"],
  "priv.credentials": ["user_id", "scopes", "raised_at", "aal", "expires_at"],
  "app.orders": ["organisation_id", "price_cents", "version_id"],
  "app.recordings": ["contributor_id", "redactions", "channels", "duration_seconds"],
};
/** Columns that only say when: a request leaves them behind. */
const when = ["seen_at", "used_at"];

/** A copy of every row beside the tables, to tell what an attempt has changed, and to put it back. */
export async function keepCopy(lines: Lines, tables: readonly Table[]) {
  const names = [...tables.map((table) => table.name), jobs];
  await lines.root.unsafe("create schema matrix_copy");
  for (const name of names)
    await lines.root.unsafe(`create table matrix_copy."${name}" as select ${plain(name)} as row from ${name} t`);
  const compare = names
    .map((name) => {
      const [now, before] = [`select ${plain(name)} from ${name} t`, `select row from matrix_copy."${name}"`];
      return `select '${name}' as table, 'now' as side, * from (${now} except ${before}) x(row) union all select '${name}', 'before', * from (${before} except ${now}) x(row)`;
    })
    .join(" union all ");
  return {
    changes: async (): Promise<Change[]> => [...(await lines.root.unsafe<Change[]>(compare, [], { prepare: true }))],
    restore: (changes: readonly Change[]) => restore(lines, tables, changes),
  };
}
export type Copy = Awaited<ReturnType<typeof keepCopy>>;

/** Without when somebody was last here, and, of a job, with what it says and no more. */
const plain = (name: string) =>
  name === jobs
    ? "jsonb_build_object('id', t.id, 'key', t.key, 'payload', t.payload)"
    : `to_jsonb(t) - array[${when.map((one) => `'${one}'`).join(", ")}]`;

async function restore({ root }: Lines, tables: readonly Table[], changes: readonly Change[]): Promise<void> {
  const touched = new Set(changes.map((change) => change.table));
  await root.begin(async (t) => {
    await t`set local session_replication_role = replica`;
    if (touched.has(jobs))
      await t.unsafe(`delete from ${jobs} where id::text not in (select row ->> 'id' from matrix_copy."${jobs}")`);
    for (const { name, columns } of tables.filter(
      (table) => touched.has(table.name) && table.name !== "app.catalogue_version",
    )) {
      const kept = columns.filter((column) => !column.generated && !when.includes(column.name));
      const list = (from: string) => kept.map((column) => `${from}"${column.name}"`).join(", ");
      await t.unsafe(`delete from ${name}`);
      await t.unsafe(
        `insert into ${name} (${list("")}) overriding system value select ${list("r.")} from matrix_copy."${name}" c, jsonb_populate_record(null::${name}, c.row) r`,
      );
    }
    await t`set local session_replication_role = origin`;
    await t`update app.catalogue_version set version = version + 1`; // so that no page of the time between stays cached
  });
}

/** Which of these changes this principal had no business to make, each in words. */
export async function beyond(world: MatrixWorld, by: Principal, changes: readonly Change[]): Promise<string[]> {
  if (changes.length === 0) return [];
  const rows = await readAll(world.lines, world.tables);
  const whose = ownership(world.tables, rows, world.people);
  const columnsOf = new Map(world.tables.map((table) => [table.name, table]));
  const desk = deskTouches[by.role];
  const touches = [...(desk ?? []), ...(desk || by.role === "privacy" ? everyDesk : [])];
  const sameRow = (table: string, one: Row, another: Row) =>
    columnsOf.get(table)!.key.every((column) => one[column] === another[column]);
  const goes = whatGoesWith(whose, rows, by, changes);
  return changes.flatMap(({ table, row, side }) => {
    if (inPassing.includes(table) || touches.includes(table) || goes(table, row)) return [];
    const words = `${side === "now" ? "a row came to be in" : "a row is no longer in"} ${table} (${by.role})`;
    if (table === jobs) return ownedJob(whose, row, by, touches) ? [] : [words];
    if (!columnsOf.has(table) || beyondAnybody.includes(table)) return [words];
    const owners = whose.owners(table, row);
    if (!owners.some((owner) => owner === by.person)) return [`${words}: ${owners.join(", ") || "nobody"}'s`];
    const other = changes.find((one) => one.table === table && one.side !== side && sameRow(table, one.row, row));
    const raised = (guarded[table] ?? []).filter(
      (column) => other && JSON.stringify(other.row[column]) !== JSON.stringify(row[column]),
    );
    return raised.length > 0 ? [`${table}: ${raised.join(", ")} of one's own row was changed (${by.role})`] : [];
  });
}

/** Whoever closes their account takes their key with them, and ends the calls that they are in. */
function whatGoesWith(whose: Whose, rows: Rows, by: Principal, changes: readonly Change[]) {
  const leaves = changes.some(
    ({ table, row, side }) => table === "app.users" && side === "now" && row.status === "closed" && isOf(table, row),
  );
  function isOf(table: string, row: Row) {
    return whose.owners(table, row).some((owner) => owner === by.person);
  }
  const isIn = (recording: unknown) =>
    [...(rows.get("app.consents") ?? []).filter((one) => one.recording_id === recording)].some((one) =>
      isOf("app.consents", one),
    ) || (rows.get("app.recordings") ?? []).some((one) => one.id === recording && isOf("app.recordings", one));
  return (table: string, row: Row) =>
    leaves &&
    ((table === "priv.vault_keys" && isOf(table, row)) ||
      (table === "app.recordings" && isIn(row.id)) ||
      // and what was made of them goes from the market
      ["app.datasets", "app.versions"].includes(table) ||
      (table === jobs && isIn((row.payload as { subject?: unknown } | null)?.subject)) ||
      ([...["app.consents", "app.clips", "app.repeats", "priv.strikes", "priv.fingerprints"]].includes(table) &&
        [row.recording_id, row.earlier_id].some(isIn)));
}

/** A job may be asked for about a row that is the principal's own, or about one that their desk decides. */
function ownedJob(whose: Whose, row: Row, by: Principal, touches: readonly string[]): boolean {
  const subject = String((row.payload as { subject?: unknown } | null)?.subject);
  const found = whose.byId.get(subject);
  if (!found) return by.person !== undefined;
  return touches.includes(found.table) || whose.owners(found.table, found.row).some((owner) => owner === by.person);
}
