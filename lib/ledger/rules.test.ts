import { expect, test } from "vitest";
import { basePayMicros, holdReason, shareMicros, splitByWeight, wholeCents } from "./rules.ts";

const pay = (durationSeconds: number, rateMicrosPerSecond: bigint, earnedTodayMicros = 0n) =>
  basePayMicros({ durationSeconds, rateMicrosPerSecond, earnedTodayMicros, dailyCapMicros: 30_000_000n });

test("12 min 30 s x $0.30 a minute is $3.75; one side alone half of it", () => {
  expect(pay(750, 5_000n)).toBe(3_750_000n);
  expect(pay(750, 2_500n)).toBe(1_875_000n);
});

test("the day's cap leaves what it leaves", () => {
  expect(pay(750, 5_000n, 29_000_000n)).toBe(1_000_000n);
  expect(pay(750, 5_000n, 30_000_000n)).toBe(0n);
});

test("a split gives everything away, to the micro-dollar, whatever the weights", () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  for (let round = 0; round < 500; round++) {
    const parts = Array.from({ length: 1 + random(40) }, (_, i) => ({
      id: `p${i}`,
      weight: BigInt(1 + random(100_000)),
    }));
    const amount = BigInt(random(2_000_000_000));
    const split = splitByWeight(amount, parts);
    expect(split.reduce((sum, one) => sum + one.amountMicros, 0n)).toBe(amount);
    const shuffled = splitByWeight(amount, [...parts].reverse());
    for (const one of split) expect(shuffled.find((other) => other.id === one.id)!.amountMicros).toBe(one.amountMicros);
  }
  expect(() => splitByWeight(1n, [{ id: "a", weight: 0n }])).toThrow("nothing to split by");
});

test("a payout is whole cents; why somebody waits is said", () => {
  expect(wholeCents(25_009_999n)).toBe(2_500);
  expect(shareMicros(1_000_001n, 200_000n)).toBe(200_000n);
  const due = { dueCents: 2_600, thresholdCents: 2_500 };
  expect(holdReason({ ...due, account: "active" })).toBeNull();
  expect(holdReason({ ...due, account: undefined })).toBe("not_onboarded");
  expect(holdReason({ ...due, account: "restricted" })).toBe("restricted");
  expect(holdReason({ ...due, dueCents: 2_499, account: "active" })).toBe("below_threshold");
  expect(holdReason({ ...due, dueCents: 0, account: "active" })).toBe("nothing_due");
});
