import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Judgement } from "./judge.ts";

const entry = fileURLToPath(new URL("judge-process.ts", import.meta.url));
/** Far longer than any method needs, so that a process that hangs does not keep the bench for ever. */
const longestMs = 30 * 60_000;

/** Judges methods over one file of recordings, in a few processes; `use` gets each judgement as soon as it is there. */
export async function judgeAll(
  material: URL,
  methods: readonly string[],
  processes: number,
  use: (judgement: Judgement) => void,
): Promise<void> {
  const waiting = [...methods];
  const workers = Array.from({ length: Math.min(processes, methods.length) }, () => fork(entry, [material.href]));
  try {
    await Promise.all(
      workers.map(async (worker) => {
        await answerOf(worker);
        for (let method = waiting.shift(); method !== undefined; method = waiting.shift()) {
          worker.send(method);
          use((await answerOf(worker)) as Judgement);
        }
      }),
    );
  } finally {
    for (const worker of workers) worker.kill();
  }
}

/** The next message; a process that ends or is silent for too long is an error. */
async function answerOf(worker: ChildProcess): Promise<unknown> {
  const quiet = new AbortController();
  const signal = AbortSignal.any([quiet.signal, AbortSignal.timeout(longestMs)]);
  try {
    return await Promise.race([
      once(worker, "message", { signal }).then(([message]) => message as unknown),
      once(worker, "exit", { signal }).then(([code]) => {
        throw new Error(`a judging process ended with code ${code}`);
      }),
    ]);
  } finally {
    quiet.abort();
  }
}
