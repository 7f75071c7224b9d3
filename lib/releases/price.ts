export const leastPriceCents = 100;

/** What a version costs: its speech at the dataset's price per hour, rounded up to the cent, 1.00 at least. */
export function priceCents(speechSeconds: number, pricePerHourCents: number): number {
  for (const value of [speechSeconds, pricePerHourCents]) {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is not a whole number of 0 or more`);
  }
  // Exact at any size: a product of two safe integers may not be one.
  const hundredths = BigInt(speechSeconds) * BigInt(pricePerHourCents);
  return Math.max(leastPriceCents, Number((hundredths + 3_599n) / 3_600n));
}
