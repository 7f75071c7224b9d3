import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { makeDatabase, startCluster } from "../../dev/cluster.ts";
import { template } from "../cluster.ts";
import { allMutants } from "./all.ts";
import { type Lane, openLane } from "./lanes.ts";
import type { Mutant } from "./mutant.ts";
import { orderOf, rememberWho, type Turn } from "./order.ts";
import type { Ground, Telling, Verdict } from "./orders.ts";

export type Tried = { theme: string; name: string; verdict: Verdict; hung: string[]; seconds: number };
export type Summary = {
  mutants: number;
  attack: number;
  law: number;
  harmless: number;
  survived: number;
  /** mutants that could not be made: a piece that is gone. They count as failures. */
  errors: number;
  /** the files and stories that saw something, each told against the whole house too */
  told: number;
  seconds: number;
  tried: Tried[];
};
type Options = {
  filter?: string;
  /** only the attacks that are likely to see it, and the laws */
  nearest?: boolean;
  lanesAtOnce?: number;
  sample?: number;
  seed?: number;
  say?: (line: string) => void;
};

const planted = "consonant_planted";

/**
 * Breaks one piece of the defence at a time, in a database of its own, and asks the attacks, then the laws of the catalogue.
 * Throws where an attack fails on the whole house: then nothing could be said of a mutant.
 */
export async function runMutants({
  filter,
  nearest = false,
  lanesAtOnce = 2,
  sample,
  seed = 1,
  say = () => undefined,
}: Options = {}): Promise<Summary> {
  const from = performance.now();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "consonant-mutants-"));
  fs.chmodSync(folder, 0o711); // the account that runs PostgreSQL for root must get through
  const cluster = await startCluster(path.join(folder, "postgres"), { throwaway: true });
  const lanes = Array.from({ length: lanesAtOnce }, (_, i) => openLane(`lane${i}`));
  const clear = () => {
    for (const lane of lanes) lane.stop();
    cluster.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  const leave = () => {
    clear();
    process.exit(1);
  };
  process.once("SIGINT", leave).once("SIGTERM", leave);
  try {
    await makeDatabase(cluster, template);
    const { ground } = await lanes[0]!.ask({ do: "plant", where: cluster.where, template: planted });
    const root = postgres(cluster.superuser(planted), { max: 1, onnotice() {} });
    const every = await allMutants(root).finally(() => root.end());
    unlike(every);
    const chosen = sampled(
      every.filter(
        ({ theme, name }) => !filter || filter.split(",").some((word) => `${theme}: ${name}`.includes(word)),
      ),
      sample,
      seed,
    );
    const [first] = await Promise.all(lanes.map((lane) => lane.begin(ground)));
    const files = first!.files;
    const order = orderOf(files);
    const trials = openTrials(cluster.superuser("postgres"));
    const tried: Tried[] = [];
    const tryOne = async (lane: Lane, mutant: Mutant) => {
      const { near, far } = order.of(mutant);
      const one = await attempt(lane, ground, mutant, nearest ? { near, far: [] } : { near, far }, trials);
      tried.push(one);
      order.learn(one);
      say(lineOf(one));
    };
    const whole = chosen.filter((mutant) => !mutant.undo);
    await inTurn(lanes, whole, tryOne);
    const alone = chosen.filter((mutant) => mutant.undo);
    await inTurn(lanes.slice(0, 1), alone, tryOne);
    return { ...counted(tried), told: trials.count(), seconds: (performance.now() - from) / 1_000, tried };
  } finally {
    process.off("SIGINT", leave).off("SIGTERM", leave);
    clear();
  }
}

/** Two of one name could not be told apart in a report. */
function unlike(mutants: readonly Mutant[]): void {
  const seen = new Set<string>();
  for (const { theme, name } of mutants) {
    const key = `${theme}: ${name}`;
    if (seen.has(key)) throw new Error(`two mutants are called ${key}`);
    seen.add(key);
  }
}

/** The same seed draws the same sample (mulberry32). */
function sampled<T>(all: T[], size: number | undefined, seed: number): T[] {
  if (size === undefined || size >= all.length) return all;
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return all
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, size)
    .map(({ one }) => one);
}

/** Each lane takes the next when it is free. */
async function inTurn<T>(lanes: readonly Lane[], waiting: readonly T[], work: (lane: Lane, one: T) => Promise<void>) {
  let next = 0;
  await Promise.all(
    lanes.map(async (lane) => {
      while (next < waiting.length) await work(lane, waiting[next++]!);
    }),
  );
}

/** Whether these pass while nothing is broken, each asked once a run: else they could say nothing of a mutant. */
function openTrials(superuser: string) {
  const asked = new Map<string, Promise<string | undefined>>();
  return {
    /** Puts back what a mutant changed of the cluster. */
    async mend({ undo }: Mutant): Promise<void> {
      if (!undo) return;
      const admin = postgres(superuser, { max: 1, onnotice() {} });
      await admin.unsafe(undo).finally(() => admin.end());
    },
    failureOf(lane: Lane, telling: Telling): Promise<string | undefined> {
      const key = JSON.stringify(telling);
      const known = asked.get(key) ?? lane.ask({ do: "tell", telling }).then(({ failure }) => failure);
      asked.set(key, known);
      return known;
    },
    count: () => asked.size,
  };
}

async function attempt(lane: Lane, ground: Ground, mutant: Mutant, turn: Turn, trials: Trials): Promise<Tried> {
  const { theme, name } = mutant;
  const done = await lane
    .ask({ do: "try", mutant, ...turn })
    .catch((error: Error) => ({ verdict: { by: "error", error: error.message } as const, hung: [name], seconds: 0 }));
  await trials.mend(mutant);
  if (done.hung.length > 0) await lane.again(ground);
  if (done.verdict.by === "attack") {
    const { telling } = done.verdict;
    const failure = await trials.failureOf(lane, telling);
    if (failure && telling.story === undefined)
      throw new Error(`it fails with nothing broken: ${telling.file} › ${failure}`);
    // a story that needs those before it says nothing alone
    if (failure)
      return attempt(
        lane,
        ground,
        mutant,
        { ...turn, near: turn.near.filter(({ story }) => story === undefined) },
        trials,
      );
  }
  return { theme, name, verdict: done.verdict, hung: done.hung, seconds: done.seconds };
}
type Trials = ReturnType<typeof openTrials>;

function lineOf({ theme, name, verdict, hung, seconds }: Tried): string {
  const how = {
    attack: () => (verdict as { story: string; error: string }).story,
    law: () => (verdict as { law: string }).law,
    harmless: () => (verdict as { because: string }).because,
    nothing: () => "",
    error: () => (verdict as { error: string }).error,
  }[verdict.by]();
  const word = verdict.by === "nothing" ? "SURVIVED" : verdict.by === "error" ? "ERROR" : verdict.by;
  const waited = hung.length > 0 ? ` (hung: ${hung.join(", ")})` : "";
  return `${word.padEnd(8)} ${theme}: ${name} | ${how}${waited} ${seconds.toFixed(1)} s`;
}

function counted(tried: readonly Tried[]) {
  const by = (way: Verdict["by"]) => tried.filter(({ verdict }) => verdict.by === way).length;
  return {
    mutants: tried.length,
    attack: by("attack"),
    law: by("law"),
    harmless: by("harmless"),
    survived: by("nothing"),
    errors: by("error"),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sample: { type: "string" },
      seed: { type: "string" },
      nearest: { type: "boolean" },
      learn: { type: "boolean" },
      lanes: { type: "string" },
      json: { type: "string" },
    },
  });
  const summary = await runMutants({
    ...(positionals[0] && { filter: positionals[0] }),
    ...(values.sample && { sample: Number(values.sample) }),
    ...(values.lanes && { lanesAtOnce: Number(values.lanes) }),
    ...(values.nearest && { nearest: true }),
    ...(values.seed && { seed: Number(values.seed) }),
    say: (line) => console.log(line),
  });
  const { attack, law, harmless, survived, errors, mutants, told, seconds, tried } = summary;
  for (const one of tried) if (["nothing", "error"].includes(one.verdict.by)) console.log(lineOf(one));
  if (values.learn) rememberWho(summary.tried);
  if (values.json) fs.writeFileSync(values.json, JSON.stringify(summary, null, 2));
  console.log(
    `${mutants} mutants in ${seconds.toFixed(0)} s, ${attack} seen by an attack (${told} of them told against the whole house too), ${law} by a law alone, ${harmless} harmless, ${survived} survived, ${errors} could not be made`,
  );
  process.exit(survived + errors > 0 ? 1 : 0);
}
