import type { Draw } from "../../lib/pipeline/disguise/draws.ts";
import type { Stretch } from "../../lib/pipeline/stretches.ts";

/** A way to disguise voices, as the bench compares them. */
export interface Method {
  name: string;
  family: "nothing" | "pole warps" | "statistics" | "pseudo-speaker" | "WORLD";
  /** Compared in the main tables; the others are points of the curve. */
  main: boolean;
  /** Disguises in place. */
  apply(samples: Int16Array, sampleRateHz: number, speech: readonly Stretch[], draw: Draw): void;
}
