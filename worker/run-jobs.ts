import { Logger, run, type TaskList } from "graphile-worker";
import pg from "pg";
import { z } from "zod";
import { log } from "../lib/web/log.ts";
import type { JobTable } from "./jobs.ts";
import { isWaiting, keepWaiting } from "./waiting-jobs.ts";

/** A job names one row and nothing else. */
const payloadOf = z.strictObject({ subject: z.uuid() });

/**
 * Takes this family's jobs from Postgres until it is stopped: one at a time a slot, retried with back-off, then given up. One
 * that waits for what is outside is not given up for two weeks.
 */
export async function runJobs(url: string, jobs: JobTable, concurrency: number): Promise<{ stop(): Promise<void> }> {
  const pgPool = new pg.Pool({ connectionString: url, max: concurrency + 3 }).on("error", (error) =>
    log.error({ err: error }, "worker pool"),
  );
  pgPool.on("connect", (client) => {
    client.on("error", (error) => log.error({ err: error }, "worker connection"));
  });
  const taskList: TaskList = {};
  for (const [task, work] of Object.entries(jobs)) {
    taskList[task] = async (payload, { job, abortSignal }) => {
      const { subject } = payloadOf.parse(payload);
      const viewer = { via: "job", job: job.id } as const;
      // Giving up is a try of its own: of a worker that is killed in the last one nobody would ever hear.
      const isLast = work.giveUp !== undefined && job.attempts >= job.max_attempts;
      const signal = abortSignal ?? new AbortController().signal;
      try {
        await (isLast ? work.giveUp : work.run)?.(viewer, subject, signal);
        if (isLast) log.error({ task, subject, of: job.max_attempts }, "a job is given up");
      } catch (error) {
        if (isWaiting(error, job, isLast)) {
          const { pauseMs } = await keepWaiting(pgPool, job);
          log.warn({ task, subject, since: job.created_at, pauseMs, err: error }, "a job waits");
        } else {
          log.error({ task, subject, attempt: job.attempts, of: job.max_attempts, err: error }, "a job failed");
        }
        throw new Error("see the log"); // graphile keeps this text in the database: nothing of a person may be in it
      }
    };
  }
  const runner = await run({
    pgPool,
    taskList,
    concurrency,
    pollInterval: 1_000,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === "error" || level === "warning") log.warn({ message }, "graphile-worker");
    }),
  });
  return {
    stop: async () => {
      await runner.stop();
      await pgPool.end();
    },
  };
}
