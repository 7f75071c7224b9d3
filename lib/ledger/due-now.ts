import { count, eq, sql } from "drizzle-orm";
import { balances, payoutAccounts } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";
import { type HoldReason, holdReason } from "./rules.ts";

/** What the next run would pay (no reason), and what it would hold and why; whole cents a person. */
export async function dueNow(viewer: Viewer, thresholdCents: number) {
  const dueCents = sql`${balances.payableMicros} / 10000`;
  const rows = await theDoor().look(viewer, (tx) =>
    tx
      .select({
        account: payoutAccounts.state,
        // the one figure that decides: nothing, below the threshold, enough
        dueCents: sql<number>`case when ${dueCents} = 0 then 0 else least(${dueCents}, ${thresholdCents}::bigint) end::int`,
        people: count(),
        cents: sql<string>`coalesce(sum(${dueCents}), 0)`,
      })
      .from(balances)
      .leftJoin(payoutAccounts, eq(payoutAccounts.id, balances.ownerId))
      .where(sql`${balances.payableMicros} > 0`)
      .groupBy(sql`1`, sql`2`),
  );
  const byReason = new Map<HoldReason | null, { reason: HoldReason | null; people: number; cents: bigint }>();
  for (const row of rows) {
    const reason = holdReason({ account: row.account ?? undefined, dueCents: row.dueCents, thresholdCents });
    const before = byReason.get(reason) ?? { reason, people: 0, cents: 0n };
    byReason.set(reason, { reason, people: before.people + row.people, cents: before.cents + BigInt(row.cents) });
  }
  return [...byReason.values()];
}
