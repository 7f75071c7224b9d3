/** What an attacker knows: nothing of the disguise; that voices are disguised; and how, so that they disguise their own too. */
export type Knowledge = "ignorant" | "lazy-informed" | "semi-informed";

/** Shares from 0 to 1, each of the worst attacker for it. */
export interface Risk {
  /** How often the right one of the known speakers is named first. */
  topOne: number;
  /** Error rate where as many are wrongly taken for the same as are missed; 0.5 is guessing. */
  equalErrorRate: number;
  /** How many are found when one in a hundred wrong alarms is allowed. */
  truePositiveRate: number;
}

/**
 * What was measured of the risk that a disguised voice is told apart (bench/privacy-results.json, which is not shipped; a
 * test says whether they agree). The one source of what buyers are told.
 */
export const measuredRisk = {
  speakers: 14,
  strengths: {
    light: {
      ignorant: { topOne: 0.6667, equalErrorRate: 0.1511, truePositiveRate: 0.381 },
      "lazy-informed": { topOne: 0.4524, equalErrorRate: 0.1896, truePositiveRate: 0.2143 },
      "semi-informed": { topOne: 0.6667, equalErrorRate: 0.141, truePositiveRate: 0.3333 },
    },
    default: {
      ignorant: { topOne: 0.3333, equalErrorRate: 0.2262, truePositiveRate: 0.1667 },
      "lazy-informed": { topOne: 0.1905, equalErrorRate: 0.3223, truePositiveRate: 0.04762 },
      "semi-informed": { topOne: 0.3095, equalErrorRate: 0.2995, truePositiveRate: 0.1429 },
    },
    strong: {
      ignorant: { topOne: 0.2619, equalErrorRate: 0.2976, truePositiveRate: 0.119 },
      "lazy-informed": { topOne: 0.1429, equalErrorRate: 0.4249, truePositiveRate: 0.04762 },
      "semi-informed": { topOne: 0.2143, equalErrorRate: 0.4185, truePositiveRate: 0.04762 },
    },
  },
} as const satisfies { speakers: number; strengths: Record<string, Record<Knowledge, Risk>> };
