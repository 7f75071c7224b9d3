import { desc } from "drizzle-orm";
import { apiKeys, organisations, phones, users, vaults } from "../../db/tables.ts";
import { tokenOf, type Viewer } from "../../db/viewer.ts";
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

/** When this person proved a number to be theirs; the number itself nobody here can read. */
export async function myPhone(viewer: Viewer): Promise<{ confirmedAt: Date } | undefined> {
  return (await theDoor().look(viewer, (tx) => tx.select({ confirmedAt: phones.confirmedAt }).from(phones)))[0];
}

export interface WayIn {
  kind: "session" | "key" | "passkey";
  id: string;
  /** A session's browser ("" where it did not say), a key's or a passkey's label. */
  name: string;
  createdAt: Date;
  /** Null: never. Of a session, to five minutes. */
  usedAt: Date | null;
  endsAt: Date | null;
  /** The session that asks. */
  here: boolean;
}

/** Everything that opens this account now: sessions, keys and passkeys. */
export async function myWaysIn(viewer: Viewer): Promise<WayIn[]> {
  const rows = await theDoor().ask<{
    kind: WayIn["kind"];
    id: string;
    name: string;
    created_at: string;
    used_at: string | null;
    ends_at: string | null;
    here: boolean;
  }>("my_ways_in", tokenOf(viewer));
  const time = (at: string | null) => (at === null ? null : new Date(at));
  return rows.map(({ kind, id, name, created_at, used_at, ends_at, here }) => {
    return { kind, id, name, createdAt: new Date(created_at), usedAt: time(used_at), endsAt: time(ends_at), here };
  });
}
