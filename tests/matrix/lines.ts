import postgres from "postgres";
import { type Login, logins } from "../../db/provision.ts";
import type { Cluster } from "../../dev/cluster.ts";

type Short<L> = L extends `consonant_${infer S}` ? S : never;
export type Lines = Record<"root" | Short<Login>, postgres.Sql>;

/** Raw connections to the matrix's database: as superuser, and as every login. */
export function openLinesOf(cluster: Cluster, database: string): Lines {
  const at = (url: string) => postgres(url, { max: 3, onnotice() {}, idle_timeout: 20 });
  const each = logins.map((login) => [login.slice("consonant_".length), at(cluster.url(database, login))]);
  return { root: at(cluster.superuser(database)), ...Object.fromEntries(each) } as Lines;
}

export const closeLines = (lines: Lines): Promise<unknown> =>
  Promise.all(Object.values(lines).map((line) => line.end({ timeout: 1 })));

/** Writes past the triggers, as only a superuser can. */
export const plantWith =
  ({ root }: Pick<Lines, "root">) =>
  <T>(work: (t: postgres.TransactionSql) => Promise<T>): Promise<T> =>
    root.begin(async (t) => {
      await t`set local session_replication_role = replica`;
      return work(t);
    }) as Promise<T>;

/** The scopes that a key may have, read where they are enforced: a new one is attacked without anybody naming it here. */
export async function scopesOfKeys({ root }: Pick<Lines, "root">): Promise<string[]> {
  const [found] = await root<{ source: string }[]>`select prosrc as source from pg_proc
    where oid = (select p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'api' and p.proname = 'create_key')`;
  const list = /p_scopes <@ array\[([^\]]+)\]/.exec(found?.source ?? "")?.[1];
  if (!list) throw new Error("teach the matrix: where does api.create_key say which scopes there are?");
  return [...list.matchAll(/'([^']+)'/g)].map((match) => match[1]!);
}
