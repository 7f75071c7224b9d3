import { priceCents } from "../releases/price.ts";

interface Priced {
  priceCents: number | null;
  speechSeconds: number | null;
  pricePerHourCents: number;
}

/**
 * Cents an hour of this version. The dataset's own rate may have changed since: it is for the next version. Then the rate
 * is what this version really costs by the hour.
 */
export function pricePerHourCents({ priceCents: price, speechSeconds, pricePerHourCents: rate }: Priced): number {
  if (!price || !speechSeconds || priceCents(speechSeconds, rate) === price) return rate;
  return Math.round((price * 3_600) / speechSeconds);
}
