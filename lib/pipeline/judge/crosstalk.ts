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

/**
 * The other party on a channel: while they talk, their level comes back, some time later and quieter. Null when nothing here
 * moves with their level. Looked for by level, not by wave form: an echo that went through a codec or a room is found too.
 */
export function crosstalkOf(own: Int16Array, other: Int16Array, sampleRateHz: number): Crosstalk | null {
  const hop = Math.round(settings.hopSeconds * sampleRateHz);
  const ownDb = spectralShape(own, sampleRateHz, hop).levelDb;
  const otherDb = spectralShape(other, sampleRateHz, hop).levelDb;
  const ownLoudDb = percentile(ownDb, 0.95);
  const otherLoudDb = percentile(otherDb, 0.95);
  const noise = 10 ** (percentile(ownDb, 0.1) / 10);
  let best: Crosstalk | null = null;
  for (let delay = 0; delay <= Math.round(settings.mostDelaySeconds / settings.hopSeconds); delay++) {
    const pairs: [there: number, here: number][] = [];
    for (let frame = delay; frame < ownDb.length; frame++) {
      const there = otherDb[frame - delay]!;
      const here = ownDb[frame]!;
      if (there > otherLoudDb - settings.belowLoudDb && here < ownLoudDb - settings.ownSpeechDb)
        pairs.push([there, here]);
    }
    const likeness = pairs.length < settings.leastFrames ? 0 : correlation(pairs);
    if (likeness < settings.leastLikeness || (best && likeness <= best.likeness)) continue;
    const leaks = pairs.map(([there, here]) => withoutNoise(here, noise) - there).sort((a, b) => a - b);
    const leakDb = leaks[leaks.length >> 1]!;
    best = {
      leakDb,
      belowOwnDb: otherLoudDb + leakDb - ownLoudDb,
      delaySeconds: delay * settings.hopSeconds,
      likeness,
    };
  }
  return best && rounded(best);
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

function correlation(pairs: readonly [number, number][]): number {
  let [x, y, xx, yy, xy] = [0, 0, 0, 0, 0];
  for (const [a, b] of pairs) {
    x += a;
    y += b;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  const n = pairs.length;
  const spread = (n * xx - x * x) * (n * yy - y * y);
  return spread <= 0 ? 0 : (n * xy - x * y) / Math.sqrt(spread);
}

const rounded = ({ leakDb, belowOwnDb, delaySeconds, likeness }: Crosstalk): Crosstalk => ({
  leakDb: Math.round(10 * leakDb) / 10,
  belowOwnDb: Math.round(10 * belowOwnDb) / 10,
  delaySeconds: Math.round(100 * delaySeconds) / 100,
  likeness: Math.round(100 * likeness) / 100,
});
