import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { makeSigningKey, readSigner } from "../../lib/audit/signed-note.ts";
import { only } from "../world.ts";
import { openSignedWorld, type SignedWorld, sealAgain } from "./signed-world.ts";

// Somebody is the superuser, and wants that it was never written down. Each check is a process of its own: seconds, when others work.
vi.setConfig({ testTimeout: 90_000 });
let s: SignedWorld;
let w: SignedWorld["w"];
beforeAll(async () => {
  s = await openSignedWorld();
  w = s.w;
});
afterAll(() => s.close());

/** npm run verify:audit, as the operator runs it. */
function verify(...options: string[]): { status: number | null; said: string } {
  const key = ["--checkpoints", s.folder, "--key", s.signer.vkey];
  const args = ["--import", "tsx", "dev/verify-audit.ts", w.url("consonant_migrate")];
  const done = spawnSync(process.execPath, [...args, ...(options.length > 0 ? options : key)], { encoding: "utf8" });
  return { status: done.status, said: done.stdout + done.stderr };
}

type Entry = { id: string; table_name: string };
const entryAt = async (seq: number): Promise<Entry> => {
  const [row] = await w.root<Entry[]>`
    select a.id, a.table_name from app.audit a join priv.chain c on c.entry = a.id where c.seq = ${seq}`;
  return row!;
};
const named = (kind: string, seq: string, row: Entry) =>
  new RegExp(`^${kind} +seq ${seq} · row ${row.id} · table ${row.table_name} · `, "m");

describe("npm run verify:audit", () => {
  afterEach(() => s.restore());

  it("finds a chain whole after forty acts at once, and says how far it is signed", async () => {
    await s.turn();
    await s.act(40);
    await s.turn();
    await s.save();
    const { status, said } = verify();
    const size = await s.chainSize();
    expect(said).toContain(`${size} rows · ${size} links · 2 of 2 checkpoints hold (signed)`);
    expect(said).toContain(`Whole. ${size} rows are signed for; 0 since`);
    expect(status).toBe(0);
  });

  it("names an edited row", async () => {
    const row = await entryAt(3);
    await w.plant((t) => t`update app.audit set subject = 'x' where id = ${row.id}`);
    const { status, said } = verify();
    expect([status, said]).toEqual([1, expect.stringMatching(named("changed", "3", row))]);
    expect(said).toContain("Damaged: 1 finding.");
  });

  it("names a removed row, and one that was removed with its link", async () => {
    const row = await entryAt(4);
    await w.plant(async (t) => {
      await t`delete from app.audit where id = ${row.id}`;
      const gone = await only<string>(t`delete from priv.chain where seq = 9 returning entry`);
      await t`delete from app.audit where id = ${gone}`;
    });
    const { status, said } = verify();
    expect(status).toBe(1);
    expect(said).toMatch(new RegExp(`^missing +seq 4 · row ${row.id} · table unknown`, "m"));
    expect(said).toMatch(/^missing +seq 9 · row unknown · table unknown/m);
  });

  it("names two rows that changed places", async () => {
    const [six, seven] = [await entryAt(6), await entryAt(7)];
    await w.plant(async (t) => {
      const links = await t<{ seq: string; entry: string; prev: Buffer; hash: Buffer }[]>`
        delete from priv.chain where seq in (6, 7) returning seq, entry, prev, hash`;
      const other = { [six.id]: seven.id, [seven.id]: six.id };
      await t`insert into priv.chain ${t(links.map((link) => ({ ...link, entry: other[link.entry]! })))}`;
    });
    const { status, said } = verify();
    expect(status).toBe(1);
    expect(said).toMatch(named("reordered", "6", seven));
    expect(said).toMatch(named("reordered", "7", six));
  });

  it("names a row that no act has sealed", async () => {
    const id = await only<string>(
      w.plant(
        (t) => t`
          insert into app.audit (act, via, power, subject, table_name, op, rows, ids)
          values (gen_random_uuid(), 'x', 'x', 'x', 'payouts', 'x', 1, '{}') returning id`,
      ),
    );
    const { status, said } = verify();
    expect(status).toBe(1);
    expect(said).toMatch(named("inserted", "none", { id, table_name: "payouts" }));
  });

  it("names a cut tail; with the head cut too, only the checkpoints know of it", async () => {
    const size = await s.chainSize();
    await w.plant(async (t) => {
      await t`delete from priv.chain where seq > 8`;
      await t`delete from app.audit a where not exists (select from priv.chain where entry = a.id)`;
    });
    expect(verify("--checkpoints", s.folder).said).toMatch(new RegExp(`^missing +seq 9 to ${size} `, "m"));
    await w.plant((t) => t`update priv.chain_head set seq = 8, hash = (select hash from priv.chain where seq = 8)`);
    expect(await w.money`select api.audit_verify()`).toEqual([{ audit_verify: null }]);
    expect(verify("--key", s.signer.vkey).status).toBe(0);
    const { status, said } = verify();
    expect([status, said]).toEqual([1, expect.stringMatching(new RegExp(`^cut +seq 9 to ${size} `, "m"))]);
  });

  it("shows a history that was written anew as a whole, and the notary signs none of it", async () => {
    const row = await entryAt(5);
    await w.plant(async (t) => {
      await t`update app.audit set subject = 'doctored' where id = ${row.id}`;
      await sealAgain(t, 5);
    });
    expect(await w.money`select api.audit_verify()`).toEqual([{ audit_verify: null }]);
    const trusting = verify("--key", s.signer.vkey);
    expect([trusting.status, trusting.said]).toEqual([0, expect.stringContaining("as far as the chain can tell")]);
    const { status, said } = verify();
    expect([status, said]).toEqual([1, expect.stringMatching(/^rewritten +seq 1 to \d+ · row unknown/m)]);

    const before = await readdir(s.folder);
    const size = await s.chainSize();
    for (const _ of [1, 2]) expect(await s.turn()).toMatchObject({ broken: "rewritten", size });
    expect(await readdir(s.folder)).toEqual(before);
  });

  it("does not take checkpoints of somebody else's key, nor other files", async () => {
    const theirs = await mkdtemp(path.join(os.tmpdir(), "consonant-checkpoints-"));
    await s.turn(readSigner(makeSigningKey("consonant.test/audit")), theirs);
    await writeFile(path.join(theirs, "notes.txt"), "hello");
    const { status, said } = verify("--checkpoints", theirs, "--key", s.signer.vkey);
    await rm(theirs, { recursive: true });
    await w.plant(
      (t) => t`delete from app.checkpoints where note not in (select note from app.checkpoints order by at limit 2)`,
    );
    expect(status).toBe(1);
    expect(said).toMatch(/^checkpoint checkpoint-0+\d+\.txt is not a checkpoint signed by the key$/m);
    expect(said).toMatch(/^checkpoint notes\.txt is not/m);
  });

  it("says how it is asked, when it is asked wrongly", () => {
    for (const wrong of [["--nonsense"], ["second"], ["--checkpoints", "/nowhere"], ["--key", "x"]])
      expect(verify(...wrong).status, wrong.join(" ")).toBe(2);
    const help = verify("--help");
    expect([help.status, help.said]).toEqual([0, expect.stringContaining("npm run verify:audit")]);
  });
});
