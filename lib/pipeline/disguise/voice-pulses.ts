import { fourierTransform } from "../fourier.ts";
import { noiseFrom } from "./draws.ts";

/** Pulses are kept at eighths of a sample: whole ones would make a high voice waver by a hundredth of its pitch. */
const places = 8;
/** Another shape from one pulse to the next takes the buzz off the upper band, where no voice repeats itself exactly. */
const shapes = 8;
const lengthSeconds = 0.012;
const leadSeconds = 0.005;

/** A larynx opens slowly and closes at once: low parts of a pulse come before high ones, which are spread over this long. */
const rise = { seconds: 0.0035, kneeHz: 2_500 };
/** How much later or earlier the parts of single pulses come, by chance, none up to one pitch and this much from another. */
const waver = { seconds: 0.00015, fromHz: 1_500, fullHz: 4_000, bandHz: 700 };

/** Share of noise in a voice's power at the bottom of the band and at 8 kHz, on the slope of one difference. */
const breath = { bottom: 0.02, slopeAt8kHz: 0.6 };

/** Shapes of one pulse of a voice, everybody's; all have the spectrum that the noise under them leaves open. */
export interface VoicePulses {
  /** How many samples a shape begins before the pulse's place. */
  lead: number;
  shapeAt(fraction: number, choice: number): Float64Array;
  /** The noise under a voice is `gain * (white - memory * white before)`. */
  noise: { gain: number; memory: number };
}

const known = new Map<number, VoicePulses>();

export function voicePulses(sampleRateHz: number): VoicePulses {
  const there = known.get(sampleRateHz);
  if (there) return there;
  const made = makePulses(sampleRateHz);
  known.set(sampleRateHz, made);
  return made;
}

function makePulses(sampleRateHz: number): VoicePulses {
  const length = Math.round(lengthSeconds * sampleRateHz);
  const lead = Math.round(leadSeconds * sampleRateHz);
  const noise = noiseUnderVoice(sampleRateHz);
  const random = noiseFrom(() => 0.5);
  const table = Array.from({ length: shapes }, () => {
    const delays = drawDelays(sampleRateHz, random);
    return Array.from({ length: places }, (_, place) =>
      pulseOf(sampleRateHz, delays, noise, lead + place / places, length),
    );
  });
  return {
    lead,
    noise,
    shapeAt: (fraction, choice) => table[Math.floor(choice * shapes)]![Math.floor(fraction * places)]!,
  };
}

function noiseUnderVoice(sampleRateHz: number) {
  const slope = (breath.slopeAt8kHz * sampleRateHz) / 16_000;
  const [low, high] = [Math.sqrt(breath.bottom), Math.sqrt(slope)];
  const gain = (low + high) / 2;
  return { gain, memory: (high - low) / (2 * gain) };
}

const transformSize = 512;

/** Group delay in seconds of each bin up to the middle. */
function drawDelays(sampleRateHz: number, random: () => number): Float64Array {
  const binHz = sampleRateHz / transformSize;
  const knots = Float64Array.from(
    { length: Math.ceil(sampleRateHz / 2 / waver.bandHz) + 2 },
    () => random() * Math.sqrt(3),
  );
  return Float64Array.from({ length: transformSize / 2 + 1 }, (_, k) => {
    const hz = k * binHz;
    const place = hz / waver.bandHz;
    const knot = Math.floor(place);
    const chance = knots[knot]! + (place - knot) * (knots[knot + 1]! - knots[knot]!);
    const share = Math.min(1, Math.max(0, (hz - waver.fromHz) / (waver.fullHz - waver.fromHz)));
    return waver.seconds * share * chance - rise.seconds * Math.exp(-hz / rise.kneeHz);
  });
}

/** A pulse of power 1 with the noise that belongs to it, `at` samples after the beginning of the array. */
function pulseOf(
  sampleRateHz: number,
  delays: Float64Array,
  { gain, memory }: VoicePulses["noise"],
  at: number,
  length: number,
): Float64Array {
  const re = new Float64Array(transformSize);
  const im = new Float64Array(transformSize);
  const half = transformSize / 2;
  let phase = 0;
  for (let k = 0; k <= half; k++) {
    const angle = (Math.PI * k) / half;
    const noisy = gain * gain * (1 + memory * memory - 2 * memory * Math.cos(angle));
    const size = Math.sqrt(Math.max(0, 1 - noisy)) / transformSize;
    if (k > 0) phase += ((delays[k - 1]! + delays[k]!) / 2) * ((2 * Math.PI * sampleRateHz) / transformSize);
    const turn = phase + angle * at;
    re[k] = size * Math.cos(turn);
    im[k] = k === half ? 0 : size * Math.sin(turn);
    if (k > 0 && k < half) {
      re[transformSize - k] = re[k]!;
      im[transformSize - k] = -im[k]!;
    }
  }
  // The forward transform of the conjugate is the inverse one.
  fourierTransform(re, im);
  const fade = Math.round(length / 8);
  return re.slice(0, length).map((value, i) => value * Math.min(1, (length - i) / fade, (i + 1) / fade));
}
