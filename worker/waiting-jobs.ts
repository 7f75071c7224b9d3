import type { Job } from "graphile-worker";
import type pg from "pg";
import { isRefusal } from "../db/refusal.ts";
import { WaitsForService } from "../lib/outside/waits-for-service.ts";

const shortestPauseMs = 60_000;
const longestPauseMs = 4 * 3_600_000;
/** From then on waiting is failing: a job has its usual tries, and its owner is told. */
const longestWaitMs = 14 * 24 * 3_600_000;

type Waiting = Pick<Job, "id" | "attempts" | "created_at">;

const ageMs = ({ created_at }: Waiting): number => Date.now() - created_at.getTime();

/**
 * A service that does not answer, or a part of the market that the desk has stopped: neither is the job's failure. What could
 * not even be given up is tried again too.
 */
export const isWaiting = (error: unknown, job: Waiting, isLast: boolean): boolean =>
  (isLast || error instanceof WaitsForService || (isRefusal(error) && error.code === "suspended")) &&
  ageMs(job) < longestWaitMs;

/** It costs none of the job's tries, and the pause grows with the time that it has waited. To be called before it fails. */
export async function keepWaiting(pool: pg.Pool, job: Waiting): Promise<{ pauseMs: number }> {
  const pauseMs = Math.round(Math.min(longestPauseMs, Math.max(shortestPauseMs, ageMs(job) / 2)));
  await pool.query(
    `update graphile_worker._private_jobs set attempts = greatest(0, attempts - 1), run_at = now() + $2 * interval '1 millisecond'
      where id = $1`,
    [job.id, pauseMs],
  );
  return { pauseMs };
}
