import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { ChainCheck, type Damage, type KeptRoot, type Link, type Report } from "../lib/audit/check-chain.ts";
import { openCheckpoint, readUnsigned } from "../lib/audit/checkpoint.ts";
import { readSigner, readVerifier, type Verifier } from "../lib/audit/signed-note.ts";
import { database, placeOf } from "./settings.ts";

const help = `npm run verify:audit -- [DATABASE] [--checkpoints FOLDER] [--key VERIFIER …]

Checks every row of the audit against the chain of seals, and the chain against every checkpoint that was kept. Reads only.

  DATABASE       postgres://consonant_migrate:…@host/database, or its superuser's address. DATABASE_MIGRATE_URL counts too.
                 Without it: the local market (npm run demo) while it runs, with its checkpoints and its key.
  --checkpoints  the notary's store, or a folder of checkpoints that somebody saved from /audit/checkpoint
  --key          what /audit/key showed when you first looked: name+id+key. Repeat it for former keys.

Without checkpoints a chain that a superuser wrote anew from its first row looks whole; without the key, so do checkpoints
that somebody else wrote.

Ends with 0: whole · 1: damaged, and what is wrong is named · 2: it could not be checked.`;

type Asked = { url: string; checkpoints: string | undefined; verifiers: Verifier[] };
class Usage extends Error {}

const PAGE = 2_000;
const SHOWN_UNSEALED = 1_000;
const MAX_CHECKPOINT_BYTES = 1 << 20;

function asked(): Asked | "help" {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      checkpoints: { type: "string" },
      key: { type: "string", multiple: true },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return "help";
  if (positionals.length > 1) throw new Usage("one database at a time");
  const url = positionals[0] ?? process.env.DATABASE_MIGRATE_URL;
  if (url !== undefined && !/^postgres(ql)?:\/\//.test(url)) throw new Usage("DATABASE is a postgres:// address");
  const given = { checkpoints: values.checkpoints, verifiers: (values.key ?? []).map(readVerifier) };
  if (url) return { url, ...given };
  const local = localMarket();
  return {
    url: local.url,
    checkpoints: given.checkpoints ?? local.checkpoints,
    verifiers: values.key ? given.verifiers : local.verifiers,
  };
}

function localMarket(): Asked {
  const folder = path.resolve(process.env.CONSONANT_DATA || ".consonant");
  const passwords = path.join(folder, "postgres.passwords.json");
  if (!fs.existsSync(passwords)) throw new Usage(`no market in ${folder}: name a database, or start npm run demo`);
  const place = placeOf(process.env);
  const { consonant_migrate: password } = JSON.parse(fs.readFileSync(passwords, "utf8")) as Record<string, string>;
  const { notaryKey } = JSON.parse(fs.readFileSync(place.in("secrets.json"), "utf8")) as { notaryKey?: string };
  const checkpoints = place.in("checkpoints");
  return {
    url: `postgres://consonant_migrate:${password}@127.0.0.1:${place.ports.postgres}/${database}`,
    checkpoints: fs.existsSync(checkpoints) ? checkpoints : undefined,
    verifiers: notaryKey ? [readVerifier(readSigner(notaryKey).vkey)] : [],
  };
}

/** Every file of the folder is one, or is a finding itself. */
function readKept(folder: string, verifiers: Verifier[]): { kept: KeptRoot[]; wrong: string[] } {
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Usage(`${folder} is not a folder`);
  const files = fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isFile() && !one.name.startsWith("."));
  const kept: KeptRoot[] = [];
  const wrong: string[] = [];
  for (const { name } of files) {
    const file = path.join(folder, name);
    const note = fs.statSync(file).size <= MAX_CHECKPOINT_BYTES ? fs.readFileSync(file, "utf8") : "";
    const checkpoint = verifiers.length > 0 ? openCheckpoint(note, verifiers) : readUnsigned(note);
    if (checkpoint) kept.push({ name, size: checkpoint.size, root: checkpoint.root });
    else wrong.push(`${name} is not a checkpoint${verifiers.length > 0 ? " signed by the key" : ""}`);
  }
  return { kept, wrong };
}

/** One snapshot, read as the role that owns the chain's functions: it reads chain and audit, and owns no table. */
async function check(url: string, kept: KeptRoot[]): Promise<Report & { rows: number }> {
  const sql = postgres(url, {
    max: 1,
    onnotice() {},
    connect_timeout: 10,
    fetch_types: false,
    connection: { role: "consonant_chain", TimeZone: "UTC", statement_timeout: 120_000 },
  });
  try {
    return await sql.begin("isolation level repeatable read read only", async (tx) => {
      const chain = new ChainCheck(kept);
      for await (const link of linksOf(tx)) chain.take(link);
      const unsealed = await tx<{ id: string; table_name: string }[]>`
        select a.id, a.table_name from app.audit a
         where not exists (select from priv.chain c where c.entry = a.id) order by a.id limit ${SHOWN_UNSEALED}`;
      for (const row of unsealed) chain.unsealed(row.id, row.table_name);
      const [head] = await tx<{ seq: string; hash: Buffer }[]>`select seq, hash from priv.chain_head`;
      const [counted] = await tx<{ rows: string }[]>`select count(*) "rows" from app.audit`;
      const report = chain.finish(head && { seq: Number(head.seq), hash: head.hash });
      return { ...report, rows: Number(counted?.rows) };
    });
  } finally {
    await sql.end({ timeout: 2 });
  }
}

/** In pages by number and not by a cursor: its first fetch would sort them all. */
async function* linksOf(tx: postgres.TransactionSql): AsyncGenerator<Link> {
  for (let after = "-9223372036854775808"; ; ) {
    const page = await tx<(Omit<Link, "seq"> & { seq: string })[]>`
      select c.seq, c.prev, c.hash, c.entry, a.table_name "tableName", to_jsonb(a)::text line
        from priv.chain c left join app.audit a on a.id = c.entry where c.seq > ${after} order by c.seq limit ${PAGE}`;
    for (const link of page) yield { ...link, seq: Number(link.seq) };
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.seq;
  }
}

function sentence({ kind, seq, through, row, table, what }: Damage): string {
  const numbers = through === undefined || through === seq ? `${seq ?? "none"}` : `${seq} to ${through}`;
  return `${kind.padEnd(10)} seq ${numbers} · row ${row ?? "unknown"} · table ${table ?? "unknown"} · ${what}`;
}

async function run(): Promise<number> {
  const wanted = asked();
  if (wanted === "help") {
    console.log(help);
    return 0;
  }
  const { url, checkpoints, verifiers } = wanted;
  const { kept, wrong } = checkpoints ? readKept(checkpoints, verifiers) : { kept: [], wrong: [] };
  const report = await check(url, kept);
  for (const damage of report.damages) console.log(sentence(damage));
  for (const what of wrong) console.log(`checkpoint ${what}`);
  const total = report.total + wrong.length;
  const signed = verifiers.length > 0 ? "signed" : "signature not checked: no --key";
  console.log(
    `${report.rows} rows · ${report.links} links · ${report.checkpoints} of ${kept.length} checkpoints hold (${signed})`,
  );
  if (total > 0) {
    console.log(`Damaged: ${total} finding${total === 1 ? "" : "s"}.`);
    return 1;
  }
  const alone = report.links - report.signedSize;
  console.log(
    kept.length > 0
      ? `Whole. ${report.signedSize} rows are signed for; ${alone} since then stand on the chain alone.`
      : "Whole, as far as the chain can tell: without checkpoints, one that was written anew would look the same.",
  );
  return 0;
}

try {
  process.exitCode = await run();
} catch (error) {
  const isUsage = error instanceof Usage || (error as NodeJS.ErrnoException).code?.startsWith("ERR_PARSE_ARGS");
  console.error(`It could not be checked: ${error instanceof Error ? error.message : error}`);
  if (isUsage) console.error(`\n${help}`);
  process.exitCode = 2;
}
