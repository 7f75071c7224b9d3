import type { VoiceActivity } from "./judge/voice-activity.ts";
import { stretches as settings } from "./rules.ts";

/** A part of a channel, in samples; `to` is not part of it. */
export interface Stretch {
  from: number;
  to: number;
}

/** Where a party speaks: frames with voice and the given words, padded by 150 ms, gaps under 300 ms closed. */
export function talkOf(
  voice: VoiceActivity,
  words: readonly { startSeconds: number; endSeconds: number }[],
  sampleRateHz: number,
  lengthSamples: number,
): Stretch[] {
  const found: Stretch[] = words.map(({ startSeconds, endSeconds }) => ({
    from: Math.floor(startSeconds * sampleRateHz),
    to: Math.ceil(endSeconds * sampleRateHz),
  }));
  const { frames, hopSamples } = voice;
  for (let from = frames.indexOf(1); from >= 0; ) {
    const end = frames.indexOf(0, from);
    const to = end < 0 ? frames.length : end;
    found.push({ from: from * hopSamples, to: to * hopSamples });
    from = end < 0 ? -1 : frames.indexOf(1, end);
  }
  const pad = Math.round(settings.padSeconds * sampleRateHz);
  const padded = found.map(({ from, to }) => ({
    from: Math.max(0, from - pad),
    to: Math.min(lengthSamples, to + pad),
  }));
  return joined(padded, settings.joinSeconds * sampleRateHz);
}

/** Sorts and closes gaps shorter than `gap` samples. */
export function joined(list: readonly Stretch[], gap: number): Stretch[] {
  const result: Stretch[] = [];
  for (const { from, to } of list.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && from - last.to < gap) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

/** What is left of `list` once `holes` are cut out; both sorted and free of overlaps. */
export function without(list: readonly Stretch[], holes: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  let hole = 0;
  for (const { from, to } of list) {
    let start = from;
    while (hole < holes.length && holes[hole]!.to <= start) hole++;
    for (let next = hole; next < holes.length && holes[next]!.from < to; next++) {
      if (holes[next]!.from > start) result.push({ from: start, to: holes[next]!.from });
      start = Math.max(start, holes[next]!.to);
    }
    if (start < to) result.push({ from: start, to });
  }
  return result;
}

/** Cuts stretches that are longer than `longest` samples at their quietest moments; no piece gets under `shortest`. */
export function shortened(list: readonly Stretch[], samples: Int16Array, longest: number, shortest: number): Stretch[] {
  const result: Stretch[] = [];
  for (const { from, to } of list) {
    let start = from;
    while (to - start > longest) {
      const cut = quietestMoment(samples, start + Math.floor(longest * 0.5), Math.min(start + longest, to - shortest));
      result.push({ from: start, to: cut });
      start = cut;
    }
    result.push({ from: start, to });
  }
  return result;
}

const quietWindow = 320;

/** Middle of the quietest 320 samples between two positions. */
function quietestMoment(samples: Int16Array, from: number, to: number): number {
  let best = Math.floor((from + to) / 2);
  let least = Number.POSITIVE_INFINITY;
  for (let start = from; start + quietWindow <= to; start += quietWindow >> 1) {
    let energy = 0;
    for (let i = start; i < start + quietWindow; i++) energy += samples[i]! * samples[i]!;
    if (energy < least) {
      least = energy;
      best = start + (quietWindow >> 1);
    }
  }
  return best;
}
