import { type Draw, noiseFrom } from "./draws.ts";
import { type SpectrumFlattener, spectrumFlattener } from "./flatten-spectrum.ts";
import { middlePitchHz } from "./pitch.ts";
import { resampler } from "./resample.ts";
import { disguise as settings } from "./rules.ts";
import { type Stretch, without } from "./stretches.ts";
import { stretchTime } from "./time-stretch.ts";
import { poleWarper } from "./warp-poles.ts";

const fadeSamples = 80;
/** Between the two passes a piece is kept at half level in the samples themselves, so that no peak is cut. */
const halfLevel = 16_384;

/**
 * Disguises the voice of one recording side, in place: pitch to a random target that all speakers share, resonances
 * moved by a random warp, long-term spectrum flattened. One fresh draw per side, never kept: a stable transform per
 * person would be as linkable as the voice. `speech` is what is disguised (pieces of at most 20 s); `untouched` stays
 * (bleeps); everything else becomes quiet noise, for the other party may be heard in it.
 * The method still identifies more than chance to an attacker who disguises in the same way; it is a disguise.
 */
export function disguiseVoice(
  samples: Int16Array,
  sampleRateHz: number,
  speech: readonly Stretch[],
  untouched: readonly Stretch[],
  draw: Draw,
): void {
  const pitchHz = middlePitchHz(samples, sampleRateHz, speech);
  const targetHz = settings.lowestPitchHz * (settings.highestPitchHz / settings.lowestPitchHz) ** draw();
  const shift = Math.min(settings.mostShift, Math.max(settings.leastShift, targetHz / pitchHz));
  const alpha = settings.lowestAlpha + (settings.highestAlpha - settings.lowestAlpha) * draw();
  const flattener = spectrumFlattener(sampleRateHz, settings.flattening);

  const quiet = without(without([{ from: 0, to: samples.length }], speech), untouched);
  hush(samples, quiet, noiseFrom(draw));
  const energies = moveVoice(samples, sampleRateHz, speech, { shift, alpha, flattener });
  flattener.settle(energies.after, energies.before);
  flattenVoice(samples, speech, flattener);
}

/** Pitch and resonances; writes the pieces back at half level and lets the flattener learn them. */
function moveVoice(
  samples: Int16Array,
  sampleRateHz: number,
  speech: readonly Stretch[],
  { shift, alpha, flattener }: { shift: number; alpha: number; flattener: SpectrumFlattener },
): { before: number; after: number } {
  const longest = longestOf(speech);
  const [input, pitched] = [new Float64Array(longest), new Float64Array(longest)];
  const stretched = new Float64Array(Math.ceil(longest * shift));
  const resample = resampler(shift);
  const warp = poleWarper(sampleRateHz, alpha);
  let before = 0;
  let after = 0;
  for (const { from, to } of speech) {
    const length = to - from;
    const source = input.subarray(0, length);
    for (let i = 0; i < length; i++) {
      source[i] = samples[from + i]! / 32_768;
      before += source[i]! * source[i]!;
    }
    const longer = stretched.subarray(0, Math.ceil(length * shift));
    stretchTime(source, sampleRateHz, shift, longer);
    const moved = pitched.subarray(0, length);
    resample(longer, moved);
    warp(moved, source);
    flattener.learn(source);
    for (let i = 0; i < length; i++) {
      after += source[i]! * source[i]!;
      samples[from + i] = limited(source[i]! * halfLevel);
    }
  }
  return { before, after };
}

function flattenVoice(samples: Int16Array, speech: readonly Stretch[], flattener: SpectrumFlattener): void {
  const longest = longestOf(speech);
  const [input, output] = [new Float64Array(longest), new Float64Array(longest)];
  for (const { from, to } of speech) {
    const length = to - from;
    const source = input.subarray(0, length);
    for (let i = 0; i < length; i++) source[i] = samples[from + i]! / halfLevel;
    const flat = output.subarray(0, length);
    flattener.flatten(source, flat);
    for (let i = 0; i < length; i++) {
      const fade = Math.min(1, (i + 1) / fadeSamples, (length - i) / fadeSamples);
      samples[from + i] = limited(softened(flat[i]!) * fade * 32_767);
    }
  }
}

/** Replaces the given parts by noise as loud as they were, at most -60 dB of full scale. */
function hush(samples: Int16Array, quiet: readonly Stretch[], noise: Draw): void {
  let energy = 0;
  let count = 0;
  for (const { from, to } of quiet) {
    for (let i = from; i < to; i++) energy += samples[i]! * samples[i]!;
    count += to - from;
  }
  const loudest = 32_768 * 10 ** (settings.loudestHushDb / 20);
  const level = Math.min(loudest, Math.sqrt(energy / Math.max(1, count))) * Math.sqrt(3);
  for (const { from, to } of quiet) for (let i = from; i < to; i++) samples[i] = Math.round(noise() * level);
}

/** Leaves samples below 0.8 alone and bends the rest so that they never pass 1. */
function softened(sample: number): number {
  const size = Math.abs(sample);
  return size <= 0.8 ? sample : Math.sign(sample) * (0.8 + 0.2 * Math.tanh((size - 0.8) / 0.2));
}

function limited(sample: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(sample)));
}

function longestOf(list: readonly Stretch[]): number {
  return list.reduce((longest, { from, to }) => Math.max(longest, to - from), 0);
}
