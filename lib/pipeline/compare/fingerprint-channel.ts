import { correlation } from "../correlation.ts";
import { fingerprint as settings } from "../rules.ts";
import { bandSpectrum, framesOf } from "./band-spectrum.ts";
import { speechFrames } from "./speech-frames.ts";
import { type TelephoneSound, telephoneSound } from "./telephone-sound.ts";

const { bands, finePerBand, reachFrames } = settings;
const bits = bands - 1;

/** What is noted of a channel, and looked at when another is compared with it. A frame is 32 ms. */
export interface Fingerprint {
  /** 32 bits for each frame. */
  codes: Uint32Array;
  /** 1 where somebody speaks; pauses, tones and music count for nothing. */
  speech: Uint8Array;
}

/** A frame that is looked up: its bits are the surest ones around. */
export interface Anchor {
  frame: number;
  code: number;
  /** The bits of the code that were closest to falling out the other way. */
  unsure: number;
}

/** The channel as it would read in a copy that runs 1.01^shift times as fast. */
interface Reading {
  shift: number;
  codes: Uint32Array;
  anchors: Anchor[];
}

export interface ChannelFingerprint extends Fingerprint {
  /** The first is the channel as it is. */
  readings: [Reading, ...Reading[]];
}

interface Raw {
  codes: Uint32Array[];
  /** Of frames that can be anchors. */
  unsure: Uint32Array[];
  sureness: Float32Array;
  levelDb: Float32Array;
  steadiness: Float32Array;
}

/**
 * Fingerprint of one channel of original sound, 8 or 16 kHz: signs of the change in time of the difference of neighbouring
 * bands (Haitsma and Kalker, "A highly robust audio fingerprinting system", ISMIR 2002), in the telephone's band, with
 * its unsure bits tried both ways as there; speed by shifted bands.
 */
export function fingerprintChannel(samples: Int16Array, rateHz: number): ChannelFingerprint {
  const raw = rawCodes(telephoneSound(samples, rateHz));
  const speech = speechFrames(raw.levelDb, raw.steadiness);
  const at = anchorFrames(raw.sureness, speech);
  const readings = settings.shifts.map((shift, i): Reading => {
    const codes = raw.codes[i]!;
    const anchors = at.map((frame) => ({ frame, code: codes[frame]!, unsure: raw.unsure[i]![frame]! }));
    return { shift, codes, anchors };
  });
  return { codes: raw.codes[0]!, speech, readings: readings as [Reading, ...Reading[]] };
}

function rawCodes(sound: TelephoneSound): Raw {
  const frames = framesOf(sound.length);
  const raw: Raw = {
    codes: settings.shifts.map(() => new Uint32Array(frames)),
    unsure: settings.shifts.map(() => new Uint32Array(frames)),
    sureness: new Float32Array(frames),
    levelDb: new Float32Array(frames),
    steadiness: new Float32Array(frames),
  };
  const kept = 2 * reachFrames + 1;
  const sums = new Float32Array(settings.fineBands + 1);
  const rows = () => settings.shifts.map(() => new Float32Array(bands));
  const logs = Array.from({ length: kept }, rows);
  const change = new Float32Array(bits);
  bandSpectrum(sound, (frame, energies) => {
    for (let i = 0; i < energies.length; i++) sums[i + 1] = sums[i]! + energies[i]!;
    raw.levelDb[frame] = 10 * Math.log10(sums[energies.length]! + 1);
    const after = logs[frame % kept]!;
    for (let i = 0; i < after.length; i++) bandLogs(sums, settings.shifts[i]!, after[i]!);
    const at = frame - reachFrames;
    if (at >= reachFrames) noteFrame(raw, at, logs[(frame + 1) % kept]!, after, change);
  });
  return raw;
}

/** What is said of a frame, by the bands before and after it, at each speed. */
function noteFrame(raw: Raw, at: number, before: Float32Array[], after: Float32Array[], change: Float32Array): void {
  let surest = true;
  for (let i = 0; i < settings.shifts.length; i++) {
    const ownSpeed = settings.shifts[i] === 0;
    raw.codes[i]![at] = codeOf(before[i]!, after[i]!, change);
    if (ownSpeed) {
      raw.sureness[at] = surenessOf(change);
      raw.steadiness[at] = correlation(before[i]!, after[i]!, 1);
      surest = isSurestSoFar(raw.sureness, at);
    }
    if (surest) raw.unsure[i]![at] = unsureBits(change, ownSpeed ? settings.triedBitsAtOwnSpeed : settings.triedBits);
  }
}

/** No other frame can become an anchor, and of no other are the unsure bits asked. */
function isSurestSoFar(sureness: Float32Array, at: number): boolean {
  for (let near = Math.max(0, at - settings.anchorFrames); near < at; near++) {
    if (sureness[near]! >= sureness[at]!) return false;
  }
  return true;
}

/** Energies of the bands in nepers; they are differences of running sums. */
function bandLogs(sums: Float32Array, shift: number, into: Float32Array): void {
  let at = settings.spareBands + shift;
  for (let band = 0; band < bands; band++, at += finePerBand) {
    into[band] = Math.log(sums[at + finePerBand]! - sums[at]! + settings.floorEnergy);
  }
}

/** `change` gets how far each bit was from falling out the other way. */
function codeOf(before: Float32Array, after: Float32Array, change: Float32Array): number {
  let code = 0;
  for (let bit = 0; bit < bits; bit++) {
    const difference = after[bit]! - after[bit + 1]! - before[bit]! + before[bit + 1]!;
    change[bit] = Math.abs(difference);
    if (difference > 0) code |= 1 << bit;
  }
  return code >>> 0;
}

function unsureBits(change: Float32Array, count: number): number {
  let found = 0;
  for (let n = 0; n < count; n++) {
    let least = -1;
    for (let bit = 0; bit < bits; bit++) {
      if ((found & (1 << bit)) === 0 && (least < 0 || change[bit]! < change[least]!)) least = bit;
    }
    found |= 1 << least;
  }
  return found >>> 0;
}

/** Loud changes of a few bands do not make the others sure. */
function surenessOf(change: Float32Array): number {
  let sum = 0;
  for (let bit = 0; bit < bits; bit++) sum += Math.min(change[bit]!, 1.5);
  return sum / bits;
}

function anchorFrames(sureness: Float32Array, speech: Uint8Array): number[] {
  const found: number[] = [];
  const reach = settings.anchorFrames;
  for (let at = reach; at < sureness.length - reach; at++) {
    if (speech[at] === 0) continue;
    let surest = true;
    for (let near = at - reach; near <= at + reach && surest; near++) {
      surest = sureness[near]! < sureness[at]! || near === at;
    }
    if (surest) found.push(at);
  }
  return found;
}
