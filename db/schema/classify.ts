import type { BuildExtraConfigColumns } from "drizzle-orm";
import type { PgColumnBuilderBase, PgSchema, PgTableExtraConfigValue } from "drizzle-orm/pg-core";

type Columns = Record<string, PgColumnBuilderBase>;
type None = Record<never, never>;
export type Class = "public" | "own" | "desk" | "secret";
type Classes<P, O, D, S> = { public?: P; own?: O; desk?: D; secret?: S };

export const classOf = new Map<string, Map<string, Class>>();

/**
 * Declares a table once and yields two objects: `truth` (every column; migrations only) and `web`, in which a secret
 * column does not exist, so naming one does not compile. Column grants and comments come from the same four lists.
 */
export function classify<
  S0 extends string,
  N extends string,
  P extends Columns = None,
  O extends Columns = None,
  D extends Columns = None,
  S extends Columns = None,
>(
  schema: PgSchema<S0>,
  name: N,
  columns: Classes<P, O, D, S>,
  extra: (t: BuildExtraConfigColumns<N, P & O & D & S, "pg">) => PgTableExtraConfigValue[],
) {
  const shown = { ...columns.public, ...columns.own, ...columns.desk } as P & O & D;
  const all = { ...shown, ...columns.secret } as P & O & D & S;
  const classes = new Map<string, Class>();
  for (const c of ["public", "own", "desk", "secret"] as const)
    for (const [key, builder] of Object.entries<PgColumnBuilderBase>(columns[c] ?? {})) {
      nameOnce(builder, snake(key));
      classes.set(snake(key), c);
    }
  classOf.set(`${schema.schemaName}.${name}`, classes);
  return { truth: schema.table(name, all, extra as never), web: schema.table(name, shown) };
}

/**
 * Gives a column its name here. drizzle's `casing` keeps one name table per table name, and two objects share that name:
 * a secret column would have none wherever the web object was used first.
 */
function nameOnce(builder: PgColumnBuilderBase, name: string): void {
  Object.assign((builder as unknown as { config: object }).config, { name, keyAsName: false });
}

const snake = (key: string) => key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
