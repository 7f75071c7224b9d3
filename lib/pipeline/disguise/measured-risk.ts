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
  speakers: 20,
  rates: {
    16000: {
      light: {
        ignorant: { topOne: 0.3, equalErrorRate: 0.2618, truePositiveRate: 0.1875 },
        "lazy-informed": { topOne: 0.2875, equalErrorRate: 0.2809, truePositiveRate: 0.1 },
        "semi-informed": { topOne: 0.5625, equalErrorRate: 0.1431, truePositiveRate: 0.2875 },
      },
      default: {
        ignorant: { topOne: 0.1, equalErrorRate: 0.3714, truePositiveRate: 0.0375 },
        "lazy-informed": { topOne: 0.1375, equalErrorRate: 0.3993, truePositiveRate: 0.0125 },
        "semi-informed": { topOne: 0.125, equalErrorRate: 0.376, truePositiveRate: 0.05 },
      },
      strong: {
        ignorant: { topOne: 0.0625, equalErrorRate: 0.4303, truePositiveRate: 0.0375 },
        "lazy-informed": { topOne: 0.1, equalErrorRate: 0.4674, truePositiveRate: 0.0125 },
        "semi-informed": { topOne: 0.0625, equalErrorRate: 0.4345, truePositiveRate: 0 },
      },
    },
    8000: {
      light: {
        ignorant: { topOne: 0.2, equalErrorRate: 0.3132, truePositiveRate: 0.0875 },
        "lazy-informed": { topOne: 0.2625, equalErrorRate: 0.3299, truePositiveRate: 0.1375 },
        "semi-informed": { topOne: 0.6, equalErrorRate: 0.1645, truePositiveRate: 0.3375 },
      },
      default: {
        ignorant: { topOne: 0.1125, equalErrorRate: 0.4, truePositiveRate: 0.0375 },
        "lazy-informed": { topOne: 0.1125, equalErrorRate: 0.4467, truePositiveRate: 0.0375 },
        "semi-informed": { topOne: 0.1375, equalErrorRate: 0.3905, truePositiveRate: 0.05 },
      },
      strong: {
        ignorant: { topOne: 0.0875, equalErrorRate: 0.4349, truePositiveRate: 0.025 },
        "lazy-informed": { topOne: 0.1, equalErrorRate: 0.4796, truePositiveRate: 0.025 },
        "semi-informed": { topOne: 0.0875, equalErrorRate: 0.4609, truePositiveRate: 0.0375 },
      },
    },
  },
} as const satisfies {
  speakers: number;
  rates: Record<number, Record<"light" | "default" | "strong", Record<Knowledge, Risk>>>;
};

export type MeasuredRateHz = keyof typeof measuredRisk.rates;
