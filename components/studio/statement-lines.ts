export interface StatementLine {
  kind: string;
  subject: string;
  /** On the account of what is owed: credits, which are earnings, are negative. */
  amountMicros: bigint;
}

export interface SplitStatement<L> {
  /** Owed before the first line, after the payout before this one. */
  broughtMicros: bigint;
  lines: L[];
  /** Owed after the last line: what this payout was taken from. */
  dueMicros: bigint;
}

/**
 * Cuts the account at the payout before this one: what came after it is what this payout is made of. Lines are oldest
 * first and end with this payout's own reservation.
 */
export function splitStatement<L extends StatementLine>(all: L[], payoutId: string): SplitStatement<L> {
  const before = all.filter((line) => !(line.kind === "payout-reserved" && line.subject === payoutId));
  const cut = before.findLastIndex((line) => line.kind === "payout-reserved") + 1;
  const owed = (lines: L[]) => lines.reduce((sum, line) => sum - line.amountMicros, 0n);
  return { broughtMicros: owed(before.slice(0, cut)), lines: before.slice(cut), dueMicros: owed(before) };
}
