import type postgres from "postgres";
import { recipientOf, seal, unseal } from "../lib/outside/seal.ts";

type Wrapped = { user_id: string; wrapped: string };
const page = 200;

/**
 * Seals every contributor's key to the first of these identities, in pages, each row by itself: a run that is cut short goes
 * on where it is run again. `unopened`: accounts whose key none of them opens.
 */
export async function rewrapVaultKeys(sql: postgres.Sql, identities: string) {
  const first = identities.split(",")[0]!.trim();
  const recipient = await recipientOf(first);
  const done = { already: 0, rewrapped: 0, unopened: [] as string[] };
  const opens = async (identity: string, sealed: Buffer) => {
    const [tried] = await Promise.allSettled([unseal(identity, sealed)]); // the library throws on a key that does not fit
    return tried.status === "fulfilled" ? tried.value : undefined;
  };
  for (let after: string | null = null; ; ) {
    const rows: Wrapped[] = await sql<Wrapped[]>`select user_id, wrapped from api.wrapped_keys(${after}, ${page})`;
    for (const { user_id, wrapped } of rows) {
      const sealed = Buffer.from(wrapped, "base64");
      if (await opens(first, sealed)) {
        done.already++;
        continue;
      }
      const key = await opens(identities, sealed);
      if (!key) {
        done.unopened.push(user_id);
        continue;
      }
      const anew = Buffer.from(await seal(recipient, key)).toString("base64");
      const [swapped] = await sql<{ ok: boolean }[]>`select api.rewrap_key(${user_id}, ${wrapped}, ${anew}) as ok`;
      if (swapped!.ok) done.rewrapped++;
    }
    if (rows.length < page) return done;
    after = rows.at(-1)!.user_id;
  }
}
