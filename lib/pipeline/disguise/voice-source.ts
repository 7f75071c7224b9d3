import type { Draw } from "./draws.ts";
import { pitchHopSeconds } from "./pitch-track.ts";
import { voicePulses } from "./voice-pulses.ts";

/** Loudness is given back frame by frame later; this only keeps the numbers small. */
const level = 0.1;
/** Periods differ by up to this share from what they should be: a voice that never wavers is a machine's. */
const jitter = 0.01;
/** How the breath under a voice swells around each pulse: from the first number down to the second and up again. */
const swell = { most: 1.6, least: 0.7 };

/**
 * What excites a tract, made anew from a pitch each 10 ms (0 without a voice): pulses and breath that are everybody's
 * where there is a voice, noise elsewhere (mixed excitation, as in MELP: McCree and Barnwell, 1995). What prediction
 * leaves of a sound tells speakers apart as well as the whole does, and no move of lines touches it (docs/privacy.md):
 * nothing of it stays here.
 */
export function voiceSource(pitchHz: Float64Array, sampleRateHz: number, noise: Draw, output: Float64Array): void {
  const voicing = voicingOf(pitchHz);
  const pulses = pulsesOf(pitchHz, voicing, sampleRateHz, noise, output.length);
  breathe(pulses, voicing, sampleRateHz, noise, output);
  const { lead, shapeAt } = voicePulses(sampleRateHz);
  for (const { at, strength } of pulses) {
    const whole = Math.floor(at);
    const shape = shapeAt(at - whole, (noise() + 1) / 2);
    const start = whole - lead;
    const end = Math.min(shape.length, output.length - start);
    for (let i = Math.max(0, -start); i < end; i++) output[start + i] = output[start + i]! - strength * shape[i]!;
  }
}

interface Pulse {
  at: number;
  period: number;
  strength: number;
}

/** How much of each frame is voice, 0 to 1. Voices set in and end over some 20 ms: at once, it would be a click. */
function voicingOf(pitchHz: Float64Array): (place: number) => number {
  const voiced = (frame: number) => ((pitchHz[frame] ?? 0) > 0 ? 1 : 0);
  const shares = pitchHz.map((_, frame) => (voiced(frame - 1) + 2 * voiced(frame) + voiced(frame + 1)) / 4);
  return (place) => {
    const frame = Math.min(shares.length - 1, Math.floor(place));
    const here = shares[frame]!;
    return here + ((shares[frame + 1] ?? 0) - here) * (place - frame);
  };
}

/** Pulses one period after the other; the pitch is a straight line from frame to frame. */
function pulsesOf(
  pitchHz: Float64Array,
  voicing: (place: number) => number,
  sampleRateHz: number,
  noise: Draw,
  length: number,
): Pulse[] {
  const hop = sampleRateHz * pitchHopSeconds;
  const pulses: Pulse[] = [];
  for (let at = 0; at < length; ) {
    const frame = Math.min(pitchHz.length - 1, Math.floor(at / hop));
    const [here, after] = [pitchHz[frame]!, pitchHz[frame + 1] ?? 0];
    if (here === 0 && after === 0) {
      at = (frame + 1) * hop;
      continue;
    }
    const hz = here === 0 || after === 0 ? here + after : here + (after - here) * (at / hop - frame);
    const period = (sampleRateHz / hz) * (1 + jitter * noise());
    pulses.push({ at, period, strength: level * Math.sqrt(period) * voicing(at / hop) });
    at += period;
  }
  return pulses;
}

/** White noise where there is no voice; under one, noise that rises with frequency and swells with each pulse. */
function breathe(
  pulses: readonly Pulse[],
  voicing: (place: number) => number,
  sampleRateHz: number,
  noise: Draw,
  output: Float64Array,
): void {
  const { gain, memory } = voicePulses(sampleRateHz).noise;
  const hop = sampleRateHz * pitchHopSeconds;
  const loud = level * Math.sqrt(3);
  const depth = 4 * (swell.most - swell.least);
  let before = 0;
  let [next, from, period] = [0, 0, 1];
  for (let i = 0; i < output.length; i++) {
    for (; next < pulses.length && pulses[next]!.at <= i; next++) ({ at: from, period } = pulses[next]!);
    const white = noise();
    const voiced = voicing(i / hop);
    const phase = Math.min(1, (i - from) / period);
    const rising = (swell.most - depth * phase * (1 - phase)) * gain * (white - memory * before);
    output[i] = loud * (white + voiced * (rising - white));
    before = white;
  }
}
