import type { Draw } from "../../../lib/pipeline/disguise/draws.ts";
import { lineFrequencies, lineScratch } from "../../../lib/pipeline/disguise/line-spectrum.ts";
import { solvePrediction } from "../../../lib/pipeline/disguise/linear-prediction.ts";
import { matchLoudness, softened } from "../../../lib/pipeline/disguise/loudness.ts";
import { rangeAround, trackPitch } from "../../../lib/pipeline/disguise/pitch-track.ts";
import {
  drawPseudoSpeaker,
  type PseudoSpeaker,
  rangesFor,
  type Strength,
} from "../../../lib/pipeline/disguise/pseudo-speaker.ts";
import { sharedVoice } from "../../../lib/pipeline/disguise/shared-voice.ts";
import { framePowers, type Tract, tractHopSeconds, tractOrder } from "../../../lib/pipeline/disguise/vocal-tract.ts";
import { learnTraits, lineTraits } from "../../../lib/pipeline/disguise/voice-traits.ts";
import { fourierTransform } from "../../../lib/pipeline/fourier.ts";
import type { Stretch } from "../../../lib/pipeline/stretches.ts";
import { noiseShares } from "./world-aperiodicity.ts";
import { envelopes, spectrumSize } from "./world-envelope.ts";
import { responseSize, synthesise, type WorldVoice } from "./world-voice.ts";

/**
 * Resynthesis in WORLD's way (Morise, Yokomori and Ozawa, 2016), with the moves of our pseudo-speaker: envelopes smoothed
 * over the harmonics instead of prediction, noise shares measured by band instead of one rule for all.
 */
export function world(strength: Strength) {
  return (samples: Int16Array, sampleRateHz: number, speech: readonly Stretch[], draw: Draw): void => {
    const voice = learnTraits(samples, sampleRateHz, speech);
    if (!voice) return;
    const pieces = speech.map(({ from, to }) => {
      const sound = Float64Array.from(samples.subarray(from, to), (sample) => sample / 32_768);
      return { from, voice: analyse(sound, sampleRateHz, voice.pitchHz) };
    });
    const rows = pieces.flatMap(({ voice: { tract } }) => rowsOf(tract));
    const traits = { ...voice, ...lineTraits(rows, tractOrder(sampleRateHz)) };
    const ranges = rangesFor(strength, sampleRateHz);
    const other = drawPseudoSpeaker(traits, sharedVoice(sampleRateHz), ranges, sampleRateHz, draw);
    for (const { from, voice } of pieces) {
      const sound = spokenBy(other, voice, sampleRateHz);
      for (const [i, value] of sound.entries())
        if (from + i < samples.length) samples[from + i] = Math.round(softened(value) * 32_767);
    }
  };
}

function spokenBy(other: PseudoSpeaker, { tract, pitchHz, noise }: WorldVoice, sampleRateHz: number): Float64Array {
  const { order, lines } = tract;
  for (let at = 0; at < lines.length; at += order) other.reshape(lines.subarray(at, at + order));
  const sound = new Float64Array(lengthOf(tract, sampleRateHz));
  const moved = pitchHz.map((hz) => (hz > 0 ? other.newHz(hz) : 0));
  synthesise({ tract, pitchHz: moved, noise }, sampleRateHz, sound);
  matchLoudness(sound, tract, sampleRateHz);
  return sound;
}

const lengthOf = ({ frames }: Tract, sampleRateHz: number) => (frames - 2) * Math.round(tractHopSeconds * sampleRateHz);

const rowsOf = ({ order, frames, lines, powers }: Tract) =>
  Array.from({ length: frames }, (_, frame) => ({
    lines: lines.slice(frame * order, (frame + 1) * order),
    power: powers[frame]!,
  })).filter(({ power }) => power > 0);

function analyse(sound: Float64Array, sampleRateHz: number, middleHz: number): WorldVoice {
  const order = tractOrder(sampleRateHz);
  const hop = Math.round(tractHopSeconds * sampleRateHz);
  const frames = Math.floor(sound.length / hop) + 2;
  const size = spectrumSize(sampleRateHz);
  const pitchHz = trackPitch(sound, sampleRateHz, rangeAround(middleHz));
  const envelopeAt = envelopes(sampleRateHz);
  const noiseAt = noiseShares(sampleRateHz);
  const lines = new Float64Array(frames * order);
  const linesOf = lineDescriber(size, order);
  const noise: Float64Array[] = [];
  const bins = responseSize(sampleRateHz) / 2 + 1;
  let known: Float64Array = Float64Array.from({ length: order }, (_, i) => (Math.PI * (i + 1)) / (order + 1));
  for (let frame = 0; frame < frames; frame++) {
    const hz = pitchHz[frame] ?? 0;
    known = linesOf(envelopeAt(sound, frame * hop, hz)) ?? known;
    lines.set(known, frame * order);
    const share = noiseAt(sound, frame * hop, hz);
    noise.push(Float64Array.from({ length: bins }, (_, k) => share((k * sampleRateHz) / (2 * (bins - 1)))));
  }
  return { tract: { order, frames, lines, powers: framePowers(sound, sampleRateHz, frames) }, pitchHz, noise };
}

/** The line frequencies of the all-pole model of a power spectrum, by its autocorrelation. */
function lineDescriber(size: number, order: number): (power: Float64Array) => Float64Array | null {
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  const coefficients = new Float64Array(order + 1);
  const room = lineScratch(order);
  return (power) => {
    for (let k = 0; k < size; k++) re[k] = power[k <= size / 2 ? k : size - k]!;
    im.fill(0);
    fourierTransform(re, im);
    solvePrediction(re, order, coefficients, 1e-5);
    const lines = new Float64Array(order);
    return lineFrequencies(coefficients, lines, room) ? lines : null;
  };
}
