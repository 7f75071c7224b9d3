import { randomUUID } from "node:crypto";
import { Refusal } from "../../db/refusal.ts";
import { payoutRuns } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

/** Starts a payout run; answers with its id. The money worker reserves, sends and settles. */
export async function runPayouts(viewer: Viewer): Promise<string> {
  if (viewer.via !== "session") throw new Refusal("signed_out");
  const id = randomUUID();
  await theDoor().act(viewer, "payouts.run", id, async (tx) => {
    await tx.insert(payoutRuns).values({ id, startedBy: viewer.id });
    await tx.enqueue("payouts.reserve", id);
  });
  return id;
}
