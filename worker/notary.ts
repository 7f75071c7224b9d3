import postgres from "postgres";
import { openCheckpoint, signCheckpoint } from "../lib/audit/checkpoint.ts";
import { type Broken, extendLog, type Leaf } from "../lib/audit/extend-log.ts";
import { type Kept, keep, newestKept } from "../lib/audit/kept-checkpoints.ts";
import { readSigner, type Signer } from "../lib/audit/signed-note.ts";
import type { EnvOf } from "../lib/env.ts";
import { type Archive, openArchive } from "../lib/outside/archive.ts";
import { log } from "../lib/web/log.ts";

type Notary = { sql: postgres.Sql; archive: Archive; signer: Signer };
type Outcome = { signed: number } | { unchanged: number } | Broken;

const PAGE = 5_000;

/**
 * Signs how the audit's chain stands, when it has grown and begins with what was signed before. Kept outside first, then
 * shown on the site: a crash in between is made good by the next turn.
 */
export async function notarise(notary: Notary, signal?: AbortSignal): Promise<Outcome> {
  const kept = await newestKnown(notary);
  const [head] = await notary.sql<{ seq: string; hash: Buffer }[]>`select seq, hash from api.audit_head()`;
  if (!head) throw new Error("the audit's chain has no head");
  const log = await extendLog({ seq: Number(head.seq), hash: head.hash }, leavesOf(notary.sql, signal), kept);
  if ("broken" in log) return log;
  if (kept?.size === log.size) await publish(notary.sql, kept);
  if (log.size === (kept?.size ?? 0)) return { unchanged: log.size };
  const made = { size: log.size, note: signCheckpoint(log, notary.signer) };
  await keep(notary.archive, made);
  await publish(notary.sql, made);
  return { signed: made.size };
}

/** The newest that we have signed. What the site shows counts too, under our signature: an emptied store forgets nothing. */
async function newestKnown({ sql, archive, signer }: Notary): Promise<Kept | undefined> {
  const kept = await newestKept(archive, signer);
  const [shown] = await sql<{ note: string }[]>`select note from app.checkpoints order by size desc, at desc limit 1`;
  if (!shown || shown.note === kept?.note) return kept;
  const checkpoint = openCheckpoint(shown.note, [signer]);
  if (!checkpoint) log.error("the checkpoint that the site shows is not signed by this notary's key");
  if (!checkpoint || (kept && checkpoint.size <= kept.size)) return kept;
  log.error(
    { size: checkpoint.size, kept: kept?.size ?? 0 },
    "the store has lost checkpoints: the newest is kept again",
  );
  await keep(archive, { size: checkpoint.size, note: shown.note });
  return { ...checkpoint, note: shown.note };
}

async function publish(sql: postgres.Sql, { size, note }: Pick<Kept, "size" | "note">): Promise<void> {
  await sql`insert into app.checkpoints (note, size) values (${note}, ${size}) on conflict do nothing`;
}

async function* leavesOf(sql: postgres.Sql, signal?: AbortSignal): AsyncGenerator<Leaf> {
  for (let after = 0; ; ) {
    signal?.throwIfAborted();
    const page = await sql<{ seq: string; hash: Buffer }[]>`select seq, hash from api.audit_leaves(${after}, ${PAGE})`;
    for (const { seq, hash } of page) yield { seq: Number(seq), hash };
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = Number(last.seq);
  }
}

const sentences: Record<Broken["broken"], string> = {
  shorter: "AUDIT DAMAGED: the chain is shorter than a checkpoint that was signed; nothing is signed",
  rewritten: "AUDIT DAMAGED: the chain does not begin with what a checkpoint signed; nothing is signed",
  gap: "AUDIT DAMAGED: the chain has a gap; nothing is signed",
  head: "AUDIT DAMAGED: the chain's head is not its last link; nothing is signed",
};

async function turn(notary: Notary, signal: AbortSignal): Promise<void> {
  try {
    const outcome = await notarise(notary, signal);
    if ("broken" in outcome) log.error(outcome, `${sentences[outcome.broken]}. Run npm run verify:audit`);
    else log.info(outcome, "checkpoint");
  } catch (error) {
    if (!signal.aborted) log.error({ err: error }, "no checkpoint could be made");
  }
}

/** Now and every so often, until it is stopped. */
export function runNotary(env: EnvOf<"notary">): { stop(): Promise<void> } {
  const notary: Notary = {
    sql: postgres(env.DATABASE_NOTARY_URL, { max: 1, onnotice() {}, connect_timeout: 10, fetch_types: false }),
    archive: openArchive(env.CHECKPOINT_STORE),
    signer: readSigner(env.NOTARY_KEY),
  };
  const stopping = new AbortController();
  const turns = (async () => {
    while (!stopping.signal.aborted) {
      await turn(notary, stopping.signal);
      await pause(env.CHECKPOINT_SECONDS * 1_000, stopping.signal);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await turns;
      await notary.sql.end({ timeout: 2 });
    },
  };
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });
