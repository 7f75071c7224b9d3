import type postgres from "postgres";
import type { Change } from "./mutant.ts";

/** Changes the database as the mutant says. Throws where there is nothing to change, so that no mutant rots into a no-op. */
export async function operate(root: postgres.Sql, change: Change): Promise<void> {
  if ("sql" in change) {
    await root.unsafe(change.sql);
    return;
  }
  const { of, from, to, also } = change;
  const found = await root<{ body: string }[]>`
    select pg_get_functiondef(oid) as body from pg_proc where pronamespace = 'api'::regnamespace and proname = ${of}`;
  if (found.length !== 1) throw new Error(`${found.length} functions are called api.${of}`);
  const { body } = found[0]!;
  const times = body.split(from).length - 1;
  if (times !== 1) throw new Error(`${times} times in api.${of}: ${from}`);
  await root.unsafe(body.replace(from, () => to));
  if (also) await root.unsafe(also);
}
