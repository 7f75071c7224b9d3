import { desc } from "drizzle-orm";
import { apiKeys, organisations, users, vaults } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";

export async function myAccount(viewer: Viewer) {
  if (viewer.via === "nobody") return undefined;
  const rows = await theDoor().look(viewer, (tx) =>
    tx
      .select({
        id: users.id,
        handle: users.handle,
        role: users.role,
        locale: users.locale,
        createdAt: users.createdAt,
      })
      .from(users),
  );
  return rows[0];
}

export const handleOf = async (viewer: Viewer): Promise<string> => (await myAccount(viewer))?.handle ?? "";

/** The company that this person buys for, if there is one yet. */
export async function myOrganisation(viewer: Viewer) {
  const rows = await theDoor().look(viewer, (tx) =>
    tx
      .select({
        id: organisations.id,
        name: organisations.name,
        country: organisations.country,
        vatNumber: organisations.vatNumber,
      })
      .from(organisations),
  );
  return rows[0];
}

/** A contributor's vault is opened by the worker a moment after sign-up; uploads wait for it. */
export async function hasVault(viewer: Viewer): Promise<boolean> {
  return (await theDoor().look(viewer, (tx) => tx.select({ id: vaults.id }).from(vaults))).length > 0;
}

export const myApiKeys = (viewer: Viewer) =>
  theDoor().look(viewer, (tx) =>
    tx
      .select({ id: apiKeys.id, label: apiKeys.label, createdAt: apiKeys.createdAt, revokedAt: apiKeys.revokedAt })
      .from(apiKeys)
      .orderBy(desc(apiKeys.createdAt))
      .limit(50),
  );
