import { createHash } from "node:crypto";
import type { Channel } from "../parties.ts";
import type { RecordingInput, StepReport } from "../processed.ts";
import { packResult, unpackResult } from "./pack-result.ts";
import type { StepName, StepStore } from "./step-store.ts";

export interface Step {
  name: StepName;
  /** Set where a step is done channel by channel. */
  channel?: Channel;
  version: string;
  settings: Record<string, string | number>;
  /** What its result depends on besides, and what is not for the report: a transcript, a seed, an address. */
  inputs?: readonly unknown[];
  /** How much of all work is done after it, 0 to 1. */
  share: number;
}

/** Runs the steps of one recording, with a report of each. */
export interface Steps {
  reports: StepReport[];
  /**
   * Runs a step, or takes its result from the store. A result with an `outcome` ends the run and is never stored. Throws
   * the signal's reason when aborted.
   */
  run<T extends object>(step: Step, work: () => T | Promise<T>): Promise<T>;
  stopIfAborted(): void;
}

type Run = Pick<RecordingInput, "audio" | "onProgress" | "signal"> & { store?: StepStore | undefined };

/**
 * A step's key is the hash of its version, its settings and the key before it, the first of which is the upload's own hash:
 * a change runs that step and all after it anew, and none before it.
 */
export function startSteps({ audio, onProgress, signal, store }: Run): Steps {
  const reports: StepReport[] = [];
  let before = store ? sha256(audio) : "";
  const nextKey = ({ name, channel, version, settings, inputs = [] }: Step) => {
    before = sha256(JSON.stringify([name, channel, version, settings, inputs, before]));
    return `${channel ? `${name}-${channel}` : name}.${before}`;
  };
  return {
    reports,
    stopIfAborted: () => signal?.throwIfAborted(),
    async run<T extends object>(step: Step, work: () => T | Promise<T>) {
      signal?.throwIfAborted();
      const started = performance.now();
      const key = store && nextKey(step);
      const stored = key ? await storedResult<T>(store, key) : null;
      const result = stored ? stored.result : await work();
      if (key && !stored && !("outcome" in result)) await keepResult(store, key, result);
      const { name, channel, version, settings } = step;
      const ms = Math.round(performance.now() - started);
      const shown = channel ? { channel, ...settings } : settings;
      reports.push({ name, version, settings: shown, ms, resumed: stored !== null });
      onProgress?.(name, step.share);
      return result;
    },
  };
}

async function storedResult<T>(store: StepStore, key: string): Promise<{ result: T } | null> {
  const pieces = await store.get(key);
  // The key names the code and the input that made it: what is under it has that step's form.
  return pieces && ((await unpackResult(key, pieces)) as { result: T } | null);
}

async function keepResult(store: StepStore, key: string, result: object): Promise<void> {
  const pieces = packResult(key, result);
  if (pieces) await store.put(key, pieces);
}

const sha256 = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");
