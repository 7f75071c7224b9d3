import { one, type Tx } from "../../db/door.ts";

export type Line = { account: string; amountMicros: bigint };

/** What is owed to a contributor. */
export const payableOf = (contributorId: string) => `payable:${contributorId}`;

/**
 * Posts a balanced journal through the database's one posting function and answers with its id. Debits are positive,
 * credits negative. The same key with the same lines is the same journal; with other lines it is refused ("conflict").
 */
export async function postJournal(
  tx: Tx,
  o: { key: string; kind: string; subject: string; lines: Line[] },
): Promise<string> {
  const moving = o.lines.filter((line) => line.amountMicros !== 0n);
  const posted = await tx.verb<{ post_journal: string }>(
    "post_journal",
    o.key,
    o.kind,
    o.subject,
    moving.map((line) => line.account),
    moving.map((line) => String(line.amountMicros)),
  );
  return one(posted).post_journal;
}
