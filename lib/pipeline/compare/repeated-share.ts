import { comparison as settings } from "../rules.ts";
import { secondsOf, speechFramesOf } from "./compare-channels.ts";
import { findAlignments } from "./find-alignments.ts";
import type { ChannelFingerprint } from "./fingerprint-channel.ts";
import { matchAlong } from "./match-along.ts";

/**
 * Share of a recording's speech that was heard before in the same channel, 0 to 1: the same twenty seconds pasted six times
 * are 0.83. The first time counts as new.
 */
export function repeatedShare(prints: readonly ChannelFingerprint[]): number {
  let [repeated, speech] = [0, 0];
  for (const print of prints) {
    repeated += repeatedFrames(print);
    speech += speechFramesOf(print);
  }
  return speech === 0 || secondsOf(repeated) < settings.leastSpeechSeconds
    ? 0
    : Math.min(1, Math.round((1_000 * repeated) / speech) / 1_000);
}

function repeatedFrames(print: ChannelFingerprint): number {
  const own = print.readings[0];
  const asked = { ...print, readings: [own] as [typeof own] };
  // a lag of nothing is the channel itself; a place may only be told from an earlier one
  const lags = findAlignments(asked, own.anchors, -settings.leastLagFrames);
  const frames: number[] = [];
  for (const { offset } of lags) {
    for (const { block, speechFrames } of matchAlong(print, print, { shift: 0, offset })) {
      frames[block] = Math.max(frames[block] ?? 0, speechFrames);
    }
  }
  return frames.reduce((sum, count) => sum + (count ?? 0), 0);
}
