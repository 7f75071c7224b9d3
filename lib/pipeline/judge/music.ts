import { beatStrengths, framesPerOnset } from "./beat.ts";
import { type PitchLines, pitchLines } from "./pitch-lines.ts";
import { music as settings } from "./sound-rules.ts";
import type { SpectralShape } from "./spectral-shape.ts";
import type { VoiceActivity } from "./voice-activity.ts";

export interface Heard {
  /** Speech, what is surely music or tones taken out. */
  voice: VoiceActivity;
  /** Seconds that were taken out. */
  musicSeconds: number;
  /** Seconds that count as speech and may be music, or have music behind them: a reviewer listens. */
  perhapsMusicSeconds: number;
}

/**
 * Takes music and tones out of what rises above the background, stretch by stretch: where pitches are held for seconds
 * without a break, or a beat comes back to the hundredth. Music behind a voice has breaks of both: it stays speech.
 */
export function withoutMusic(
  samples: Int16Array,
  sampleRateHz: number,
  shape: SpectralShape,
  { frames, hopSamples }: VoiceActivity,
): Heard {
  const frameOf = frameSeconds / (hopSamples / sampleRateHz);
  const isSound = (line: number) => frames[Math.round((line + middle) * frameOf)] === 1;
  const held = heldPitch(pitchLines(samples, sampleRateHz, isSound), isSound);
  const [music, perhaps] = [frames.slice().fill(0), frames.slice().fill(0)];
  for (const [marks, least] of [
    [music, settings.surelyHeld],
    [perhaps, settings.perhapsHeld],
  ] as const) {
    for (const { from, to } of longStretches(held, least))
      marks.fill(1, Math.round((from + middle) * frameOf), Math.round((to + middle) * frameOf));
  }
  const beats = beatStrengths(shape);
  markBeat(music, beats, settings.surelyBeat);
  markBeat(perhaps, beats, settings.perhapsBeat);
  const kept = frames.map((speech, at) => speech & (1 - music[at]!));
  const seconds = (isMeant: (at: number) => boolean) =>
    (frames.reduce((sum, speech, at) => sum + (speech === 1 && isMeant(at) ? 1 : 0), 0) * hopSamples) / sampleRateHz;
  return {
    voice: { frames: kept, hopSamples },
    musicSeconds: tenths(seconds((at) => music[at] === 1)),
    perhapsMusicSeconds: tenths(seconds((at) => music[at] === 0 && perhaps[at] === 1)),
  };
}

const frameSeconds = settings.hopSamples / 8_000;
/** A line is between its frame and the one that it is compared with, in the middle of both windows. */
const middle = (settings.reachFrames + settings.windowSamples / settings.hopSamples) / 2;

/** Mean steadiness of the second around each frame, where there is sound enough; else NaN. */
function heldPitch({ steadiness, levelDb }: PitchLines, isSound: (frame: number) => boolean): Float32Array {
  const loudDb = (levelDb.slice().sort()[Math.floor(0.95 * levelDb.length)] ?? 0) - settings.belowLoudDb;
  const half = settings.aroundFrames >> 1;
  let [sum, count] = [0, 0];
  const add = (frame: number, sign: 1 | -1) => {
    if (frame < 0 || frame >= steadiness.length || levelDb[frame]! <= loudDb || !isSound(frame)) return;
    sum += sign * steadiness[frame]!;
    count += sign;
  };
  for (let frame = 0; frame < half; frame++) add(frame, 1);
  return steadiness.map((_, frame) => {
    add(frame + half, 1);
    add(frame - half - 1, -1);
    return count < settings.leastAround ? Number.NaN : sum / count;
  });
}

/** Where the pitch is held at least so much for seconds; pauses of up to a second are part of it. */
function longStretches(held: Float32Array, least: number): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let from = -1;
  let last = 0;
  const close = () => {
    if (from >= 0 && last - from >= settings.leastFrames) found.push({ from, to: last + 1 });
    from = -1;
  };
  for (let frame = 0; frame < held.length; frame++) {
    if (held[frame]! > least) {
      if (from < 0) from = frame;
      last = frame;
    } else if (!Number.isNaN(held[frame]!) || frame - last > settings.mostPauseFrames) close();
  }
  close();
  return found;
}

/** A window that begins a little before the music has its beat already: its edges are left to its neighbours. */
function markBeat(marks: Uint8Array, strengths: Float32Array, least: number): void {
  const step = settings.beatStepOnsets * framesPerOnset;
  const window = settings.beatWindowOnsets * framesPerOnset;
  for (const [i, strength] of strengths.entries()) {
    if (strength < least) continue;
    const from = i === 0 ? 0 : i * step + step;
    const to = i === strengths.length - 1 ? marks.length : i * step + window - step;
    marks.fill(1, from, to);
  }
}

const tenths = (seconds: number): number => Math.round(10 * seconds) / 10;
