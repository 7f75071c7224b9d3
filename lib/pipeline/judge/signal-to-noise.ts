import type { VoiceActivity } from "./voice-activity.ts";

const guardFrames = 15;
const leastQuietFrames = 20;

/** Mean energy per frame of the pauses of a channel; null when there are too few. */
export function pauseEnergy(samples: Int16Array, voice: VoiceActivity): number | null {
  return meanEnergy(samples, voice, 0, 0, samples.length, leastQuietFrames);
}

/**
 * Signal-to-noise ratio in dB of a channel, or of the part from `fromSample` to `toSample`: the level of its speech
 * against that of the channel's pauses, 150 ms around each change left out. Null when there is no pause or no speech.
 */
export function signalToNoiseDb(
  samples: Int16Array,
  voice: VoiceActivity,
  pauses: number | null,
  fromSample = 0,
  toSample = samples.length,
): number | null {
  const speech = meanEnergy(samples, voice, 1, fromSample, toSample, 1);
  if (pauses === null || speech === null) return null;
  // A quarter of a step keeps digital silence from reading as an infinite ratio.
  const noise = pauses + voice.hopSamples / 4;
  return Math.round(100 * Math.log10(Math.max(1e-3, speech - noise) / noise)) / 10;
}

/** Mean energy of the frames with (1) or without (0) voice; null when there are fewer than `least`. */
function meanEnergy(
  samples: Int16Array,
  { frames, hopSamples }: VoiceActivity,
  which: 0 | 1,
  fromSample: number,
  toSample: number,
  least: number,
): number | null {
  const last = Math.min(frames.length, Math.floor(toSample / hopSamples));
  let energy = 0;
  let count = 0;
  for (let frame = Math.ceil(fromSample / hopSamples); frame < last; frame++) {
    if (frames[frame] !== which) continue;
    if (frames[Math.max(0, frame - guardFrames)] !== which) continue;
    if (frames[Math.min(frames.length - 1, frame + guardFrames)] !== which) continue;
    for (let i = frame * hopSamples; i < (frame + 1) * hopSamples; i++) energy += samples[i]! * samples[i]!;
    count++;
  }
  return count < least ? null : energy / count;
}
