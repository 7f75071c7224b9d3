import { predict } from "../../../lib/pipeline/disguise/linear-prediction.ts";
import { hann } from "../../../lib/pipeline/fourier.ts";
import { findRoots, type Roots, rootsOf } from "./polynomial-roots.ts";

/** The reference warps angles in radians at 16 kHz; the pivot stays at the same frequency at other rates. */
const pivotHz = 16_000 / (2 * Math.PI);
const largestRadius = 0.998;
const mostFrameGain = 4;

/**
 * Moves the resonances of a voice: every pole of the vocal tract filter goes from angle phi to phi^alpha. After the
 * McAdams baseline of the VoicePrivacy Challenge (Patino et al., Interspeech 2021): windows of 20 ms, hops of 10 ms,
 * order 20 at 16 kHz and 10 at 8 kHz. The returned function warps `input` into `output`, both of equal length.
 */
export function poleWarper(sampleRateHz: number, alpha: number): (input: Float64Array, output: Float64Array) => void {
  const size = Math.floor(0.02 * sampleRateHz);
  const hop = size >> 1;
  const order = sampleRateHz > 8_000 ? 20 : 10;
  const pivot = (2 * Math.PI * pivotHz) / sampleRateHz;
  const window = hann(size).map(Math.sqrt);
  const frame = new Float64Array(size);
  const warped = new Float64Array(size);
  const residual = new Float64Array(size);
  const scratch = new Float64Array(order + 1);
  const before = new Float64Array(order + 1);
  const after = new Float64Array(order + 1);
  const roots = rootsOf(order);

  return (input, output) => {
    output.fill(0);
    for (let start = 0; start + size <= input.length; start += hop) {
      let energy = 0;
      for (let i = 0; i < size; i++) {
        frame[i] = input[start + i]! * window[i]!;
        energy += frame[i]! * frame[i]!;
      }
      let gain = 1;
      let sound = frame;
      if (energy > 1e-9) {
        predict(frame, order, before, scratch);
        if (findRoots(before, roots) && moveRoots(roots, pivot, alpha, after)) {
          filterBy(before, frame, residual);
          gain = Math.min(mostFrameGain, Math.sqrt(energy / Math.max(1e-12, resonate(after, residual, warped))));
          sound = warped;
        }
      }
      for (let i = 0; i < size; i++) output[start + i] = output[start + i]! + gain * sound[i]! * window[i]!;
    }
  };
}

/** Rebuilds the polynomial from the moved roots: a quadratic for each pair, a linear factor for each real root. */
function moveRoots(roots: Roots, pivot: number, alpha: number, polynomial: Float64Array): boolean {
  const order = roots.re.length;
  polynomial.fill(0);
  polynomial[0] = 1;
  let degree = 0;
  for (let k = 0; k < order; k++) {
    const re = roots.re[k]!;
    const im = roots.im[k]!;
    if (Math.abs(im) < 1e-6) {
      if (degree + 1 > order) return false;
      const root = Math.max(-largestRadius, Math.min(largestRadius, re));
      degree += 1;
      for (let i = degree; i > 0; i--) polynomial[i] = polynomial[i]! - root * polynomial[i - 1]!;
    } else if (im > 0) {
      if (degree + 2 > order) return false;
      const radius = Math.min(largestRadius, Math.sqrt(re * re + im * im));
      const angle = Math.min(Math.PI, pivot * (Math.atan2(im, re) / pivot) ** alpha);
      const linear = -2 * radius * Math.cos(angle);
      degree += 2;
      for (let i = degree; i > 1; i--) {
        polynomial[i] = polynomial[i]! + linear * polynomial[i - 1]! + radius * radius * polynomial[i - 2]!;
      }
      polynomial[1] = polynomial[1]! + linear;
    }
  }
  return true;
}

/** What is left of a frame once its prediction is taken away. */
function filterBy(coefficients: Float64Array, frame: Float64Array, residual: Float64Array): void {
  const order = coefficients.length - 1;
  for (let i = 0; i < frame.length; i++) {
    const most = Math.min(i, order);
    let sum = frame[i]!;
    for (let j = 1; j <= most; j++) sum += coefficients[j]! * frame[i - j]!;
    residual[i] = sum;
  }
}

/** Drives the moved filter with the residual; returns the energy of the result. */
function resonate(coefficients: Float64Array, residual: Float64Array, sound: Float64Array): number {
  const order = coefficients.length - 1;
  let energy = 0;
  for (let i = 0; i < residual.length; i++) {
    const most = Math.min(i, order);
    let sum = residual[i]!;
    for (let j = 1; j <= most; j++) sum -= coefficients[j]! * sound[i - j]!;
    sound[i] = sum;
    energy += sum * sum;
  }
  return energy;
}
