import { PgDatabase, PgDialect } from "drizzle-orm/pg-core";
import { type PostgresJsDatabase, PostgresJsSession } from "drizzle-orm/postgres-js";
import { type Line, type Lines, openLines } from "./lines.ts";
import type { Job, Power } from "./powers.ts";
import { Refusal, refusalOf } from "./refusal.ts";
import { tokenOf, type Viewer } from "./viewer.ts";

type Db = PostgresJsDatabase;
export type ReadTx = Pick<Db, "select" | "selectDistinct" | "selectDistinctOn" | "$count" | "with">;
type Value = string | string[] | number | null;
export type Tx = ReadTx &
  Pick<Db, "insert" | "update" | "delete"> & {
    /** Asks for a job on a row that this act has just changed; anything else is refused. */
    enqueue(job: Job, subject: string): Promise<void>;
    /** One of the database's own verbs (db/sql/functions), inside this act: its rows. */
    verb<T>(name: string, ...values: Value[]): Promise<T[]>;
  };

export type Door = {
  look<T>(viewer: Viewer, read: (tx: ReadTx) => Promise<T>): Promise<T>;
  act<T>(viewer: Viewer, power: Power, subject: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  ask<T>(name: string, ...values: Value[]): Promise<T[]>;
  close(): Promise<unknown>;
};

/** What each process calls to say who is asking. */
type Opener = { look: "api.begin_look" | "api.begin_job"; act: "api.begin_request" | "api.begin_job" };

const casing = "snake_case"; // as in drizzle.config.ts, or the names differ
const dialect = new PgDialect({ casing });
const people: Opener = { look: "api.begin_look", act: "api.begin_request" };
export const workers: Opener = { look: "api.begin_job", act: "api.begin_job" };

/**
 * The only owner of connections. look() reads as the viewer; act() writes under one named power; ask() is one verb of the
 * database. Throws Refusal for an expected no.
 */
export function openDoor(o: { lookUrl: string; actUrl: string; opener?: Opener; max?: number; actMax?: number }): Door {
  const reads = openLines(o.lookUrl, o.max ?? 10);
  const verbs = openLines(o.actUrl, 5);
  const lines = openLines(o.actUrl, o.actMax ?? 5);
  const opener = o.opener ?? people;

  return {
    look: async (viewer, read) => {
      const line = viewer.via === "nobody" ? alone(reads) : carrying(reads, opener.look, tokenOf(viewer));
      return read(session(line)).catch((error) => {
        throw refusalOf(error);
      });
    },

    act: (viewer, power, subject, work) =>
      lines
        .lend(async (raw, line, end) => {
          await Promise.all([
            raw.unsafe("begin isolation level read committed"),
            raw.unsafe(`select * from ${opener.act}($1, $2, $3)`, [tokenOf(viewer), power, subject]),
          ]);
          const result = await work(
            Object.assign(session(line), {
              enqueue: async (job: Job, row: string) => {
                await line.unsafe("select api.enqueue($1, $2)", [job, row]);
              },
              verb: <R>(name: string, ...values: Value[]) => call<R>(line, name, values),
            }),
          );
          end();
          await raw.unsafe("commit");
          return result;
        })
        .catch((error) => {
          throw refusalOf(error);
        }),

    ask: <T>(name: string, ...values: Value[]) =>
      call<T>(alone(verbs), name, values).catch((error) => {
        throw refusalOf(error);
      }),
    close: () => Promise.all([reads.close(), verbs.close(), lines.close()]),
  };
}

/** The one row, or "not found": an update that a policy hides touches nothing, in silence. */
export function one<T>(rows: T[]): T {
  if (rows.length !== 1) throw new Refusal("not_found");
  return rows[0] as T;
}

const session = (line: Line): Db =>
  new PgDatabase(dialect, new PostgresJsSession(line as never, dialect, undefined), undefined) as unknown as Db;

/**
 * One statement at a time on a line of its own: postgres.js' pool queues statements behind one another, and a connection that
 * breaks under them answers the next with holes in front, or never (porsager/postgres 1119, 1181).
 */
const alone = (
  lines: Lines,
  carry: (query: string, values: unknown[]) => [string, unknown[]] = (...as) => as,
): Line => ({
  unsafe(query, values = []) {
    let asArrays = false; // drizzle says so at once, or not at all
    const rows = Promise.resolve().then(() =>
      lines.lend(async (raw) => {
        const asked = raw.unsafe(...carry(query, values));
        return asArrays ? asked.values() : asked;
      }),
    );
    const arrays = () => {
      asArrays = true;
      return rows;
    };
    return Object.assign(rows, { values: arrays }) as never;
  },
});

/**
 * The query with its viewer inside it: one statement, one round trip, no BEGIN. The lateral part needs who.role, so the
 * opening must run first; were it not to, the policies would see nobody. A write is a syntax error here.
 */
const carrying = (lines: Lines, opener: Opener["look"], token: string | null): Line =>
  alone(lines, (query, values) => [
    `select q.* from ${opener}($${values.length + 1}) who cross join lateral (select * from (${query}) asked where who.role is not null offset 0) q`,
    [...values, token],
  ]);

async function call<T>(line: Line, name: string, values: Value[]): Promise<T[]> {
  if (!/^[a-z_]+$/.test(name)) throw new Error(`not a verb: ${name}`);
  const places = values.map((_, i) => `$${i + 1}`).join(", ");
  return (await line.unsafe(`select * from api.${name}(${places})`, values)) as unknown as T[];
}
