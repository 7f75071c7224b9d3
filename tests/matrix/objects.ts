import { randomUUID } from "node:crypto";
import { maySee, type Viewers } from "./canaries.ts";
import { ownership, type Row, type Rows, readAll, viewersOf } from "./owners.ts";
import type { Principal } from "./principals.ts";
import type { Kind } from "./taught.ts";
import type { MatrixWorld } from "./world.ts";

/** Something that an address or a form can name. */
export type Thing = { table: string; id: string; row: Row; viewers: Viewers };
export type Things = Awaited<ReturnType<typeof thingsOf>>;
/** A value for a parameter; `as`: whether its answer must read like the answer about nothing. */
export type Value = {
  text: string;
  kind: "own" | "wrong" | "malformed";
  as?: "absent" | "foreign";
  /** like one that was asked for in every way: in the main ways only */
  inBrief?: true;
};

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const mostOfAKind = 8;
/** The same in every route, so that its answer stands for "not there". */
const nothing = { id: randomUUID(), slug: "no-such-dataset", number: "9.9.9" };
const malformed = ["1", "..%2f..%2fetc%2fpasswd", "%00", "'%20or%20'1'='1", "__proto__", "%ff", "A".repeat(2_000)];

/** Every row with an id, by table: what each principal will ask for as if it were theirs. */
export async function thingsOf({ lines, tables, people }: Pick<MatrixWorld, "lines" | "tables" | "people">) {
  const rows: Rows = await readAll(lines, tables);
  const whose = ownership(tables, rows, people);
  const things = new Map<string, Thing[]>();
  for (const table of tables) {
    const strictest =
      (["secret", "desk", "own", "public"] as const).find(
        (one) => one !== "secret" && table.columns.some((column) => column.class === one),
      ) ?? "secret";
    const list = (rows.get(table.name) ?? [])
      .filter((row) => uuid.test(String(row.id)))
      .slice(0, mostOfAKind)
      .map((row) => ({
        table: table.name,
        id: String(row.id),
        row,
        viewers: viewersOf(whose, table.name, row, { class: strictest }),
      }));
    if (list.length > 0) things.set(table.name, list);
  }
  const of = (table: string): Thing[] => things.get(table) ?? [];
  const count = () => [...things.values()].reduce((sum, list) => sum + list.length, 0);
  return { of, count, tables: () => [...things.keys()], whose };
}

const mine = (thing: Thing, by: Principal) => maySee(thing.viewers, by.sees);
export const foreignTo = (things: Things, table: string, by: Principal): Thing[] =>
  things.of(table).filter((one) => !mine(one, by));

/** What to put where a parameter is: every object of its kind, nothing, and, by turns, objects of other kinds and what is no value at all. */
export function valuesFor(kind: Kind, things: Things, by: Principal, turn: number): Value[] {
  if ("words" in kind)
    return kind.words.map((text, at) => ({ text, kind: "own" as const, ...(at > 0 && { inBrief: true as const }) }));
  const field = kind.field ?? "id";
  const own = things.of(kind.table).map(
    (thing): Value => ({
      text: String(thing.row[field]),
      kind: "own",
      ...(!mine(thing, by) && { as: "foreign" as const }),
    }),
  );
  const others = things.tables().filter((table) => table !== kind.table);
  const absent: Value = { text: nothing[field], kind: "own", as: "absent" };
  const full = [own.find((value) => value.as), own.find((value) => !value.as)];
  const each = unique(own).map((value) => (full.includes(value) ? value : { ...value, inBrief: true as const }));
  if (by.inBrief) return [absent, ...(by.person ? each : each.filter((value) => !value.inBrief))];
  const some = <T>(list: readonly T[], most: number) =>
    list.filter((_, i) => (i + turn) % Math.ceil(list.length / most) === 0);
  const wrong = some(others, 2).map((table): Value => {
    const list = things.of(table);
    const { id } = list[turn % list.length]!;
    return { text: id, kind: "wrong", ...(field === "id" && { as: "foreign" as const }) };
  });
  return [absent, ...each, ...wrong, ...some(malformed, 1).map((text): Value => ({ text, kind: "malformed" }))];
}

const unique = (values: Value[]): Value[] => [...new Map(values.map((value) => [value.text, value])).values()];
