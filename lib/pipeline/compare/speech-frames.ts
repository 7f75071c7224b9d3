import { fingerprint as settings } from "../rules.ts";

const half = settings.steadyWindowFrames >> 1;

/**
 * Where somebody speaks, as far as a comparison must know it: loud enough, and not steady as tones, rings and music are.
 * Steadiness is that of the loud frames of the second before and after; a vowel is steady for a moment, too.
 */
export function speechFrames(levelDb: Float32Array, steadiness: Float32Array): Uint8Array {
  const loudDb = (levelDb.slice().sort()[Math.floor(levelDb.length * 0.95)] ?? 0) - settings.belowLoudDb;
  const speech = new Uint8Array(levelDb.length);
  let [sum, loud] = [0, 0];
  const count = (frame: number, sign: 1 | -1) => {
    if (frame < 0 || frame >= levelDb.length || !(levelDb[frame]! > loudDb)) return;
    sum += sign * steadiness[frame]!;
    loud += sign;
  };
  for (let frame = 0; frame < half; frame++) count(frame, 1);
  for (let frame = 0; frame < speech.length; frame++) {
    count(frame + half, 1);
    count(frame - half - 1, -1);
    if (levelDb[frame]! > loudDb && sum < settings.steadyFrom * loud) speech[frame] = 1;
  }
  return speech;
}
