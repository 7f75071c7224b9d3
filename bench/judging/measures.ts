import type { Measure } from "../measure.ts";

const rounded = (value: number): number => Number(value.toPrecision(3));

/** More is better: the ratio should reach 1. */
export const share = (name: string, value: number, unit: string, against: number): Measure => {
  return { name, value: rounded(value), unit, against, ratio: rounded(value / against), goal: 1 };
};

/** Less is better: `against` over the value should reach 1; 1,000 stands for no error at all. */
export const error = (name: string, value: number, unit: string, against: number): Measure => {
  const ratio = Math.min(1_000, against / Math.max(value, 1e-9));
  return { name, value: rounded(value), unit, against, ratio: rounded(ratio), goal: 1 };
};
