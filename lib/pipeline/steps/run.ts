import type { RecordingInput } from "../processed.ts";
import type { Steps } from "./run-steps.ts";

/** What every step of one recording works with. */
export interface Run {
  input: RecordingInput;
  steps: Steps;
  /** When services outside have had their time. */
  patience: AbortSignal;
}
