import { crosstalk as settings } from "../rules.ts";
import { spectralShape } from "./spectral-shape.ts";

/** How far the other party is heard on a party's channel. */
export interface Crosstalk {
  /** Level of the other party here against their own channel, in dB. */
  leakDb: number;
  /** The same against the party's own loud speech here: how far under it the other is heard. */
  belowOwnDb: number;
  delaySeconds: number;
  /** How closely the level here follows the other party's, 0.5 to 1. */
  likeness: number;
}

/** Levels of a channel, 20 ms apart, in dB of full scale. */
export function levelsOf(samples: Int16Array, sampleRateHz: number): Float32Array {
  const hop = Math.round(settings.hopSeconds * sampleRateHz);
  return spectralShape(samples, sampleRateHz, hop).levelDb;
}

/**
 * The other party on a channel: while they talk, their level comes back, some time later and quieter. Null when nothing here
 * moves with their level. Looked for by level, not by wave form: an echo that went through a codec or a room is found too.
 */
export function crosstalkOf(ownDb: Float32Array, otherDb: Float32Array): Crosstalk | null {
  const ownLoudDb = percentile(ownDb, 0.95);
  const otherLoudDb = percentile(otherDb, 0.95);
  const noise = 10 ** (percentile(ownDb, 0.1) / 10);
  const talking = framesWhere(otherDb, (level) => level > otherLoudDb - settings.belowLoudDb);
  const mostHereDb = ownLoudDb - settings.ownSpeechDb;
  let best: Crosstalk | null = null;
  for (let delay = 0; delay <= Math.round(settings.mostDelaySeconds / settings.hopSeconds); delay++) {
    const echoed = talking.filter((frame) => ownDb[frame + delay]! < mostHereDb);
    const likeness = echoed.length < settings.leastFrames ? 0 : correlation(echoed, otherDb, ownDb, delay);
    if (likeness < settings.leastLikeness || (best && likeness <= best.likeness)) continue;
    const leaks = Float64Array.from(echoed, (at) => withoutNoise(ownDb[at + delay]!, noise) - otherDb[at]!).sort();
    const leakDb = leaks[leaks.length >> 1]!;
    const belowOwnDb = otherLoudDb + leakDb - ownLoudDb;
    best = { leakDb, belowOwnDb, delaySeconds: delay * settings.hopSeconds, likeness };
  }
  return best && rounded(best);
}

function framesWhere(levelDb: Float32Array, isMeant: (level: number) => boolean): Uint32Array {
  return Uint32Array.from(levelDb.keys()).filter((frame) => isMeant(levelDb[frame]!));
}

/** Whether the other party can be understood on this channel: it may not be kept without their consent. */
export function canBeUnderstood(crosstalk: Crosstalk | null): crosstalk is Crosstalk {
  if (!crosstalk) return false;
  return crosstalk.belowOwnDb > settings.refusedFromDb && crosstalk.likeness >= settings.refusedFromLikeness;
}

const percentile = (levelDb: Float32Array, share: number): number =>
  levelDb.slice().sort()[Math.floor(levelDb.length * share)] ?? -120;

/** At most 20 dB of a level may be the channel's own noise. */
const withoutNoise = (levelDb: number, noise: number): number =>
  10 * Math.log10(Math.max(10 ** (levelDb / 10) - noise, 10 ** (levelDb / 10 - 2)));

/** Of the levels there, in some frames, with those here, `delay` frames later. */
function correlation(frames: Uint32Array, there: Float32Array, here: Float32Array, delay: number): number {
  let [x, y, xx, yy, xy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < frames.length; i++) {
    const a = there[frames[i]!]!;
    const b = here[frames[i]! + delay]!;
    x += a;
    y += b;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  const n = frames.length;
  const spread = (n * xx - x * x) * (n * yy - y * y);
  return spread <= 0 ? 0 : (n * xy - x * y) / Math.sqrt(spread);
}

const rounded = ({ leakDb, belowOwnDb, delaySeconds, likeness }: Crosstalk): Crosstalk => ({
  leakDb: Math.round(10 * leakDb) / 10,
  belowOwnDb: Math.round(10 * belowOwnDb) / 10,
  delaySeconds: Math.round(100 * delaySeconds) / 100,
  likeness: Math.round(100 * likeness) / 100,
});
