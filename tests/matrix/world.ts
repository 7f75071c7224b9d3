import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { logins } from "../../db/provision.ts";
import { makeDatabase, startCluster } from "../../dev/cluster.ts";
import { freePort } from "../../dev/launch-postgres.ts";
import { database, environments, type Place, placeOf, secretsOf } from "../../dev/settings.ts";
import { openStore } from "../../lib/outside/storage.ts";
import { plantMarket } from "../market.ts";
import { names, type People, signEverybodyIn } from "../people.ts";
import { CanaryBook, type Viewers } from "./canaries.ts";
import { closeLines, type Lines, openLinesOf, plantWith } from "./lines.ts";
import { ownership, readAll, viewersOf } from "./owners.ts";
import { plantCanaries } from "./plant-canaries.ts";
import { plantRows } from "./plant-rows.ts";
import { asKeyOf, keepFresh, principalsOf } from "./principals.ts";
import { type Table, tablesOfTruth } from "./tables.ts";

export type MatrixWorld = Awaited<ReturnType<typeof makeWorld>>;

/** A market with a canary in everything that is somebody's, in the database, in the stores, and in every secret of a process. */
export async function makeWorld() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "consonant-matrix-"));
  fs.chmodSync(folder, 0o711); // the account that runs PostgreSQL for root must get through
  const book = new CanaryBook();
  const place = placeOf({ CONSONANT_DATA: folder, PORT: String(await freeStretch(8)) } as unknown as NodeJS.ProcessEnv);
  const secrets = await makeSecrets(book, place);
  const cluster = await startCluster(place.in("postgres"), { throwaway: true });
  const clear = () => {
    cluster.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", clear);
  try {
    await makeDatabase(cluster, database);
    const lines = openLinesOf(cluster, database);
    const tables = tablesOfTruth();
    const people = await signEverybodyIn(lines);
    const market = await plantMarket(plantWith(lines), people);
    const principals = await principalsOf(lines, people);
    await keepFresh(lines, people);
    const made = await plantRows(plantWith(lines), tables, await readAll(lines, tables), people);
    const rows = await readAll(lines, tables);
    const whose = ownership(tables, rows, people);
    const fields = await plantCanaries({ plant: plantWith(lines), book, tables, rows, whose });
    await plantObjects(lines, book, tables, place, people);
    knowTokens(book, people, principals);
    const env = await environments({
      place,
      secrets,
      cluster,
      development: false,
      inherited: { ...process.env, LOG_LEVEL: "info", TRUSTED_PROXIES: "1" },
    });
    return {
      ...{ folder, place, book, lines, tables, people, market, principals, secrets, env, made, fields, cluster },
      close: async () => {
        await closeLines(lines);
        process.off("exit", clear);
        clear();
      },
    };
  } catch (error) {
    process.off("exit", clear);
    clear();
    throw error;
  }
}

/** The first of some free ports in a row: a market's ports follow the site's. */
async function freeStretch(length: number): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const first = await freePort();
    if (first + length > 65_000) continue;
    const others = await Promise.all(Array.from({ length: length - 1 }, (_, i) => isFree(first + 1 + i)));
    if (others.every(Boolean)) return first;
  }
  throw new Error("no free ports in a row");
}

const isFree = async (port: number): Promise<boolean> => {
  const { createServer } = await import("node:net");
  return new Promise((resolve) => {
    const probe = createServer().once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
};

/** Every secret of every process is a canary too: nobody may see one. */
async function makeSecrets(book: CanaryBook, place: Place) {
  const nobody: Viewers = new Set();
  const password = (login: string) => `${book.plant(`password of ${login}`, nobody)}${randomBytes(16).toString("hex")}`;
  fs.writeFileSync(
    `${place.in("postgres")}.passwords.json`,
    JSON.stringify(Object.fromEntries(logins.map((login) => [login, password(login)]))),
    { mode: 0o600 },
  );
  const secrets = await secretsOf(place);
  for (const [name, value] of Object.entries(secrets)) book.know(value, `setting ${name}`, nobody);
  return secrets;
}

function knowTokens(book: CanaryBook, people: People, principals: Awaited<ReturnType<typeof principalsOf>>): void {
  for (const name of names) book.know(people[name].token, `session of ${name}`, new Set([name]));
  for (const { name, headers } of principals) {
    const token = /h[sf]_[0-9a-f]{64}/.exec(Object.values(headers).join())?.[0];
    if (token && !names.some((one) => people[one].token === token)) book.know(token, `credential ${name}`, new Set());
  }
}

/** Bytes in every store, with a word in each: what lies behind a key may be seen by whoever may see its row's own fields. */
async function plantObjects(lines: Lines, book: CanaryBook, tables: readonly Table[], place: Place, people: People) {
  const rows = await readAll(lines, tables);
  const whose = ownership(tables, rows, people);
  for (const table of tables)
    for (const column of table.columns.filter(
      (one) => /_key$/.test(one.name) && one.kind === "words" && one.class === "secret",
    ))
      for (const row of rows.get(table.name) ?? []) {
        const key = String(row[column.name]);
        const store = openStore({ kind: "disk", folder: place.in(storeOf(column.name)) });
        const viewers = column.name === "shelf_key" ? shelfViewers(whose, table.name, row, rows) : new Set<string>();
        const bytes = Buffer.from(`fLaC ${book.plant(`bytes of ${table.name}.${column.name}`, viewers)} `.repeat(20));
        await store.put(key, bytes);
        if (column.name === "shelf_key")
          await plantWith(lines)(
            (t) => t`update ${t(table.name)} set bytes = ${bytes.length} where id = ${String(row.id)}`,
          );
      }
}

const storeOf = (column: string) => (column === "shelf_key" ? "shelf" : column.startsWith("raw") ? "vault" : "intake");

type Whose = ReturnType<typeof ownership>;
type Rows = Awaited<ReturnType<typeof readAll>>;
/** A file is its licence holders'; a sample everybody's; a clip its contributor's and the desk's. */
function shelfViewers(whose: Whose, table: string, row: Record<string, unknown>, rows: Rows): Viewers {
  if (table !== "app.version_files")
    return viewersOf(whose, table, row, { class: table === "app.samples" ? "public" : "own" });
  const licences = (rows.get("app.entitlements") ?? []).filter(
    (one) => one.version_id === row.version_id && one.revoked_at === null,
  );
  const holders = licences.flatMap((one) => whose.owners("app.entitlements", one));
  return new Set(holders.flatMap((name) => [name, asKeyOf(name)]));
}
