import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import { users } from "../../db/tables.ts";
import { makeSigningKey, readSigner } from "../../lib/audit/signed-note.ts";
import { openArchive } from "../../lib/outside/archive.ts";
import { log } from "../../lib/web/log.ts";
import { notarise } from "../../worker/notary.ts";
import { contributors } from "../people.ts";
import { only, openWorld, type Tx } from "../world.ts";

export type SignedWorld = Awaited<ReturnType<typeof openSignedWorld>>;

/** A market whose audit a notary signs, and a superuser whose doings can be undone. */
export async function openSignedWorld() {
  const levelBefore = log.level;
  log.level = "silent"; // the notary is loud here, as it should be
  const w = await openWorld();
  const notary = w.at(w.url("consonant_notary"), 2);
  const folder = await mkdtemp(path.join(os.tmpdir(), "consonant-checkpoints-"));
  const signer = readSigner(makeSigningKey("consonant.test/audit"));

  /** Acts at once, each with a row of the audit. */
  const act = (count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, i) => {
        const { id, viewer } = w.people[contributors[i % 3]!];
        return w.doors.web.act(viewer, "account.rename", id, (tx) =>
          tx
            .update(users)
            .set({ handle: `act-${count}-${i}` })
            .where(eq(users.id, id)),
        );
      }),
    );
  const save = () =>
    w.root.unsafe(`drop schema if exists saved cascade; create schema saved;
      create table saved.audit as select * from app.audit; create table saved.chain as select * from priv.chain;
      create table saved.head as select * from priv.chain_head`);
  await act(40);
  await save();
  return {
    w,
    notary,
    folder,
    signer,
    act,
    save,
    /** The chain is as it was saved. */
    restore: () =>
      w.plant(async (t) => {
        await t`delete from priv.chain`;
        await t`delete from app.audit`;
        await t`insert into app.audit select * from saved.audit`;
        await t`insert into priv.chain select * from saved.chain`;
        await t`update priv.chain_head h set seq = s.seq, hash = s.hash from saved.head s`;
      }),
    turn: (key = signer, store = folder) =>
      notarise({ sql: notary, archive: openArchive({ kind: "disk", folder: store }), signer: key }),
    chainSize: () => only<number>(w.root`select seq::int from priv.chain_head`),
    close: async () => {
      log.level = levelBefore;
      await notary.end({ timeout: 1 });
      await w.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Everything from this number on is sealed again over what the rows say now: a chain that fits. */
export async function sealAgain(t: Tx, from: number): Promise<void> {
  const links = await t<{ seq: number; entry: string }[]>`
    select seq::int, entry from priv.chain where seq >= ${from} order by seq`;
  for (const { seq, entry } of links)
    await t`
      update priv.chain c set prev = p.hash, hash = api._link(c.seq, a, p.hash)
        from app.audit a, (select coalesce((select hash from priv.chain where seq = ${seq - 1}), '') hash) p
       where c.seq = ${seq} and a.id = ${entry}`;
  await t`update priv.chain_head set seq = (select max(seq) from priv.chain), hash = (select hash from priv.chain order by seq desc limit 1)`;
}
