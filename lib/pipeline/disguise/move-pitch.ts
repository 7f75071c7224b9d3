import { hann } from "./fourier.ts";
import { pitchHopSeconds } from "./pitch-track.ts";

const unvoicedHopSeconds = 0.006;
/** How far, in periods, a glottal pulse may lie from where the last one announces it. */
const searchPeriods = 0.2;
/** How much of the sound on each side of a pulse is compared, in periods. */
const likenessPeriods = 0.6;

/** Where the pulses of the voice are, and the distance to the next; unvoiced sound is marked at even steps. */
export interface Marks {
  at: number[];
  period: number[];
  voiced: boolean[];
}

/**
 * Gives an excitation another pitch, its duration and its spectrum kept: pieces of two periods are set at new
 * distances (TD-PSOLA, Moulines and Charpentier, 1990, on the residual of linear prediction). `newHz` says what becomes of
 * a pitch.
 */
export function movePitch(
  excitation: Float64Array,
  marks: Marks,
  sampleRateHz: number,
  newHz: (hz: number) => number,
  output: Float64Array,
): void {
  const last = marks.at.length - 1;
  output.fill(0);
  if (last < 0) return;
  let nearest = 0;
  for (let position = marks.at[0]!; position < excitation.length; ) {
    while (nearest < last && Math.abs(marks.at[nearest + 1]! - position) <= Math.abs(marks.at[nearest]! - position))
      nearest++;
    const period = marks.period[nearest]!;
    addGrain(excitation, marks.at[nearest]!, output, Math.round(position), period);
    position += marks.voiced[nearest] ? sampleRateHz / newHz(sampleRateHz / period) : period;
  }
}

function addGrain(from: Float64Array, centre: number, output: Float64Array, at: number, reach: number): void {
  const window = hann(2 * reach + 1);
  const first = Math.max(-reach, -centre, -at);
  const end = Math.min(reach, from.length - 1 - centre, output.length - 1 - at);
  for (let i = first; i <= end; i++) output[at + i] = output[at + i]! + from[centre + i]! * window[i + reach]!;
}

/** Marks of the sound itself, where periods are found more surely than in its excitation; a pitch in Hz each 10 ms. */
export function findMarks(sound: Float64Array, sampleRateHz: number, pitchHz: Float64Array): Marks {
  const marks: Marks = { at: [], period: [], voiced: [] };
  const step = Math.round(sampleRateHz * unvoicedHopSeconds);
  const add = (at: number, period: number, voiced: boolean) => {
    marks.at.push(at);
    marks.period.push(period);
    marks.voiced.push(voiced);
  };
  let speaking = false;
  for (let at = 0; at < sound.length; ) {
    const hz = pitchHz[Math.min(pitchHz.length - 1, Math.round(at / (sampleRateHz * pitchHopSeconds)))] ?? 0;
    if (hz === 0) {
      add(at, step, false);
      at += step;
      speaking = false;
      continue;
    }
    const period = Math.round(sampleRateHz / hz);
    const before = marks.at.at(-1) ?? 0;
    const pulse = speaking ? mostAlike(sound, before, at, period) : Math.max(before + 1, loudest(sound, at, period));
    add(pulse, period, true);
    at = pulse + period;
    speaking = true;
  }
  return marks;
}

/** Where, near `expected`, the sound looks most like it did around the pulse before: each mark gets the same phase. */
function mostAlike(sound: Float64Array, before: number, expected: number, period: number): number {
  const reach = Math.round(period * searchPeriods);
  const half = Math.round(period * likenessPeriods);
  let best = expected;
  let most = Number.NEGATIVE_INFINITY;
  for (let at = Math.max(before + (period >> 1), expected - reach); at <= expected + reach; at++) {
    let product = 0;
    let energy = 1e-9;
    for (let i = -half; i <= half; i += 2) {
      const here = sound[at + i] ?? 0;
      product += here * (sound[before + i] ?? 0);
      energy += here * here;
    }
    // Squared and signed: the order is that of the correlation itself, without a root.
    const likeness = (product * Math.abs(product)) / energy;
    if (likeness > most) {
      most = likeness;
      best = at;
    }
  }
  return best;
}

/** The largest peak, up or down, of the period that begins here: where a voice sets in. */
function loudest(sound: Float64Array, from: number, period: number): number {
  let best = from;
  for (let i = from; i < from + period && i < sound.length; i++) {
    if (Math.abs(sound[i]!) > Math.abs(sound[best]!)) best = i;
  }
  return best;
}
