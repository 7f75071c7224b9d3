/** One line of bench/results.json: `ratio` is value/against, measured in the same run; `goal` is what the ratio should reach. */
export type Measure = { name: string; value: number; unit: string; against: number; ratio: number; goal: number };

export const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

export const measured = (name: string, value: number, unit: string, against: number, goal: number): Measure => {
  const round = (x: number) => Number(x.toPrecision(4));
  return { name, value: round(value), unit, against: round(against), ratio: round(value / against), goal };
};
