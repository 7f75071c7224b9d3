import type { WaitingRecording } from "../processed.ts";
import type { Run } from "./run.ts";

type Failed = { outcome: "failed"; reason: string; detail: string };

/** Asks a service within the time that all of them have for one recording; when it fails, the recording waits. */
export async function askOutside<T extends { outcome: string }>(
  { input, patience }: Run,
  service: WaitingRecording["for"],
  ask: (signal: AbortSignal) => Promise<T | Failed>,
): Promise<Exclude<T, Failed> | WaitingRecording> {
  const signal = input.signal ? AbortSignal.any([input.signal, patience]) : patience;
  try {
    const answer = await ask(signal);
    if (!hasFailed(answer)) return answer as Exclude<T, Failed>;
    return { outcome: "waiting", for: service, detail: `${answer.reason}: ${answer.detail}` };
  } catch (error) {
    input.signal?.throwIfAborted();
    if (!patience.aborted) throw error;
    return { outcome: "waiting", for: service, detail: "too_slow: the time for all services is over" };
  }
}

const hasFailed = (answer: { outcome: string }): answer is Failed => answer.outcome === "failed";
