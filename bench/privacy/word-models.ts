import type { Frames } from "./features.ts";
import type { HeardWord } from "./word-features.ts";

/** A left-to-right model of one word: each state a Gaussian with diagonal covariance. */
interface WordModel {
  word: number;
  states: number;
  means: Float64Array;
  halfPrecisions: Float64Array;
  constants: Float64Array;
}

const framesPerState = 5;
const rounds = 5;
const varianceFloor = 0.08;

/** Teaches one hidden Markov model per word by Viterbi training (Rabiner, 1989), from an even split. */
export function teachWordModels(taught: readonly HeardWord[]): (heard: HeardWord) => number {
  const models = [...new Set(taught.map(({ word }) => word))].map((word) =>
    teachWord(
      word,
      taught.filter((one) => one.word === word).map(({ frames }) => frames),
    ),
  );
  return ({ frames }) => {
    let best = { word: -1, score: Number.NEGATIVE_INFINITY };
    for (const model of models) {
      const { score } = align(model, frames);
      if (score > best.score) best = { word: model.word, score };
    }
    return best.word;
  };
}

function teachWord(word: number, examples: readonly Frames[]): WordModel {
  const lengths = examples.map(({ count }) => count).sort((a, b) => a - b);
  const states = Math.max(3, Math.round(lengths[lengths.length >> 1]! / framesPerState));
  const even = ({ count }: Frames) => Uint16Array.from({ length: count }, (_, i) => Math.floor((i * states) / count));
  let model = modelFrom(word, states, examples, examples.map(even));
  for (let round = 0; round < rounds; round++) {
    const paths = examples.map((frames) => align(model, frames).path);
    model = modelFrom(word, states, examples, paths);
  }
  return model;
}

function modelFrom(
  word: number,
  states: number,
  examples: readonly Frames[],
  paths: readonly Uint16Array[],
): WordModel {
  const width = examples[0]!.width;
  const counts = new Float64Array(states).fill(1e-3);
  const sums = new Float64Array(states * width);
  const squares = new Float64Array(states * width).fill(1e-3);
  for (const [e, { values }] of examples.entries()) {
    for (const [frame, state] of paths[e]!.entries()) {
      counts[state] = counts[state]! + 1;
      for (let i = 0, v = frame * width, m = state * width; i < width; i++, v++, m++) {
        sums[m] = sums[m]! + values[v]!;
        squares[m] = squares[m]! + values[v]! * values[v]!;
      }
    }
  }
  const means = sums.map((sum, i) => sum / counts[Math.floor(i / width)]!);
  const variances = squares.map((square, i) =>
    Math.max(
      i % width < width / 2 ? varianceFloor : varianceFloor / 2,
      square / counts[Math.floor(i / width)]! - means[i]! ** 2,
    ),
  );
  const constants = Float64Array.from({ length: states }, (_, state) => {
    let sum = 0;
    for (let i = state * width; i < (state + 1) * width; i++) sum -= 0.5 * Math.log(variances[i]!);
    return sum;
  });
  return { word, states, means, halfPrecisions: variances.map((value) => 0.5 / value), constants };
}

/** The best way through the states, one or two forward per frame or staying; the score is the mean per frame. */
function align(model: WordModel, { count, width, values }: Frames): { score: number; path: Uint16Array } {
  const { states } = model;
  let before = new Float64Array(states).fill(Number.NEGATIVE_INFINITY);
  let now = new Float64Array(states);
  const from = new Uint16Array(count * states);
  for (let frame = 0; frame < count; frame++) {
    for (let state = 0; state < states; state++) {
      let best = frame === 0 && state === 0 ? 0 : before[state]!;
      let source = state;
      for (let step = 1; step <= 2 && step <= state; step++) {
        if (before[state - step]! > best) {
          best = before[state - step]!;
          source = state - step;
        }
      }
      from[frame * states + state] = source;
      now[state] =
        best === Number.NEGATIVE_INFINITY ? best : best + density(model, state, values, frame * width, width);
    }
    [before, now] = [now, before];
  }
  const path = new Uint16Array(count);
  let state = states - 1;
  const score = before[state]! / Math.max(1, count);
  for (let frame = count - 1; frame >= 0; frame--) {
    path[frame] = state;
    state = from[frame * states + state]!;
  }
  return { score, path };
}

function density(
  { means, halfPrecisions, constants }: WordModel,
  state: number,
  values: Float64Array,
  at: number,
  width: number,
) {
  let sum = constants[state]!;
  for (let i = 0, v = at, m = state * width; i < width; i++, v++, m++) {
    const distance = values[v]! - means[m]!;
    sum -= distance * distance * halfPrecisions[m]!;
  }
  return sum;
}
