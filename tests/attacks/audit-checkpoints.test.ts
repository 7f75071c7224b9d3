import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openCheckpoint } from "../../lib/audit/checkpoint.ts";
import { nameOf } from "../../lib/audit/kept-checkpoints.ts";
import { only, refused, type Tx } from "../world.ts";
import { openSignedWorld, type SignedWorld, sealAgain } from "./signed-world.ts";

// Somebody is the superuser, and wants the notary to sign another history.
let s: SignedWorld;
let w: SignedWorld["w"];
beforeAll(async () => {
  s = await openSignedWorld();
  w = s.w;
});
afterAll(() => s.close());

describe("the notary", () => {
  it("signs how the chain stands, keeps it outside and shows it", async () => {
    const size = await s.chainSize();
    expect(await s.turn()).toEqual({ signed: size });
    expect(await readdir(s.folder)).toEqual([nameOf(size)]);
    const kept = await readFile(path.join(s.folder, nameOf(size)), "utf8");
    expect(openCheckpoint(kept, [s.signer])).toMatchObject({ origin: "consonant.test/audit", size });
    expect(await only<string>(w.look`select note from app.checkpoints`)).toBe(kept);
  });

  it("signs nothing when nothing was added, and once more when something was", async () => {
    const size = await s.chainSize();
    expect(await s.turn()).toEqual({ unchanged: size });
    await s.act(3);
    expect(await s.turn()).toEqual({ signed: size + 3 });
    expect(await readdir(s.folder)).toHaveLength(2);
    expect(await w.look`select from app.checkpoints`).toHaveLength(2);
    await s.save();
  });

  it("shows again what the site has lost, and keeps again what the store has lost", async () => {
    const size = await s.chainSize();
    await w.plant((t) => t`delete from app.checkpoints where size = ${size}`);
    await s.turn();
    expect(await only<number>(w.look`select max(size)::int from app.checkpoints`)).toBe(size);
    await rm(path.join(s.folder, nameOf(size)));
    expect(await s.turn()).toEqual({ unchanged: size });
    expect(await readdir(s.folder)).toContain(nameOf(size));
  });
});

describe("nobody but the notary", () => {
  const others = ["look", "web", "delivery", "media", "money", "mailer", "passkeys", "migrate"] as const;

  it("reads the chain's hashes", async () => {
    expect(await s.notary`select seq from api.audit_leaves(0, 3)`).toHaveLength(3);
    for (const other of others) {
      await refused(w[other]`select * from api.audit_leaves(0, 3)`);
      await refused(w[other]`select * from api.audit_head()`);
      await refused(w[other]`select hash from priv.chain`);
    }
  });

  it("adds a checkpoint: no login, nor the owners of tables and functions", async () => {
    const forged = (sql: postgres.Sql | Tx) => sql`insert into app.checkpoints (note, size) values ('forged', 1000000)`;
    for (const other of others) await refused(forged(w[other]));
    for (const role of ["consonant_chain", "consonant_definer", "consonant_owner"])
      await refused(
        w.root.begin(async (t) => {
          await t.unsafe(`set local role ${role}`);
          await forged(t);
        }),
      );
    await refused(w.as("piet", (t) => forged(t)));
    expect(await w.look`select from app.checkpoints where note = 'forged'`).toEqual([]);
  });

  it("and it reads no row of the audit, and changes no checkpoint", async () => {
    for (const table of ["app.audit", "priv.chain", "priv.chain_head", "app.users", "priv.contacts"])
      await refused(s.notary.unsafe(`select 1 from ${table}`));
    await refused(s.notary`delete from app.checkpoints`);
    await refused(s.notary`update app.checkpoints set note = 'x'`);
    await refused(s.notary`select api.audit_verify()`);
    expect(await s.notary`select seq from api.audit_leaves(0, 1000000)`).toHaveLength(await s.chainSize());
  });
});

describe("the notary refuses to sign", () => {
  afterEach(() => s.restore());
  const damages: [string, string, (t: Tx) => Promise<unknown>][] = [
    [
      "a chain that was cut",
      "shorter",
      async (t) => {
        await t`delete from priv.chain where seq > 8`;
        await t`update priv.chain_head set seq = 8, hash = (select hash from priv.chain where seq = 8)`;
      },
    ],
    ["a chain with a gap", "gap", (t) => t`delete from priv.chain where seq = 5`],
    ["a hash that changed in place", "rewritten", (t) => t`update priv.chain set hash = sha256('x') where seq = 2`],
    ["a head that is another", "head", (t) => t`update priv.chain_head set hash = sha256('x')`],
  ];
  it.each(damages)("%s", async (_what, broken, forge) => {
    await w.plant(forge);
    expect(await s.turn()).toMatchObject({ broken });
  });

  it("even when it has grown since", async () => {
    await w.plant(async (t) => {
      await t`update app.audit set subject = 'doctored' where id = (select entry from priv.chain where seq = 5)`;
      await sealAgain(t, 5);
    });
    await s.act(3);
    expect(await s.turn()).toMatchObject({ broken: "rewritten" });
  });

  it("over a store in which somebody else has written", async () => {
    const forged = path.join(s.folder, nameOf(999));
    await writeFile(forged, "forged");
    await expect(s.turn()).rejects.toThrow("is not a checkpoint of this key");
    await rm(forged);
    expect(await s.turn()).toEqual({ unchanged: await s.chainSize() });
  });
});
