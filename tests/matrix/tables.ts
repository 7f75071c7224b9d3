import { is } from "drizzle-orm";
import { getTableConfig, type PgColumn, PgTable } from "drizzle-orm/pg-core";
import { type Class, classOf } from "../../db/schema/classify.ts";
import * as truth from "../../db/schema/truth.ts";

export type Column = {
  name: string;
  class: Class;
  kind: "words" | "bytes" | "json" | "list" | "uuid" | "other";
  /** the first of its values, where it has a list of them */
  first: string | undefined;
  needed: boolean;
  generated: boolean;
  references: string | undefined;
};
export type Table = { name: string; columns: Column[]; key: string[] };

const kindOf = (column: PgColumn): Column["kind"] => {
  const type = column.getSQLType();
  if (column.enumValues !== undefined) return "other";
  if (type.endsWith("[]")) return type.startsWith("text") ? "list" : "other";
  if (type === "text" || type.startsWith("varchar")) return "words";
  if (type === "bytea") return "bytes";
  if (type === "jsonb" || type === "json") return "json";
  return type === "uuid" ? "uuid" : "other";
};

/** Every classified table with every column: what the matrix plants and watches, so that a new one is not forgotten. */
export function tablesOfTruth(): Table[] {
  const tables = Object.values<unknown>(truth).filter((one) => is(one, PgTable));
  const found = tables.map((table) => {
    const config = getTableConfig(table);
    const name = `${config.schema}.${config.name}`;
    const classes = classOf.get(name);
    if (!classes) throw new Error(`${name} is not classified`);
    const references = new Map(
      config.foreignKeys.map((key) => {
        const { columns, foreignTable } = key.reference();
        const to = getTableConfig(foreignTable);
        return [columns[0]!.name, `${to.schema}.${to.name}`];
      }),
    );
    const columns = config.columns.map((column) => ({
      name: column.name,
      class: classes.get(column.name)!,
      kind: kindOf(column),
      first: column.enumValues?.[0],
      needed: column.notNull && !column.hasDefault,
      generated: column.generated !== undefined,
      references: references.get(column.name),
    }));
    const alone = config.columns.filter((column) => column.primary).map((column) => column.name);
    const key = alone.length > 0 ? alone : (config.primaryKeys[0]?.columns.map((column) => column.name) ?? []);
    return { name, columns, key };
  });
  const missing = [...classOf.keys()].filter((name) => !found.some((table) => table.name === name));
  if (missing.length > 0) throw new Error(`classified, but not in db/schema/truth.ts: ${missing.join(", ")}`);
  return found;
}
