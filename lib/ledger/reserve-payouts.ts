import { randomUUID } from "node:crypto";
import { and, asc, eq, gt } from "drizzle-orm";
import { type Door, one, type Tx } from "../../db/door.ts";
import { balances, payoutAccounts, payoutRuns, payouts } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { payableOf, postJournal } from "./post-journal.ts";
import { rateAt } from "./rates.ts";
import { holdReason, microsPerCent, wholeCents } from "./rules.ts";

const batch = 50;

/**
 * Job payouts.reserve: for every contributor who is owed something, in batches of one act each, either money is set aside
 * and a payout is made, or the reason why not. A killed run goes on where it stopped: who has a row in it is passed over.
 */
export async function reservePayouts(door: Door, job: Viewer, runId: string): Promise<void> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const last = await door.act(job, "payouts.reserve", runId, (tx) => reserveBatch(tx, runId, after));
    if (last === undefined) break;
    after = last;
  }
  await door.act(job, "payouts.reserve", runId, (tx) =>
    tx.update(payoutRuns).set({ state: "reserved" }).where(eq(payoutRuns.id, runId)),
  );
}

async function reserveBatch(tx: Tx, runId: string, after: string): Promise<string | undefined> {
  const thresholdCents = Number(await rateAt(tx, "payout_threshold_cents", new Date()));
  const due = await tx
    .select({
      id: balances.id,
      contributorId: balances.ownerId,
      payableMicros: balances.payableMicros,
      account: payoutAccounts.state,
    })
    .from(balances)
    .leftJoin(payoutAccounts, eq(payoutAccounts.id, balances.ownerId))
    .where(and(gt(balances.ownerId, after), gt(balances.payableMicros, 0n)))
    .orderBy(asc(balances.ownerId))
    .limit(batch);
  for (const { contributorId, payableMicros, account } of due) {
    const before = await tx
      .select({ id: payouts.id })
      .from(payouts)
      .where(and(eq(payouts.runId, runId), eq(payouts.contributorId, contributorId)));
    if (before.length > 0) continue;
    const amountCents = wholeCents(payableMicros);
    const reason = holdReason({ account: account ?? undefined, dueCents: amountCents, thresholdCents });
    const id = randomUUID();
    await tx
      .insert(payouts)
      .values({ id, runId, contributorId, amountCents, state: reason ? "held" : "reserved", reason });
    if (reason) continue;
    const amountMicros = BigInt(amountCents) * microsPerCent;
    await postJournal(tx, {
      key: `payout:${id}:reserve`,
      kind: "payout-reserved",
      subject: id,
      lines: [
        { account: payableOf(contributorId), amountMicros },
        { account: "payouts:in-transit", amountMicros: -amountMicros },
      ],
    });
    await tx.enqueue("payouts.send", id);
  }
  return due.length === 0 ? undefined : one(due.slice(-1)).contributorId;
}
