import { expect, it } from "vitest";
import { pricePerHourCents } from "./price-per-hour.ts";

it("is the dataset's rate while it made this version's price", () => {
  expect(pricePerHourCents({ priceCents: 803, speechSeconds: 602, pricePerHourCents: 4_800 })).toBe(4_800);
});

it("is what the version costs by the hour once the dataset's rate has moved on", () => {
  expect(pricePerHourCents({ priceCents: 4_800, speechSeconds: 3_600, pricePerHourCents: 9_900 })).toBe(4_800);
});
