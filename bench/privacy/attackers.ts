import { drawsFor } from "../../lib/pipeline/disguise/draws.ts";
import { discriminant } from "./discriminant.ts";
import { pick } from "./features.ts";
import { type Mixture, trainMixture } from "./gaussian-mixture.ts";
import { dot, meanOf } from "./linear-algebra.ts";
import { type Counts, countsOf, summed, type Voiceprint } from "./voiceprint.ts";

/** Scores of each trial (row) against each target (column): the higher, the more alike. */
export type Scores = Float64Array[];

/** An attacker who has learned how voices differ, from other people's recordings. */
export interface Attacker {
  name: string;
  compare(enrolment: readonly Voiceprint[], trials: readonly Voiceprint[], targets: number): Scores;
}

const gaussians = 64;
const trainingFrames = 15_000;
const relevance = 8;
const cohortSize = 60;

/** Trains every attacker on the same background recordings. */
export function trainAttackers(background: readonly Voiceprint[]): Attacker[] {
  const mixture = backgroundModel(background);
  const counts = new Map<Voiceprint, Counts>();
  const countsFor = (print: Voiceprint) => {
    const known = counts.get(print);
    if (known) return known;
    const made = countsOf(mixture, print.frames);
    counts.set(print, made);
    return made;
  };
  const classes = background.map(({ speaker }) => speaker);
  const cohort = background.filter((_, i) => i % Math.ceil(background.length / cohortSize) === 0);
  const standard = scaleOf(background.map(({ statistics }) => statistics));
  const byStatistics = embedded((print) => standard(print.statistics), background, classes, 60);
  const bySupervector = embedded((print) => supervector(mixture, countsFor(print)), background, classes, 60);
  const byMixture = (enrolment: readonly Voiceprint[][], trials: readonly Voiceprint[]) => {
    const models = enrolment.map((prints) => adaptedOffsets(summed(prints.map(countsFor))));
    return trials.map((trial) =>
      Float64Array.from(models, (model) => likelihoodRatio(mixture, model, countsFor(trial))),
    );
  };
  const systems = { "GMM-UBM": byMixture, "LDA on statistics": byStatistics, "LDA on supervectors": bySupervector };
  const attackers = Object.entries(systems).map(([name, score]) => ({ name, compare: normalised(score, cohort) }));
  return [...attackers, fusionOf(attackers)];
}

function backgroundModel(background: readonly Voiceprint[]): Mixture {
  const total = background.reduce((sum, { frames }) => sum + frames.count, 0);
  const every = Math.max(1, Math.ceil(total / trainingFrames));
  const kept = background.map(({ frames }) => pick(frames, (frame) => frame % every === 0));
  const count = kept.reduce((sum, frames) => sum + frames.count, 0);
  const width = kept[0]!.width;
  const values = new Float64Array(count * width);
  let at = 0;
  for (const frames of kept) {
    values.set(frames.values, at);
    at += frames.values.length;
  }
  return trainMixture({ count, width, values }, gaussians, drawsFor("background model", new Uint8Array(1)));
}

type Scoring = (enrolment: readonly Voiceprint[][], trials: readonly Voiceprint[]) => Scores;

/** Measures each target's scores in deviations from what strangers get (Z-norm), so that one threshold fits all. */
function normalised(score: Scoring, cohort: readonly Voiceprint[]): Attacker["compare"] {
  return (enrolment, trials, targets) => {
    const byTarget = Array.from({ length: targets }, (_, t) => enrolment.filter(({ speaker }) => speaker === t));
    const strangers = score(byTarget, cohort);
    const means = meanOf(strangers);
    const deviations = meanOf(strangers.map((row) => row.map((value, t) => (value - means[t]!) ** 2))).map(Math.sqrt);
    return score(byTarget, trials).map((row) => row.map((value, t) => (value - means[t]!) / (deviations[t]! + 1e-9)));
  };
}

/** Cosine between projections that keep what tells people apart. */
function embedded(
  portray: (print: Voiceprint) => Float64Array,
  background: readonly Voiceprint[],
  classes: readonly number[],
  most: number,
): Scoring {
  const project = discriminant(background.map(portray), classes, most);
  const unit = (row: Float64Array) => {
    const length = Math.sqrt(dot(row, row)) + 1e-12;
    return row.map((value) => value / length);
  };
  const place = (print: Voiceprint) => unit(project(portray(print)));
  return (enrolment, trials) => {
    const models = enrolment.map((prints) => unit(meanOf(prints.map(place))));
    return trials.map((trial) => {
      const point = place(trial);
      return Float64Array.from(models, (model) => dot(model, point));
    });
  };
}

function scaleOf(rows: readonly Float64Array[]): (row: Float64Array) => Float64Array {
  const mean = meanOf(rows);
  const deviation = meanOf(rows.map((row) => row.map((value, i) => (value - mean[i]!) ** 2))).map(Math.sqrt);
  return (row) => row.map((value, i) => (value - mean[i]!) / (deviation[i]! + 1e-6));
}

/** Mean offsets after maximum a posteriori adaptation (Reynolds et al., 2000). */
function adaptedOffsets({ shares, offsets }: Counts): Float64Array {
  const width = offsets.length / shares.length;
  return offsets.map((offset, i) => offset / (shares[Math.floor(i / width)]! + relevance));
}

function supervector(mixture: Mixture, counts: Counts): Float64Array {
  const weights = mixture.constants.map(() => 1 / Math.sqrt(mixture.size));
  return adaptedOffsets(counts).map(
    (offset, i) => offset * Math.sqrt(2 * mixture.halfPrecisions[i]!) * weights[Math.floor(i / mixture.width)]!,
  );
}

/** Linear scoring of an adapted mixture against the background model (Glembek et al., ICASSP 2009). */
function likelihoodRatio(
  { width, halfPrecisions }: Mixture,
  model: Float64Array,
  { shares, offsets, frames }: Counts,
): number {
  let sum = 0;
  for (let i = 0; i < model.length; i++) {
    const share = shares[Math.floor(i / width)]!;
    sum += halfPrecisions[i]! * model[i]! * (2 * offsets[i]! - share * model[i]!);
  }
  return sum / Math.max(1, frames);
}

/** All of them together, by the mean of their normalised scores. */
function fusionOf(attackers: readonly Attacker[]): Attacker {
  return {
    name: "all three fused",
    compare: (enrolment, trials, targets) => {
      const all = attackers.map((attacker) => attacker.compare(enrolment, trials, targets));
      return trials.map((_, i) => meanOf(all.map((scores) => scores[i]!)));
    },
  };
}
