import { noiseFrom } from "../../../lib/pipeline/disguise/draws.ts";
import { filterFromLines, lineScratch } from "../../../lib/pipeline/disguise/line-spectrum.ts";
import { type Tract, tractHopSeconds } from "../../../lib/pipeline/disguise/vocal-tract.ts";
import { fourierTransform } from "../../../lib/pipeline/fourier.ts";
import { minimumPhase } from "./minimum-phase.ts";
import { spectrumSize } from "./world-envelope.ts";

const unvoicedHopSeconds = 0.005;

/** Responses are shorter than what envelopes are seen through: 32 ms hold them. */
export const responseSize = (sampleRateHz: number) => spectrumSize(sampleRateHz) / 2;

/** What is left of a voice in WORLD's way: pitch, envelope (as lines) and noise share per frame, nothing of the wave. */
export interface WorldVoice {
  tract: Tract;
  /** Hz each 10 ms, 0 without a voice. */
  pitchHz: Float64Array;
  /** How much of each bin is noise, `bins` per frame. */
  noise: Float64Array[];
}

/** Pulses and noise through minimum-phase responses, a response for each pulse. */
export function synthesise({ tract, pitchHz, noise }: WorldVoice, sampleRateHz: number, output: Float64Array): void {
  const size = responseSize(sampleRateHz);
  const random = noiseFrom(() => 0.5);
  const [response, phase, excited, turned] = [0, 0, 0, 0].map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const powerAt = responsePower(tract, sampleRateHz);
  output.fill(0);
  for (let position = 0; position < output.length; ) {
    const place = position / (sampleRateHz * tractHopSeconds);
    const frame = Math.min(noise.length - 1, Math.round(place));
    const hz = pitchHz[frame] ?? 0;
    const period = Math.max(2, Math.round(sampleRateHz * (hz > 0 ? 1 / hz : unvoicedHopSeconds)));
    minimumPhase(powerAt(place), response, phase);
    excite(excited, turned, period, hz > 0 ? noise[frame]! : null, random);
    for (let k = 0; k < size; k++) {
      const real = excited[k]! * response[k]! - turned[k]! * phase[k]!;
      // Conjugated, for the inverse transform is the forward one of the conjugate.
      turned[k] = -(excited[k]! * phase[k]! + turned[k]! * response[k]!);
      excited[k] = real;
    }
    fourierTransform(excited, turned);
    const end = Math.min(size, output.length - position);
    for (let i = 0; i < end; i++) output[position + i] = output[position + i]! + excited[i]! / size;
    position += period;
  }
}

/** The spectrum of one pulse and of the noise until the next, mixed by the noise share of each bin. */
function excite(re: Float64Array, im: Float64Array, period: number, share: Float64Array | null, random: () => number) {
  const size = re.length;
  re.fill(0);
  im.fill(0);
  const level = Math.sqrt(3);
  for (let i = 0; i < period; i++) re[i] = random() * level;
  fourierTransform(re, im);
  if (!share) return;
  const pulse = Math.sqrt(period);
  for (let k = 0; k < size; k++) {
    const noisy = share[k <= size / 2 ? k : size - k]!;
    re[k] = re[k]! * Math.sqrt(noisy) + pulse * Math.sqrt(1 - noisy);
    im[k] = im[k]! * Math.sqrt(noisy);
  }
}

/** The power response of the tract at a place between two frames, as strong as the sound is there. */
function responsePower({ order, frames, lines, powers }: Tract, sampleRateHz: number): (place: number) => Float64Array {
  const size = responseSize(sampleRateHz);
  const between = new Float64Array(order);
  const coefficients = new Float64Array(order + 1);
  const scratch = lineScratch(order);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  const power = new Float64Array(size / 2 + 1);
  return (place) => {
    const frame = Math.min(frames - 2, Math.floor(place));
    const share = Math.min(1, place - frame);
    for (let i = 0, at = frame * order; i < order; i++, at++)
      between[i] = lines[at]! * (1 - share) + lines[at + order]! * share;
    filterFromLines(between, coefficients, scratch);
    re.fill(0);
    im.fill(0);
    re.set(coefficients.subarray(0, order + 1));
    fourierTransform(re, im);
    let mean = 0;
    for (let k = 0; k < power.length; k++) {
      power[k] = 1 / (re[k]! * re[k]! + im[k]! * im[k]! + 1e-9);
      mean += power[k]! / power.length;
    }
    const wanted = powers[frame]! * (1 - share) + powers[frame + 1]! * share;
    for (let k = 0; k < power.length; k++) power[k] = (power[k]! * wanted) / mean;
    return power;
  };
}
