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
        ignorant: { topOne: 0.6125, equalErrorRate: 0.1477, truePositiveRate: 0.4375 },
        "lazy-informed": { topOne: 0.5375, equalErrorRate: 0.1609, truePositiveRate: 0.275 },
        "semi-informed": { topOne: 0.7, equalErrorRate: 0.08191, truePositiveRate: 0.475 },
      },
      default: {
        ignorant: { topOne: 0.3125, equalErrorRate: 0.2516, truePositiveRate: 0.1375 },
        "lazy-informed": { topOne: 0.1625, equalErrorRate: 0.3355, truePositiveRate: 0.0375 },
        "semi-informed": { topOne: 0.2375, equalErrorRate: 0.2737, truePositiveRate: 0.1 },
      },
      strong: {
        ignorant: { topOne: 0.175, equalErrorRate: 0.323, truePositiveRate: 0.1125 },
        "lazy-informed": { topOne: 0.1125, equalErrorRate: 0.3964, truePositiveRate: 0.025 },
        "semi-informed": { topOne: 0.1875, equalErrorRate: 0.3362, truePositiveRate: 0.025 },
      },
    },
    8000: {
      light: {
        ignorant: { topOne: 0.2125, equalErrorRate: 0.325, truePositiveRate: 0.075 },
        "lazy-informed": { topOne: 0.275, equalErrorRate: 0.3487, truePositiveRate: 0.1625 },
        "semi-informed": { topOne: 0.5125, equalErrorRate: 0.1859, truePositiveRate: 0.3125 },
      },
      default: {
        ignorant: { topOne: 0.125, equalErrorRate: 0.3987, truePositiveRate: 0.05 },
        "lazy-informed": { topOne: 0.1125, equalErrorRate: 0.4507, truePositiveRate: 0.025 },
        "semi-informed": { topOne: 0.1375, equalErrorRate: 0.3819, truePositiveRate: 0.0875 },
      },
      strong: {
        ignorant: { topOne: 0.0875, equalErrorRate: 0.4477, truePositiveRate: 0.025 },
        "lazy-informed": { topOne: 0.0875, equalErrorRate: 0.4648, truePositiveRate: 0.025 },
        "semi-informed": { topOne: 0.0875, equalErrorRate: 0.3984, truePositiveRate: 0.025 },
      },
    },
  },
} as const satisfies {
  speakers: number;
  rates: Record<number, Record<"light" | "default" | "strong", Record<Knowledge, Risk>>>;
};

export type MeasuredRateHz = keyof typeof measuredRisk.rates;
