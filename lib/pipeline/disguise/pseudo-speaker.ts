import { disguise as settings } from "../rules.ts";
import { drawAccent } from "./draw-accent.ts";
import { type Draw, normal } from "./draws.ts";
import type { VoiceTraits } from "./voice-traits.ts";

export type Strength = keyof typeof settings.strengths;
type Ranges = (typeof settings.strengths | typeof settings.narrowbandStrengths)[Strength];

export const rangesFor = (strength: Strength, sampleRateHz: number): Ranges =>
  (sampleRateHz > 8_000 ? settings.strengths : settings.narrowbandStrengths)[strength];

/** Someone who does not exist: where a voice is moved to. */
export interface PseudoSpeaker {
  newHz(hz: number): number;
  /** Moves the line frequencies of one frame, in place; frames are given one after the other. */
  reshape(lines: Float64Array): void;
}

/**
 * Draws a pseudo-speaker for one voice. First what is steady in the voice goes: its middle pitch and its pitch range,
 * and mean and deviation of each line frequency (vocal tract length, formants, long-term spectrum, handset), all to
 * values that speakers share. Then what is drawn comes in: a bent frequency axis, moved lines, and a mixing of lines
 * that changes each sound differently. The draw has as many directions as voices differ in: a shift in one or two of
 * them an attacker could subtract.
 */
export function drawPseudoSpeaker(
  voice: VoiceTraits,
  shared: { means: readonly number[]; deviations: readonly number[] },
  ranges: Ranges,
  sampleRateHz: number,
  draw: Draw,
): PseudoSpeaker {
  const middleHz = ranges.lowestPitchHz * (ranges.highestPitchHz / ranges.lowestPitchHz) ** draw();
  const spread = ranges.leastPitchSpread * (ranges.mostPitchSpread / ranges.leastPitchSpread) ** draw();
  const range = Math.min(2, Math.max(0.5, spread / Math.max(0.02, voice.pitchSpread)));
  const order = voice.means.length;
  const trust = voice.frames / (voice.frames + ranges.doubtFrames);
  const scales = voice.deviations.map(
    (deviation, i) => (shared.deviations[i]! / deviation) ** (trust * ranges.likeness),
  );
  const reaccent = drawAccent(voice.accents, order, ranges.accent, draw);
  const centres = voice.means.map((mean, i) => mean + trust * ranges.likeness * (shared.means[i]! - mean));
  const freedom = shared.means.map((mean) => freedomAt((mean * sampleRateHz) / (2 * Math.PI), ranges.lowFreedom));
  const shifts = drawShifts(shared.deviations, freedom, ranges.shift, draw);
  const mixing = drawMixing(shared.deviations, freedom, ranges.mixing, draw);
  const bend = drawBend(ranges.bend, sampleRateHz, draw);
  const distances = new Float64Array(order);
  const closest = (2 * Math.PI * ranges.closestHz) / sampleRateHz;
  return {
    newHz: (hz) => Math.min(400, Math.max(60, middleHz * (hz / voice.pitchHz) ** range)),
    reshape(lines) {
      for (let i = 0; i < order; i++) distances[i] = (lines[i]! - voice.means[i]!) / voice.deviations[i]!;
      reaccent(distances);
      for (let i = 0; i < order; i++) distances[i] = distances[i]! * voice.deviations[i]! * scales[i]!;
      for (let i = 0; i < order; i++) {
        let line = centres[i]! + shifts[i]! + distances[i]!;
        for (let k = 0; k < order; k++) line += mixing[i * order + k]! * distances[k]!;
        lines[i] = bend(Math.max(0, Math.min(Math.PI, line)));
      }
      spaceOut(lines, closest);
    },
  };
}

/** Words live below 2 kHz more than voices do: how freely a line is moved there, rising to 1 at 4 kHz and beyond. */
function freedomAt(hz: number, low: number): number {
  return low + (1 - low) * Math.min(1, Math.max(0, (hz - 2_000) / 2_000));
}

/** Neighbouring lines move together, or resonances would open and close instead of move. */
function drawShifts(deviations: readonly number[], freedom: readonly number[], size: number, draw: Draw): Float64Array {
  let drift = 0;
  return Float64Array.from(deviations, (deviation, i) => {
    drift = 0.6 * drift + 0.8 * normal(draw);
    return size * freedom[i]! * deviation * drift;
  });
}

/** How much each line follows each other one, strongest among neighbours. */
function drawMixing(deviations: readonly number[], freedom: readonly number[], size: number, draw: Draw): Float64Array {
  const order = deviations.length;
  return Float64Array.from({ length: order * order }, (_, at) => {
    const i = Math.floor(at / order);
    const k = at % order;
    return size * freedom[i]! * normal(draw) * (deviations[i]! / deviations[k]!) * Math.exp(-Math.abs(i - k) / 3);
  });
}

/** A rising map of the frequency axis onto itself, straight between knots each 1,000 Hz or so that are drawn. */
function drawBend(size: number, sampleRateHz: number, draw: Draw): (angle: number) => number {
  const knots = Math.round(sampleRateHz / 2_400);
  const heights = Float64Array.from({ length: knots + 1 }, (_, i) => {
    const angle = (Math.PI * i) / knots;
    return i === 0 || i === knots ? angle : angle * (1 + size * (2 * draw() - 1));
  });
  return (angle) => {
    const place = (angle / Math.PI) * knots;
    const below = Math.min(knots - 1, Math.floor(place));
    return heights[below]! + (place - below) * (heights[below + 1]! - heights[below]!);
  };
}

/**
 * Puts lines in rising order again, at least `closest` apart. A pair that is close is a resonance, as voices have them;
 * three or more in a row would be a band louder than any voice has, so every second one keeps three times the distance,
 * and so do the last ones from the end of the band, where they would whistle.
 */
function spaceOut(lines: Float64Array, closest: number): void {
  let [before, twoBefore] = [0, -closest];
  for (let i = 0; i < lines.length; i++) {
    const line = Math.max(lines[i]!, before + closest, twoBefore + 3 * closest);
    lines[i] = line;
    twoBefore = before;
    before = line;
  }
  const last = lines.length - 1;
  let [above, twoAbove] = [Math.PI - 2 * closest, Math.PI];
  for (let i = last; i >= 0; i--) {
    const line = Math.min(lines[i]!, above - closest, twoAbove - 3 * closest);
    lines[i] = line;
    if (i < last) twoAbove = above;
    above = line;
  }
}
