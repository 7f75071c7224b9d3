import type { Interval, PrivacyFigures } from "./figures.ts";
import type { Judgement, Knowledge } from "./judge.ts";
import type { Size } from "./recordings.ts";

/** What bench/privacy-results.json holds. */
export interface Results {
  size: Size;
  judgements: Judgement[];
}

export const results = new URL("../privacy-results.json", import.meta.url);

export interface Estimate {
  share: number;
  interval: Interval;
}

/** The worst that any attacker of one knowledge does, for each figure apart: low error rates, high everything else. */
export function worstOf({ attacks }: Judgement, known: Knowledge): Record<keyof PrivacyFigures, Estimate> {
  const all = attacks.filter(({ knowledge }) => knowledge === known).map(({ figures }) => figures);
  const worst = (name: keyof PrivacyFigures, sign: 1 | -1): Estimate => {
    const figures = all.reduce((bad, one) => (sign * one[name] > sign * bad[name] ? one : bad));
    return { share: figures[name], interval: figures.intervals[name] };
  };
  return {
    equalErrorRate: worst("equalErrorRate", -1),
    topOne: worst("topOne", 1),
    truePositiveRate: worst("truePositiveRate", 1),
    worstSpeaker: worst("worstSpeaker", 1),
  };
}

/** Words that the two listeners understand, on the mean. */
export const wordsOf = ({ words }: Judgement) => (words.models + words.shapes) / 2;
