import { readdir, readFile } from "node:fs/promises";
import postgres from "postgres";
import { clusterAt } from "../../dev/cluster.ts";
import { accessList } from "../catalogue/access-list.ts";
import { laws } from "../catalogue/laws.ts";
import { openWorld } from "../world.ts";
import { openPool, type Pool } from "./database.ts";
import type { Mutant } from "./mutant.ts";
import type { Ground, Order, Report, Telling, Verdict } from "./orders.ts";
import { type Chapter, chapterFrom, type Ending, firstFailure, provide } from "./stories.ts";

// One of the processes that try mutants: run.ts sends it one at a time, and is told what saw it.
const folder = new URL("../attacks/", import.meta.url);
const brief = (error: unknown) =>
  String((error as Error)?.message ?? error)
    .split("\n")[0]!
    .slice(0, 120);

/** Everybody signed in and a market planted, once: the database that mutants are made of. */
async function plant(where: Ground["where"], template: string): Promise<Ground> {
  provide("cluster", where);
  const world = await openWorld();
  const access = await accessList(world.root);
  const [{ name } = { name: "" }] = await world.root<{ name: string }[]>`select current_database() as name`;
  const admin = postgres(clusterAt(where).superuser("postgres"), { max: 1, onnotice() {} });
  await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
  await admin.unsafe(`alter database "${name}" rename to "${template}"`);
  await admin.end();
  await world.close();
  return { where, template, people: world.people, market: world.market, access };
}

/** The attack files that meet a database, by name. */
async function attackFiles() {
  const chapters = new Map<string, Chapter>();
  for (const file of (await readdir(folder)).sort()) {
    if (!file.endsWith(".test.ts")) continue;
    const url = new URL(file, folder);
    if (!(await readFile(url, "utf8")).includes("openWorld(")) continue;
    chapters.set(file.replace(".test.ts", ""), await chapterFrom(url.href));
  }
  return chapters;
}

/**
 * What a law of the catalogue says of the mutated database. That the access list differs says only that the mutant changed
 * something: the list sees every change, and would leave no survivor.
 */
async function catalogued(pool: Pool, mutant: Mutant, access: readonly string[]): Promise<Verdict> {
  const database = await pool.take(mutant.change);
  const root = pool.root(database);
  try {
    if (mutant.harmless) {
      const [proved] = await root.unsafe<{ proof: boolean }[]>(`select (${mutant.harmless.proof}) as proof`);
      if (proved?.proof === true) return { by: "harmless", because: mutant.harmless.because };
    }
    for (const { name, query } of laws) if ((await root.unsafe(query)).length > 0) return { by: "law", law: name };
    const now = (await accessList(root)).join("\n");
    const isData = "sql" in mutant.change && /app\.(powers|job_kinds)/.test(mutant.change.sql); // rows, which that list does not hold
    if (now === access.join("\n") && !isData) return { by: "error", error: "it changes nothing" };
    return { by: "nothing" };
  } finally {
    await root.end();
    pool.give(database);
  }
}

async function begin(lane: string, ground: Ground) {
  provide("cluster", ground.where);
  const pool = openPool(clusterAt(ground.where), lane, ground.template);
  const chapters = await attackFiles();

  async function tell({ file, story }: Telling, mutant?: Mutant) {
    const database = await pool.take(mutant?.change);
    provide("planted", { database, people: ground.people, market: ground.market });
    const failure = await firstFailure(chapters.get(file)!, story);
    pool.give(database);
    return failure;
  }

  async function attacked(mutant: Mutant, tellings: readonly Telling[], hung: string[]): Promise<Verdict | undefined> {
    for (const telling of mutant.lawsOnly ? [] : tellings) {
      const failure = await tell(telling, mutant);
      const story = `${telling.file} › ${failure?.story}`;
      if (failure?.hung) hung.push(story);
      else if (failure) return { by: "attack", story, error: brief(failure.error), telling };
    }
  }

  /** The attacks that are likely to see it, the laws, and then every other attack. */
  async function attempt({ mutant, near, far }: Extract<Order, { do: "try" }>, hung: string[]): Promise<Verdict> {
    const seen = await attacked(mutant, near, hung);
    if (seen) return seen;
    const verdict = await catalogued(pool, mutant, ground.access);
    return verdict.by === "nothing" ? ((await attacked(mutant, far, hung)) ?? verdict) : verdict;
  }
  return { pool, files: [...chapters.keys()], tell, attempt };
}

let lane: Awaited<ReturnType<typeof begin>>;
const failureOf = (failure: Ending | undefined) => failure && `${failure.story}: ${brief(failure.error)}`;

async function follow(order: Order): Promise<Report> {
  const from = performance.now();
  const seconds = () => (performance.now() - from) / 1_000;
  if (order.do === "plant") return { did: "plant", ground: await plant(order.where, order.template) };
  if (order.do === "begin") {
    lane = await begin(order.lane, order.ground);
    return { did: "begin", files: lane.files };
  }
  if (order.do === "tell") {
    const failed = failureOf(await lane.tell(order.telling));
    return { did: "tell", ...(failed && { failure: failed }) };
  }
  if (order.do === "try") {
    const hung: string[] = [];
    const verdict = await lane.attempt(order, hung).catch((error): Verdict => ({ by: "error", error: brief(error) }));
    return { did: "try", verdict, hung, seconds: seconds() };
  }
  await lane.pool.close();
  return { did: "end" };
}

// a story that failed half-way leaves promises behind that nobody awaits any more
process.on("unhandledRejection", () => undefined);
process.on("disconnect", () => process.exit(1)); // run.ts is gone
process.on("message", (order: Order) => {
  void follow(order)
    .catch((error): Report => ({ did: "fail", error: String(error?.stack ?? error) }))
    .then((report) => process.send?.(report, () => order.do === "end" && process.exit(0)));
});
