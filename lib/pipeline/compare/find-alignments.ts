import { comparison as settings } from "../rules.ts";
import type { Anchor, ChannelFingerprint } from "./fingerprint-channel.ts";

/** How a channel may lie on another: frame f of the one is frame f × 1.01^shift + offset of the other. */
export interface Alignment {
  shift: number;
  offset: number;
  hits: number;
}

export const slopeOf = (shift: number): number => 1.01 ** shift;

/** An anchor's code with every choice of its unsure bits. */
export function triedCodes({ code, unsure }: Anchor): number[] {
  let codes = [code];
  for (let rest = unsure; rest !== 0; rest = (rest & (rest - 1)) >>> 0) {
    const bit = (rest & -rest) >>> 0;
    codes = [...codes, ...codes.map((code) => (code ^ bit) >>> 0)];
  }
  return codes;
}

/** At most so many of a list, evenly spread. */
export function spread<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list];
  return Array.from({ length: most }, (_, i) => list[Math.floor((i * list.length) / most)]!);
}

/** The alignments that most anchors speak for, best first; with `below`, those alone whose offset is less. */
export function findAlignments(
  asked: ChannelFingerprint,
  known: readonly Anchor[],
  below = Number.POSITIVE_INFINITY,
): Alignment[] {
  const places = new Map<number, number[]>();
  for (const { code, frame } of known) {
    const same = places.get(code);
    if (same === undefined) places.set(code, [frame]);
    else if (same.length < settings.placesOfCode) same.push(frame);
  }
  const votes = new Map<string, Alignment>();
  for (const { shift, anchors } of asked.readings) {
    for (const anchor of spread(anchors, settings.lookedUpAnchors)) {
      const start = anchor.frame * slopeOf(shift);
      for (const code of triedCodes(anchor)) {
        for (const frame of places.get(code) ?? []) if (frame - start < below) vote(votes, shift, frame - start);
      }
    }
  }
  return bestAlignments([...votes.values()]);
}

/** Two buckets a hit, so that neighbours on either side of a border meet in one. */
function vote(votes: Map<string, Alignment>, shift: number, offset: number): void {
  const bucket = Math.floor((2 * offset) / settings.alignmentFrames);
  for (const at of [bucket, bucket + 1]) {
    const key = `${shift}:${at}`;
    const known = votes.get(key);
    if (known) known.hits++;
    else votes.set(key, { shift, offset: (at * settings.alignmentFrames) / 2, hits: 1 });
  }
}

export const bestAlignments = (found: Alignment[]): Alignment[] =>
  found
    .filter(({ hits }) => hits >= settings.leastHits)
    .sort((a, b) => b.hits - a.hits || Math.abs(a.shift) - Math.abs(b.shift) || a.offset - b.offset)
    .slice(0, settings.alignments);
