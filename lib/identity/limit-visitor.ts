import type { VisitorLimit } from "../../db/limits.ts";
import { Refusal } from "../../db/refusal.ts";
import { theDoor } from "../the-door.ts";

export type { VisitorLimit };

/**
 * Counts that whoever has this address asked for this, and throws Refusal "too_many" with the time to wait when it was too
 * often. The database holds the limits and keeps of the address a keyed hash.
 */
export async function limitVisitor(kind: VisitorLimit, address: string): Promise<void> {
  const [row] = await theDoor().ask<{ visitor_wait: number }>("visitor_wait", kind, address);
  if (row && row.visitor_wait > 0) throw new Refusal("too_many", row.visitor_wait);
}
