import { readFile } from "node:fs/promises";
import postgres from "postgres";
import type { Cluster } from "../../dev/cluster.ts";
import type { Change } from "./mutant.ts";
import { operate } from "./operate.ts";

const provisioning = new URL("../../db/sql/database.sql", import.meta.url);
const connect = (address: string) => postgres(address, { max: 1, onnotice() {}, fetch_types: false });

/** Copies of one database, the next made while the last is used: a copy costs a tenth of what a mutant may cost. */
export function openPool(cluster: Cluster, lane: string, template: string) {
  const admin = connect(cluster.superuser("postgres"));
  let made = 0;
  let closing: Promise<unknown> = Promise.resolve();
  const make = async (): Promise<string> => {
    const name = `consonant_${lane}_${made++}`;
    await admin.unsafe(`create database "${name}" template "${template}" strategy file_copy`);
    return name;
  };
  let next = make();

  return {
    /** A database of its own, changed like this. */
    async take(change: Change | undefined): Promise<string> {
      const name = await next;
      next = make();
      const root = connect(cluster.superuser(name));
      try {
        // a copy has no grants of its own
        await root.unsafe((await readFile(provisioning, "utf8")).replaceAll(":database", `"${name}"`));
        await root`update priv.credentials set created_at = clock_timestamp(), seen_at = clock_timestamp(),
          raised_at = case when raised_at is not null then clock_timestamp() end`; // some powers ask for a sign-in of a moment ago
        if (change) await operate(root, change);
      } finally {
        await root.end();
      }
      return name;
    },
    give(name: string): void {
      closing = closing.then(() => admin.unsafe(`drop database if exists "${name}" with (force)`));
    },
    root: (name: string) => connect(cluster.superuser(name)),
    admin,
    async close(): Promise<void> {
      await closing;
      await admin.unsafe(`drop database if exists "${await next}"`);
      await admin.end();
    },
  };
}
export type Pool = ReturnType<typeof openPool>;
