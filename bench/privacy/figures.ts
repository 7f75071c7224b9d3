import type { Draw } from "../../lib/pipeline/disguise/draws.ts";
import type { Scores } from "./attackers.ts";

/** How well an attacker recognises people; shares from 0 to 1. */
export interface PrivacyFigures {
  /** Where false acceptances and false rejections are equally frequent. */
  equalErrorRate: number;
  /** How often the right target scores highest. */
  topOne: number;
  /** How many true pairs are found when one false pair in a hundred is accepted. */
  truePositiveRate: number;
  /** Top-1 of the target who is found most easily. */
  worstSpeaker: number;
}

export type Interval = { low: number; high: number };
export type WithIntervals<T> = { [K in keyof T]: T[K] & number } & { intervals: { [K in keyof T]: Interval } };

const acceptedFalsePairs = 0.01;
const resamplings = 300;

export function figuresOf(scores: Scores, speakers: readonly number[], targets: readonly number[]): PrivacyFigures {
  const same: number[] = [];
  const different: number[] = [];
  const found = new Map<number, { right: number; all: number }>();
  for (const target of targets) {
    for (const [i, speaker] of speakers.entries()) {
      if (speaker !== target) continue;
      const row = scores[i]!;
      for (const other of targets) (other === target ? same : different).push(row[other]!);
      const tally = found.get(target) ?? { right: 0, all: 0 };
      tally.all++;
      if (row.every((score, t) => t === target || score < row[target]!)) tally.right++;
      found.set(target, tally);
    }
  }
  const tallies = targets.map((target) => found.get(target) ?? { right: 0, all: 0 });
  const right = tallies.reduce((sum, tally) => sum + tally.right, 0);
  const all = tallies.reduce((sum, tally) => sum + tally.all, 0);
  return {
    equalErrorRate: equalErrorRate(same, different),
    topOne: right / all,
    truePositiveRate: truePositiveRate(same, different),
    worstSpeaker: Math.max(...tallies.map((tally) => tally.right / tally.all)),
  };
}

/** The figures with 95 % intervals, by drawing the targets again with replacement. */
export function figuresWithIntervals(
  scores: Scores,
  speakers: readonly number[],
  targets: number,
  draw: Draw,
): WithIntervals<PrivacyFigures> {
  const everyone = Array.from({ length: targets }, (_, i) => i);
  const figures = figuresOf(scores, speakers, everyone);
  const drawn = Array.from({ length: resamplings }, () => {
    return figuresOf(
      scores,
      speakers,
      everyone.map(() => Math.floor(draw() * targets)),
    );
  });
  const names = Object.keys(figures) as (keyof PrivacyFigures)[];
  const intervals = Object.fromEntries(names.map((name) => [name, intervalOf(drawn.map((one) => one[name]))]));
  return { ...figures, intervals: intervals as Record<keyof PrivacyFigures, Interval> };
}

/** The middle 95 % of the values. */
export function intervalOf(values: readonly number[]): Interval {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  return { low: at(0.025), high: at(0.975) };
}

function equalErrorRate(same: number[], different: number[]): number {
  const accepted = same.sort((a, b) => a - b);
  const refused = different.sort((a, b) => a - b);
  let below = 0;
  for (const [i, score] of accepted.entries()) {
    while (below < refused.length && refused[below]! < score) below++;
    const falseRejections = i / accepted.length;
    const falseAcceptances = 1 - below / refused.length;
    if (falseRejections >= falseAcceptances) return (falseRejections + falseAcceptances) / 2;
  }
  return 0.5;
}

function truePositiveRate(same: number[], different: number[]): number {
  const sorted = different.sort((a, b) => b - a);
  const threshold = sorted[Math.floor(acceptedFalsePairs * sorted.length)]!;
  return same.filter((score) => score > threshold).length / same.length;
}
