import type { Role } from "../../db/powers.ts";
import { cast, type Name, names, type People } from "../people.ts";
import type { Viewers } from "./canaries.ts";
import type { Lines } from "./lines.ts";
import { unraised } from "./principals.ts";
import type { Column, Table } from "./tables.ts";

export type Row = Record<string, unknown>;
export type Rows = ReadonlyMap<string, readonly Row[]>;
const desk: readonly Role[] = ["reviewer", "curator", "finance", "privacy"];
const withRole = (...roles: readonly Role[]) => names.filter((name) => roles.includes(cast[name]));

/**
 * Which desk sees rows that are somebody's own, and when: written here a second time, by hand, so that a policy that says
 * more is found. A table that is not named is its owner's alone.
 */
const deskSees: Record<string, (row: Row) => readonly Role[]> = {
  "app.recordings": (row) => (["in_review", "accepted", "refused"].includes(String(row.state)) ? ["reviewer"] : []),
  "app.consents": () => ["reviewer"],
  "app.reports": () => ["reviewer"],
  "app.clips": (row) => (row.usable === true ? ["reviewer", "curator"] : ["reviewer"]),
  "app.transitions": () => desk,
  "app.ledger_accounts": () => ["finance"],
  "app.balances": () => ["finance"],
  "app.journals": () => ["finance"],
  "app.entries": () => ["finance"],
  "app.earnings": () => ["finance"],
  "app.royalties": () => ["finance"],
  "app.payout_accounts": () => ["finance"],
  "app.payouts": () => ["finance"],
  "app.orders": () => ["finance"],
  "app.entitlements": () => ["finance"],
  "app.audit": () => ["privacy"],
  "app.payout_runs": () => ["finance"],
  "app.version_clips": () => ["curator"],
};
/** What is public only once it is published. */
const released = ["published", "superseded", "withdrawn"];

export const readAll = async ({ root }: Pick<Lines, "root">, tables: readonly Table[]): Promise<Rows> => {
  const found = new Map<string, Row[]>();
  for (const { name } of tables) {
    const rows = await root.unsafe<{ row: Row }[]>(`select to_jsonb(t) as row from ${name} t limit 2000`);
    found.set(
      name,
      rows.map(({ row }) => row),
    );
  }
  return found;
};

/** Says whose a row is, from what the row names: a person, a company, or another row that is somebody's. */
export function ownership(tables: readonly Table[], rows: Rows, people: People) {
  const personOf = new Map(names.map((name) => [people[name].id, name]));
  const byId = new Map<string, { table: string; row: Row }>();
  for (const [table, list] of rows)
    for (const row of list) if (typeof row.id === "string" && !byId.has(row.id)) byId.set(row.id, { table, row });
  const members = new Map<string, Name[]>();
  for (const { organisation_id, user_id } of rows.get("app.members") ?? []) {
    const name = personOf.get(String(user_id));
    if (name) members.set(String(organisation_id), [...(members.get(String(organisation_id)) ?? []), name]);
  }
  const columnsOf = new Map(tables.map((table) => [table.name, table.columns]));

  const named = (table: string, row: Row): string[] => {
    const columns = columnsOf.get(table)!;
    const open = columns.some((column) => column.class === "own");
    return columns
      .filter((column) => column.kind === "uuid" && !(open && column.class === "secret"))
      .map((column) => String(row[column.name]));
  };
  const owners = (table: string, row: Row, depth = 3): Name[] => {
    const ids = named(table, row);
    const direct = ids.flatMap((id) => personOf.get(id) ?? []);
    if (direct.length > 0) return [...new Set(direct)];
    const company = ids.flatMap((id) => members.get(id) ?? []);
    if (company.length > 0 || depth === 0) return [...new Set(company)];
    const through = ids.flatMap((id) => {
      const next = byId.get(id);
      return next && next.row !== row && !isPublic(next.table) ? owners(next.table, next.row, depth - 1) : [];
    });
    return [...new Set(through)];
  };
  const isPublic = (table: string) => columnsOf.get(table)!.every((column) => column.class !== "own");
  return { owners, byId };
}
export type Ownership = ReturnType<typeof ownership>;

/** The people who may see one field of one row. */
export function viewersOf(whose: Ownership, table: string, row: Row, column: Pick<Column, "class">): Viewers {
  if (column.class === "secret") return new Set();
  if (column.class === "public") return publicViewers(whose, table, row);
  const roles = deskSees[table]?.(row) ?? (column.class === "desk" ? desk : []);
  if (column.class === "desk") return new Set(withRole(...roles));
  const owners = whose.owners(table, row);
  // What a desk sees it sees raised; the rest of one's own is one's own under either assurance.
  const alsoUnraised = deskSees[table] ? [] : owners.map(unraised);
  return new Set([...owners, ...alsoUnraised, ...withRole(...roles)]);
}

function publicViewers({ byId }: Ownership, table: string, row: Row): Viewers {
  const isReleased = (version: Row | undefined) => released.includes(String(version?.state));
  const curators = new Set(withRole("curator"));
  if (table === "app.versions") return isReleased(row) ? "everybody" : curators;
  if (table === "app.version_files" || table === "app.samples")
    return isReleased(byId.get(String(row.version_id))?.row) ? "everybody" : curators;
  if (table !== "app.datasets") return "everybody";
  const versions = [...byId.values()].filter((one) => one.table === "app.versions" && one.row.dataset_id === row.id);
  return versions.some((one) => isReleased(one.row)) ? "everybody" : curators;
}
