import { disguiseVoice } from "../../lib/pipeline/disguise/disguise.ts";
import type { Draw } from "../../lib/pipeline/disguise/draws.ts";
import type { Stretch } from "../../lib/pipeline/stretches.ts";
import { combo, mcAdams } from "./baselines/combo.ts";

export interface Method {
  name: string;
  /** Disguises in place. */
  apply(samples: Int16Array, sampleRateHz: number, speech: readonly Stretch[], draw: Draw): void;
}

/** What is compared: nothing done, two baselines, and the three strengths of the product. */
export const methods: readonly Method[] = [
  { name: "clear", apply: () => undefined },
  { name: "McAdams B2", apply: mcAdams },
  { name: "combo", apply: combo },
  ...(["light", "default", "strong"] as const).map((strength) => ({
    name: strength,
    apply: (samples: Int16Array, sampleRateHz: number, speech: readonly Stretch[], draw: Draw) =>
      disguiseVoice(samples, sampleRateHz, speech, [], draw, strength),
  })),
];
