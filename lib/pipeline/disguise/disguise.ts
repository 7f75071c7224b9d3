import { disguise as settings } from "../rules.ts";
import { type Stretch, without } from "../stretches.ts";
import { type Draw, noiseFrom } from "./draws.ts";
import { matchLoudness, softened } from "./loudness.ts";
import { type PitchRange, rangeAround, trackPitch } from "./pitch-track.ts";
import { drawPseudoSpeaker, type PseudoSpeaker, rangesFor, type Strength } from "./pseudo-speaker.ts";
import { sharedVoice } from "./shared-voice.ts";
import { soundOf, speak, traceTract } from "./vocal-tract.ts";
import { voiceSource } from "./voice-source.ts";
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
  const traits = learnTraits(samples, sampleRateHz, speech);
  if (traits) {
    const other = drawPseudoSpeaker(traits, shared, rangesFor(strength, sampleRateHz), sampleRateHz, draw);
    const range = rangeAround(traits.pitchHz);
    const noise = noiseFrom(draw);
    for (const { from, to } of speech) disguisePiece(samples.subarray(from, to), sampleRateHz, range, other, noise);
  }
  // A voice that could not be learned could not be disguised: it is hushed with the rest.
  hush(samples, traits ? speech : [], untouched, noiseFrom(draw));
}

/** One piece: of the sound only tract, pitch and loudness are kept; another tract is put on a source that is everybody's. */
function disguisePiece(
  samples: Int16Array,
  sampleRateHz: number,
  pitchRange: PitchRange,
  other: PseudoSpeaker,
  noise: Draw,
): void {
  const sound = soundOf(samples);
  const tract = traceTract(sound, sampleRateHz);
  const pitchHz = trackPitch(sound, sampleRateHz, pitchRange).map((hz) => (hz > 0 ? other.newHz(hz) : 0));
  const source = new Float64Array(sound.length);
  voiceSource(pitchHz, sampleRateHz, noise, source);
  for (let at = 0; at < tract.lines.length; at += tract.order)
    other.reshape(tract.lines.subarray(at, at + tract.order));
  const spoken = sound;
  speak(source, tract, sampleRateHz, spoken);
  matchLoudness(spoken, tract, sampleRateHz);
  fadeEnds(spoken);
  for (let i = 0; i < spoken.length; i++) samples[i] = Math.round(softened(spoken[i]!) * 32_767);
}

function fadeEnds(sound: Float64Array): void {
  const last = sound.length - 1;
  for (let i = 0; i < Math.min(fadeSamples, sound.length); i++) {
    sound[i] = (sound[i]! * (i + 1)) / fadeSamples;
    sound[last - i] = (sound[last - i]! * (i + 1)) / fadeSamples;
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
