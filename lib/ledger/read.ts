import { and, asc, count, desc, eq, sql } from "drizzle-orm";
import {
  balances,
  earnings,
  entries,
  journals,
  ledgerAccounts,
  payoutAccounts,
  payoutLinks,
  payoutRuns,
  payouts,
  recordings,
  royalties,
} from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

const mineIn = (viewer: Viewer, column: Parameters<typeof eq>[0]) =>
  viewer.via === "session" ? eq(column, viewer.id) : sql`false`;
const sum = (column: unknown) => sql<string>`coalesce(sum(${column}), 0)`;

/** A contributor's money in four figures (micro-USD), and the account it goes to. */
export async function myMoney(viewer: Viewer) {
  const door = theDoor();
  const [[balance], [onTheWay], [paid], [base], [royalty], [account]] = await Promise.all([
    door.look(viewer, (tx) =>
      tx.select({ micros: balances.payableMicros }).from(balances).where(mineIn(viewer, balances.ownerId)),
    ),
    door.look(viewer, (tx) =>
      tx
        .select({ cents: sum(payouts.amountCents) })
        .from(payouts)
        .where(and(mineIn(viewer, payouts.contributorId), sql`${payouts.state} in ('reserved', 'sending', 'unknown')`)),
    ),
    door.look(viewer, (tx) =>
      tx
        .select({ cents: sum(payouts.amountCents), runs: count() })
        .from(payouts)
        .where(and(mineIn(viewer, payouts.contributorId), sql`${payouts.state} in ('sent', 'paid')`)),
    ),
    door.look(viewer, (tx) =>
      tx
        .select({ micros: sum(earnings.amountMicros), seconds: sum(earnings.durationSeconds) })
        .from(earnings)
        .where(mineIn(viewer, earnings.contributorId)),
    ),
    door.look(viewer, (tx) =>
      tx
        .select({ micros: sum(royalties.amountMicros), sales: count() })
        .from(royalties)
        .where(mineIn(viewer, royalties.contributorId)),
    ),
    door.look(viewer, (tx) =>
      tx
        .select({
          state: payoutAccounts.state,
          country: payoutAccounts.country,
          onboardingUrl: payoutLinks.url,
          onboardingExpiresAt: payoutLinks.expiresAt,
        })
        .from(payoutAccounts)
        .leftJoin(payoutLinks, eq(payoutLinks.id, payoutAccounts.id))
        .where(mineIn(viewer, payoutAccounts.id)),
    ),
  ]);
  return {
    availableMicros: balance?.micros ?? 0n,
    onTheWayMicros: BigInt(onTheWay!.cents) * 10_000n,
    paidMicros: BigInt(paid!.cents) * 10_000n,
    payoutCount: paid!.runs,
    earnedMicros: BigInt(base!.micros),
    acceptedSeconds: Number(base!.seconds),
    royaltyMicros: BigInt(royalty!.micros),
    saleCount: royalty!.sales,
    account,
  };
}
export type MyMoney = Awaited<ReturnType<typeof myMoney>>;

const payoutColumns = {
  id: payouts.id,
  runId: payouts.runId,
  contributorId: payouts.contributorId,
  amountCents: payouts.amountCents,
  state: payouts.state,
  reason: payouts.reason,
  transferId: payouts.transferId,
  at: payouts.createdAt,
};

export const myPayouts = (viewer: Viewer, limit = 50) =>
  theDoor().look(viewer, (tx) =>
    tx
      .select(payoutColumns)
      .from(payouts)
      .where(mineIn(viewer, payouts.contributorId))
      .orderBy(desc(payouts.createdAt))
      .limit(limit),
  );

/** One payout as a statement: what was earned since the payout before it, and what was paid. */
export async function payoutStatement(viewer: Viewer, payoutId: string) {
  const door = theDoor();
  const [payout] = await door.look(viewer, (tx) =>
    tx.select(payoutColumns).from(payouts).where(eq(payouts.id, payoutId)),
  );
  if (!payout) return undefined;
  const account = eq(ledgerAccounts.ownerId, payout.contributorId);
  const lines = await door.look(viewer, (tx) =>
    tx
      .select({
        kind: journals.kind,
        subject: journals.subject,
        amountMicros: entries.amountMicros,
        at: journals.postedAt,
        title: recordings.title,
        durationSeconds: earnings.durationSeconds,
        rateMicrosPerSecond: earnings.rateMicrosPerSecond,
      })
      .from(entries)
      .innerJoin(ledgerAccounts, and(eq(ledgerAccounts.id, entries.accountId), account))
      .innerJoin(journals, eq(journals.id, entries.journalId))
      .leftJoin(earnings, eq(earnings.id, journals.subject))
      .leftJoin(recordings, eq(recordings.id, earnings.id))
      .where(
        sql`${journals.postedAt} <= (select j.posted_at from app.journals j where j.subject = ${payoutId} and j.kind = 'payout-reserved')`,
      )
      .orderBy(asc(journals.postedAt), asc(entries.id))
      .limit(1_000),
  );
  return { payout, lines };
}

/** The desk's: runs, newest first, each with its totals. */
export const payoutRunList = (viewer: Viewer, limit = 20) =>
  theDoor().look(viewer, (tx) =>
    tx
      .select({
        id: payoutRuns.id,
        state: payoutRuns.state,
        at: payoutRuns.createdAt,
        people: sql<number>`count(${payouts.id}) filter (where ${payouts.state} <> 'held')::int`,
        held: sql<number>`count(${payouts.id}) filter (where ${payouts.state} = 'held')::int`,
        paidCents: sql<string>`coalesce(sum(${payouts.amountCents}) filter (where ${payouts.state} in ('sent', 'paid')), 0)`,
        openCents: sql<string>`coalesce(sum(${payouts.amountCents}) filter (where ${payouts.state} in ('reserved', 'sending', 'unknown')), 0)`,
      })
      .from(payoutRuns)
      .leftJoin(payouts, eq(payouts.runId, payoutRuns.id))
      .groupBy(payoutRuns.id)
      .orderBy(desc(payoutRuns.createdAt))
      .limit(limit),
  );

export const payoutsOfRun = (viewer: Viewer, runId: string, limit = 200) =>
  theDoor().look(viewer, (tx) =>
    tx
      .select(payoutColumns)
      .from(payouts)
      .where(eq(payouts.runId, runId))
      .orderBy(asc(payouts.state), desc(payouts.amountCents))
      .limit(limit),
  );

/** The books: every account's balance in micro-USD, debit positive, and their sum, which is zero. */
export async function trialBalance(viewer: Viewer) {
  const rows = await theDoor().look(viewer, (tx) =>
    tx
      .select({
        account: sql<string>`case when ${ledgerAccounts.ownerId} is null then ${ledgerAccounts.code} else 'payable' end`,
        kind: ledgerAccounts.kind,
        micros: sum(entries.amountMicros),
      })
      .from(entries)
      .innerJoin(ledgerAccounts, eq(ledgerAccounts.id, entries.accountId))
      .groupBy(sql`1`, ledgerAccounts.kind)
      .orderBy(sql`1`),
  );
  const accounts = rows.map((row) => ({ ...row, micros: BigInt(row.micros) }));
  return { accounts, sumMicros: accounts.reduce((total, row) => total + row.micros, 0n) };
}

/** One run with its totals by state and reason, largest first. */
export async function payoutRun(viewer: Viewer, runId: string) {
  const door = theDoor();
  const [run] = await door.look(viewer, (tx) =>
    tx
      .select({ id: payoutRuns.id, state: payoutRuns.state, startedBy: payoutRuns.startedBy, at: payoutRuns.createdAt })
      .from(payoutRuns)
      .where(eq(payoutRuns.id, runId)),
  );
  if (!run) return undefined;
  const totals = await door.look(viewer, (tx) =>
    tx
      .select({ state: payouts.state, reason: payouts.reason, people: count(), cents: sum(payouts.amountCents) })
      .from(payouts)
      .where(eq(payouts.runId, runId))
      .groupBy(payouts.state, payouts.reason)
      .orderBy(desc(count())),
  );
  return { ...run, totals: totals.map((row) => ({ ...row, cents: BigInt(row.cents) })) };
}
