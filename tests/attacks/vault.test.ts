import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rewrapVaultKeys } from "../../dev/rewrap-vault-keys.ts";
import { newIdentity, recipientOf, seal, unseal } from "../../lib/outside/seal.ts";
import { openWorld, refused, type World } from "../world.ts";

// Every contributor's key is sealed to the media worker's. That one is replaced, and destroyed keys stay destroyed.
let w: World;
let old: string;
let fresh: string;
beforeAll(async () => {
  w = await openWorld();
  [old, fresh] = [(await newIdentity()).identity, (await newIdentity()).identity];
  for (const name of ["dana", "priya", "tomas"] as const) {
    const wrapped = Buffer.from(await seal(await recipientOf(old), Buffer.from(`the key of ${name}`)));
    await w.root`update priv.vault_keys set wrapped = ${wrapped} where user_id = ${w.people[name].id}`;
  }
});
afterAll(() => w.close());

const wrappedOf = async (name: "dana" | "priya" | "tomas") =>
  (await w.root`select wrapped from priv.vault_keys where user_id = ${w.people[name].id}`)[0]?.wrapped as
    | Buffer
    | undefined;

describe("the vault's key is replaced", () => {
  it("by sealing every key anew: the new one opens them, the old one nothing", async () => {
    const before = await wrappedOf("dana");
    expect(await rewrapVaultKeys(w.migrate, `${fresh},${old}`)).toEqual({ already: 0, rewrapped: 3, unopened: [] });
    for (const name of ["dana", "priya", "tomas"] as const) {
      const now = (await wrappedOf(name))!;
      expect(Buffer.from(await unseal(fresh, now)).toString()).toBe(`the key of ${name}`);
      await expect(unseal(old, now)).rejects.toThrow();
    }
    await expect(unseal(fresh, before!)).rejects.toThrow();
  });

  it("again changes nothing; with the old one alone it says which do not open", async () => {
    expect(await rewrapVaultKeys(w.migrate, `${fresh},${old}`)).toEqual({ already: 3, rewrapped: 0, unopened: [] });
    expect((await rewrapVaultKeys(w.migrate, old)).unopened).toHaveLength(3);
  });

  it("does not bring back the key of who left while it ran", async () => {
    const next = (await newIdentity()).identity;
    const late = (await wrappedOf("priya"))!.toString("base64");
    await w.as("priya", (t) => t`select api.close_account()`, "account.close", w.people.priya.id);
    const [answer] = await w.migrate`select api.rewrap_key(${w.people.priya.id}, ${late}, ${late}) as ok`;
    expect(answer).toEqual({ ok: false });
    expect(await rewrapVaultKeys(w.migrate, `${next},${fresh}`)).toMatchObject({ rewrapped: 2 });
    expect(await wrappedOf("priya")).toBeUndefined();
  });

  it("by the operator alone", async () => {
    for (const sql of [w.web, w.look, w.delivery, w.media, w.money, w.mailer, w.passkeys]) {
      await refused(sql`select * from api.wrapped_keys(null, 10)`);
      await refused(sql`select api.rewrap_key(${w.people.dana.id}, '', '')`);
    }
  });
});
