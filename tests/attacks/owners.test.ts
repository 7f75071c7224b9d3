import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { functionOwners } from "../../db/schema/access.ts";
import { openWorld, refused, type World } from "../world.ts";

// SQL was injected into one of our own functions: it runs as that function's owner, and as nobody else.
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

/** The code with which a statement fails as this owner; undefined when it may. Nothing of it stays. */
async function refusal(owner: string, statement: string): Promise<string | undefined> {
  const back = Symbol("rolled back");
  try {
    await w.root.begin(async (t) => {
      await t.unsafe(`set local role consonant_${owner}`);
      await t.unsafe(statement);
      throw back;
    });
  } catch (error) {
    return error === back ? undefined : (error as { code: string }).code;
  }
}

/** What one owner is for, and would be worst in the hands of the others. */
const reach: Record<string, readonly [owner: string, statement: string][]> = {
  identities: [
    ["identity", "select * from priv.context_key"],
    ["identity", "select api._mac('{}')"],
    ["identity", "select api._open(null, 'finance', 2, 'session', null, null, null)"],
    ["identity", "insert into priv.credentials default values"],
    ["identity", "update priv.credentials set revoked_at = null"],
    ["identity", "select * from priv.login_tokens"],
    ["identity", "insert into app.sessions default values"],
    ["identity", "update app.users set role = 'finance'"],
  ],
  "the audit": [
    ["chain", "insert into app.audit default values"],
    ["chain", "insert into priv.chain default values"],
    ["chain", "update priv.chain_head set seq = 0"],
  ],
  "the ledger": [
    ["books", "insert into app.entries default values"],
    ["books", "insert into app.journals default values"],
    ["books", "update app.balances set payable_micros = 0"],
  ],
  "states, numbers and keys": [
    ["definer", "update app.recordings set state = 'accepted'"],
    ["definer", "select * from priv.phone_numbers"],
    ["definer", "select * from priv.vault_keys"],
    ["definer", "delete from priv.fingerprints"],
  ],
};

describe.each(Object.entries(reach))("a function that was taken over reaches %s", (_what, statements) => {
  it.each(statements)("as %s alone: %s", async (its, statement) => {
    for (const owner of functionOwners) {
      if (owner === its) expect(await refusal(owner, statement)).not.toBe("42501");
      else expect(await refusal(owner, statement)).toBe("42501");
    }
  });
});

it("nor becomes another owner", async () => {
  for (const owner of functionOwners)
    for (const other of functionOwners)
      if (other !== owner)
        await refused(
          w.root.begin(async (t) => {
            await t.unsafe(`set local session authorization consonant_${owner}`);
            await t.unsafe(`set local role consonant_${other}`);
          }),
          "42501",
        );
});
