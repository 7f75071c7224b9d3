import { z } from "zod";

/** From the first instant to the one after the last, UTC. `name` goes into file names. */
export type Period = { name: string; from: Date; to: Date };

const part = z.coerce.number().int().min(1).max(1_000).default(1);

/** `?year=2026`, and which part of it. */
export const yearQuery = z.strictObject({
  year: z
    .string()
    .max(4)
    .regex(/^20\d\d$/)
    .transform((name): Period => ({ name, from: utc(Number(name), 0), to: utc(Number(name) + 1, 0) })),
  part,
});

/** `?month=2026-11`, and which part of it. */
export const monthQuery = z.strictObject({
  month: z
    .string()
    .max(7)
    .regex(/^20\d\d-(?:0[1-9]|1[0-2])$/)
    .transform((name): Period => {
      const [year, month] = name.split("-").map(Number) as [number, number];
      return { name, from: utc(year, month - 1), to: utc(year, month) };
    }),
  part,
});

/** `?part=2` alone: what is asked for is in the path. */
export const partQuery = z.strictObject({ part });

const utc = (year: number, month: number) => new Date(Date.UTC(year, month));
