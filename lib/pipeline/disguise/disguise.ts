import { disguise as settings } from "../rules.ts";
import { type Stretch, without } from "../stretches.ts";
import { type Draw, noiseFrom } from "./draws.ts";
import { freshExcitation } from "./fresh-excitation.ts";
import { matchLoudness, softened } from "./loudness.ts";
import { findMarks, movePitch } from "./move-pitch.ts";
import { type PitchRange, rangeAround, trackPitch } from "./pitch-track.ts";
import { drawPseudoSpeaker, type PseudoSpeaker, rangesFor, type Strength } from "./pseudo-speaker.ts";
import { sharedVoice } from "./shared-voice.ts";
import { excitationOf, speak, traceTract } from "./vocal-tract.ts";
import { learnTraits } from "./voice-traits.ts";

const fadeSamples = 80;

/**
 * Disguises the voice of one recording side, in place. What is steady in the voice (pitch and its range, line spectral
 * frequencies and their spread) is brought to values that speakers share, then moved to a pseudo-speaker drawn for this
 * side and never kept: a stable transform per person would be as linkable as the voice. Words, tempo, pauses and the
 * course of pitch and loudness stay. `speech` is what is disguised (pieces of at most 20 s); `untouched` stays (bleeps);
 * everything else becomes quiet noise, for the other party may be heard in it.
 * An attacker who disguises in the same way still does better than chance: docs/privacy.md has the figures.
 */
export function disguiseVoice(
  samples: Int16Array,
  sampleRateHz: number,
  speech: readonly Stretch[],
  untouched: readonly Stretch[],
  draw: Draw,
  strength: Strength = "default",
): void {
  const shared = sharedVoice(sampleRateHz);
  const ranges = rangesFor(strength, sampleRateHz);
  const traits = learnTraits(samples, sampleRateHz, speech);
  if (traits) {
    const other = drawPseudoSpeaker(traits, shared, ranges, sampleRateHz, draw);
    const range = rangeAround(traits.pitchHz);
    for (const { from, to } of speech) disguisePiece(samples.subarray(from, to), sampleRateHz, range, other);
  }
  // A voice that could not be learned could not be disguised: it is hushed with the rest.
  hush(samples, traits ? speech : [], untouched, noiseFrom(draw));
}

/** One piece: the tract is taken off, pitch is moved on what is left (or made anew in its place), and another tract is put on. */
function disguisePiece(samples: Int16Array, sampleRateHz: number, pitchRange: PitchRange, other: PseudoSpeaker): void {
  const sound = Float64Array.from(samples, (sample) => sample / 32_768);
  const tract = traceTract(sound, sampleRateHz);
  const marks = findMarks(sound, sampleRateHz, trackPitch(sound, sampleRateHz, pitchRange));
  const excitation = new Float64Array(sound.length);
  if (sampleRateHz <= settings.freshExcitationUpToHz) freshExcitation(marks, excitation);
  else excitationOf(sound, tract, sampleRateHz, excitation);
  const moved = new Float64Array(sound.length);
  movePitch(excitation, marks, sampleRateHz, other.newHz, moved);
  for (let at = 0; at < tract.lines.length; at += tract.order)
    other.reshape(tract.lines.subarray(at, at + tract.order));
  const spoken = excitation;
  speak(moved, tract, sampleRateHz, spoken);
  matchLoudness(spoken, tract, sampleRateHz);
  for (let i = 0; i < spoken.length; i++) {
    const fade = Math.min(1, (i + 1) / fadeSamples, (spoken.length - i) / fadeSamples);
    samples[i] = Math.round(softened(spoken[i]!) * fade * 32_767);
  }
}

/** Replaces what is neither speech nor to be left alone by noise as loud as it was, at most -60 dB of full scale. */
export function hush(
  samples: Int16Array,
  speech: readonly Stretch[],
  untouched: readonly Stretch[],
  noise: Draw,
): void {
  const quiet = without(without([{ from: 0, to: samples.length }], speech), untouched);
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
