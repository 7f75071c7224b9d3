/** Money in bigint micro-USD. Nothing is rounded until a payout, which pays whole cents and leaves the rest. */

export const microsPerCent = 10_000n;

/** Base pay: whole seconds x the rate, up to what the day's cap leaves. */
export function basePayMicros(o: {
  durationSeconds: number;
  rateMicrosPerSecond: bigint;
  earnedTodayMicros: bigint;
  dailyCapMicros: bigint;
}): bigint {
  const worth = BigInt(Math.floor(o.durationSeconds)) * o.rateMicrosPerSecond;
  const left = o.dailyCapMicros - o.earnedTodayMicros;
  return left <= 0n ? 0n : worth < left ? worth : left;
}

/** The sides of a call that are paid: kept, and in no earlier call whole. Of a side that is sent twice the first is paid. */
export const newSides = (
  ownChannel: "left" | "right",
  otherParty: string,
  repeated: readonly string[],
): ("left" | "right")[] =>
  (["left", "right"] as const).filter(
    (side) => (side === ownChannel || otherParty === "given") && !repeated.includes(side),
  );

/** A part of an amount, in parts per million, rounded down: what is left stays with the house. */
export const shareMicros = (amountMicros: bigint, ppm: bigint): bigint => (amountMicros * ppm) / 1_000_000n;

/**
 * Splits an amount by weight so that the parts sum to it exactly: the largest remainders get the last micro-dollars, ties
 * go to the smaller id.
 */
export function splitByWeight<T extends { id: string; weight: bigint }>(
  amountMicros: bigint,
  parts: T[],
): (T & { amountMicros: bigint })[] {
  const total = parts.reduce((sum, part) => sum + part.weight, 0n);
  if (total <= 0n || amountMicros < 0n) throw new Error("nothing to split by");
  const split = parts.map((part) => ({
    part,
    amount: (amountMicros * part.weight) / total,
    rest: (amountMicros * part.weight) % total,
  }));
  let left = amountMicros - split.reduce((sum, one) => sum + one.amount, 0n);
  const byRest = [...split].sort((x, y) =>
    x.rest === y.rest ? (x.part.id < y.part.id ? -1 : 1) : x.rest > y.rest ? -1 : 1,
  );
  for (const one of byRest) {
    if (left === 0n) break;
    one.amount += 1n;
    left -= 1n;
  }
  return split.map(({ part, amount }) => ({ ...part, amountMicros: amount }));
}

/** Whole cents of a balance; the rest waits for the next run. */
export const wholeCents = (micros: bigint): number => Number(micros / microsPerCent);

export type HoldReason = "not_onboarded" | "below_threshold" | "restricted" | "nothing_due";

/** Why somebody is not paid in a run; null: pay. */
export function holdReason(o: {
  account: "asked" | "onboarding" | "active" | "restricted" | undefined;
  dueCents: number;
  thresholdCents: number;
}): HoldReason | null {
  if (o.dueCents <= 0) return "nothing_due";
  if (o.dueCents < o.thresholdCents) return "below_threshold";
  if (o.account === "restricted") return "restricted";
  return o.account === "active" ? null : "not_onboarded";
}
