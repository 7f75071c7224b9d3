import { eq } from "drizzle-orm";
import { vaultKeys } from "../../db/backstage.ts";
import type { Door } from "../../db/door.ts";
import { vaults } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { newIdentity, recipientOf, seal } from "../outside/seal.ts";

/**
 * Job vaults.open: a key pair for one contributor. Web gets the public half; the other half is wrapped by the vault key and
 * can be destroyed alone, with everything that was ever sealed to it.
 */
export async function openVault(door: Door, vaultIdentity: string, job: Viewer, userId: string): Promise<void> {
  const there = await door.look(job, (tx) => tx.select({ id: vaults.id }).from(vaults).where(eq(vaults.id, userId)));
  if (there.length > 0) return;
  const { identity, recipient } = await newIdentity();
  const wrapped = await seal(await recipientOf(vaultIdentity), Buffer.from(identity));
  await door.act(job, "vaults.open", userId, async (tx) => {
    await tx.insert(vaultKeys).values({ userId, wrapped: Buffer.from(wrapped) });
    await tx.insert(vaults).values({ id: userId, recipient });
  });
}
