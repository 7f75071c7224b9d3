import { type Draw, normal } from "./draws.ts";
import { soundClasses } from "./sound-classes.ts";

/** A frame's shares follow its sound by half each 10 ms, so that lines glide where one class ends and the next begins. */
const glide = 0.5;

/**
 * Draws a way to make each class of sounds, and takes the voice's own way off. Means and deviations say how a voice lies
 * as a whole; an attacker who compares sound by sound still hears how it makes *this* vowel. The function returned
 * moves frames, given one after the other in deviations from the mean of the voice, in place.
 */
export function drawAccent(own: Float64Array, order: number, size: number, draw: Draw): (frame: Float64Array) => void {
  const { count, share } = soundClasses(order);
  const moves = own.map((offset) => -offset);
  for (let k = 0, at = 0; k < count; k++) {
    let drift = 0;
    for (let i = 0; i < order; i++, at++) {
      drift = 0.6 * drift + 0.8 * normal(draw);
      moves[at] = moves[at]! + size * drift;
    }
  }
  const shares = new Float64Array(count);
  const gliding = new Float64Array(count).fill(1 / count);
  return (frame) => {
    share(frame, shares);
    for (let k = 0; k < count; k++) gliding[k] = gliding[k]! + glide * (shares[k]! - gliding[k]!);
    for (let k = 0, at = 0; k < count; k++) {
      const weight = gliding[k]!;
      for (let i = 0; i < order; i++, at++) frame[i] = frame[i]! + weight * moves[at]!;
    }
  };
}
