import { Logger, run, type TaskList } from "graphile-worker";
import pg from "pg";
import { z } from "zod";
import { log } from "../lib/web/log.ts";
import type { JobTable } from "./jobs.ts";

/** A job names one row and nothing else. */
const payloadOf = z.strictObject({ subject: z.uuid() });

/** Takes this family's jobs from Postgres until it is stopped: one at a time a slot, retried with back-off, then given up. */
export async function runJobs(url: string, jobs: JobTable, concurrency: number): Promise<{ stop(): Promise<void> }> {
  const taskList: TaskList = {};
  for (const [task, work] of Object.entries(jobs)) {
    taskList[task] = async (payload, { job, abortSignal }) => {
      const { subject } = payloadOf.parse(payload);
      const viewer = { via: "job", job: job.id } as const;
      try {
        await work.run(viewer, subject, abortSignal ?? new AbortController().signal);
      } catch (error) {
        log.error({ task, subject, attempt: job.attempts, of: job.max_attempts, err: error }, "a job failed");
        if (job.attempts >= job.max_attempts) await work.giveUp?.(viewer, subject, new AbortController().signal);
        throw new Error("see the log"); // graphile keeps this text in the database: nothing of a person may be in it
      }
    };
  }
  const pool = new pg.Pool({ connectionString: url, max: concurrency + 3 }).on("error", (error) =>
    log.error({ err: error }, "worker pool"),
  );
  pool.on("connect", (client) => {
    client.on("error", (error) => log.error({ err: error }, "worker connection"));
  });
  const runner = await run({
    pgPool: pool,
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
      await pool.end();
    },
  };
}
