import { z } from "zod";

/** What can go wrong between a caller and Stripe, before or after the request takes effect. */
export const faultInput = z.strictObject({
  /** Method and the beginning of a path, such as `POST /v1/transfers`. */
  match: z.string().regex(/^(GET|POST|DELETE) \/v[12]\//),
  mode: z.enum(["429", "500_before", "500_after", "reset_before", "reset_after", "slow"]),
  times: z.int().min(1).max(1000).default(1),
  /** For `slow`: how long the request stays in flight. */
  milliseconds: z.int().min(1).max(60_000).default(1000),
});

export type Fault = z.infer<typeof faultInput>;

/** Forgets every fault that still waits. */
export const clearInput = z.strictObject({ clear: z.literal(true) });

/** The next fault for this request, used up. */
export function takeFault(faults: Fault[], method: string, path: string): Fault | undefined {
  const index = faults.findIndex((fault) => `${method} ${path}`.startsWith(fault.match));
  const fault = faults[index];
  if (!fault) return undefined;
  fault.times -= 1;
  if (fault.times === 0) faults.splice(index, 1);
  return fault;
}
