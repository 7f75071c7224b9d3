import type { RecordingInput, StepReport } from "./processed.ts";

/** Runs the steps of one recording, with a report of each. */
export interface Steps {
  reports: StepReport[];
  /** Runs a step; `share` is how much of all work is done after it. Throws the signal's reason when aborted. */
  run<T>(
    name: string,
    version: string,
    settings: Record<string, string | number>,
    share: number,
    work: () => T | Promise<T>,
  ): Promise<T>;
  stopIfAborted(): void;
}

export function stepClock({ onProgress, signal }: Pick<RecordingInput, "onProgress" | "signal">): Steps {
  const reports: StepReport[] = [];
  return {
    reports,
    stopIfAborted: () => signal?.throwIfAborted(),
    async run(name, version, settings, share, work) {
      signal?.throwIfAborted();
      const started = performance.now();
      const result = await work();
      reports.push({ name, version, settings, ms: Math.round(performance.now() - started) });
      onProgress?.(name, share);
      return result;
    },
  };
}
