import { fourierTransform, hann } from "../fourier.ts";
import { fingerprint as settings } from "../rules.ts";
import type { TelephoneSound } from "./telephone-sound.ts";

const { sampleRateHz, windowSamples, hopSamples, fineBands } = settings;

/** Even: two frames share a transform. So many are read at once, so that a call of hours is never there twice. */
const framesAtOnce = 64;

/**
 * Log energies of a sound in fine bands, frame by frame: `visit` gets a row that is used again for the next frame.
 * Each band is 1 % wider than the one below it, so that a copy at another speed is the same picture, shifted.
 */
export function bandSpectrum(sound: TelephoneSound, visit: (frame: number, row: Float32Array) => void): void {
  const frames = framesOf(sound.length);
  const window = hann(windowSamples);
  const re = new Float64Array(windowSamples);
  const im = new Float64Array(windowSamples);
  const row = new Float32Array(fineBands);
  const read = new Float32Array((framesAtOnce - 1) * hopSamples + windowSamples);
  // Two frames fit into one transform; each one's spectrum is half the sum or difference of mirrored bins.
  for (let frame = 0; frame < frames; frame += 2) {
    const first = (frame % framesAtOnce) * hopSamples;
    if (first === 0) sound.read(frame * hopSamples, read);
    for (let i = 0, at = first; i < windowSamples; i++, at++) {
      re[i] = read[at]! * window[i]!;
      im[i] = read[at + hopSamples]! * window[i]!;
    }
    fourierTransform(re, im);
    fineEnergies(re, im, row);
    visit(frame, row);
    if (frame + 1 < frames) {
      fineEnergies(im, re, row);
      visit(frame + 1, row);
    }
  }
}

export const framesOf = (lengthSamples: number): number =>
  Math.max(0, Math.floor((lengthSamples - windowSamples) / hopSamples) + 1);

/** The bins of each fine band; the narrow ones at the bottom take the bins around them. */
const edges = Array.from(
  { length: fineBands + 1 },
  (_, i) => (settings.lowestHz * settings.fineStep ** i * windowSamples) / sampleRateHz,
);
const edgeBins = Int32Array.from(edges, Math.floor);
const edgeShares = Float64Array.from(edges, (edge) => edge - Math.floor(edge));
const firstBin = edgeBins[0]! - 1;
const endBin = Math.ceil(edges[fineBands]!) + 1;

const power = new Float64Array((windowSamples >> 1) + 1);

/** Takes the spectrum of the frame that went in as `own` out of the common transform. */
function fineEnergies(own: Float64Array, other: Float64Array, row: Float32Array): void {
  let sum = 0;
  for (let k = firstBin, mirror = windowSamples - firstBin; k < endBin; k++, mirror--) {
    const even = own[k]! + own[mirror]!;
    const odd = other[k]! - other[mirror]!;
    sum += even * even + odd * odd;
    power[k] = sum;
  }
  // power holds the running sum; energy between two edges is read from it, parts of a bin included
  let before = at(0);
  for (let band = 0; band < fineBands; band++) {
    const next = at(band + 1);
    row[band] = next - before;
    before = next;
  }
}

function at(edge: number): number {
  const k = edgeBins[edge]!;
  const below = power[k - 1]!;
  return below + (power[k]! - below) * edgeShares[edge]!;
}
