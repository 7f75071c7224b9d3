import { fingerprint as settings } from "../rules.ts";

/** A channel at the telephone's 8 kHz, made as it is read: a call of hours is never there a second time. */
export interface TelephoneSound {
  /** In samples of 8 kHz. */
  length: number;
  /** Fills `into` with what comes from `from` on; behind the end it is silent. */
  read(from: number, into: Float32Array): void;
}

/** Half-band filter for 16 kHz: 31 taps, 50 dB down from 4.6 kHz on; everything that counts here lies under 3.4 kHz. */
const reach = 15;
/** The outer taps of one side, every second one: the others are nil. The middle one is a half. */
const taps = Float64Array.from({ length: (reach + 1) / 2 }, (_, i) => {
  const t = 2 * i - reach;
  return (Math.sin((Math.PI * t) / 2) / (Math.PI * t)) * (0.54 + 0.46 * Math.cos((Math.PI * t) / (reach + 0.5)));
});

/** Throws RangeError for a rate that is neither 8 nor 16 kHz. */
export function telephoneSound(samples: Int16Array, rateHz: number): TelephoneSound {
  if (rateHz === settings.sampleRateHz) {
    return { length: samples.length, read: (from, into) => copyInto(into, samples, from) };
  }
  if (rateHz !== 2 * settings.sampleRateHz) throw new RangeError(`cannot compare sound of ${rateHz} Hz`);
  const length = samples.length >> 1;
  let wide = new Int16Array(0);
  return {
    length,
    read(from, into) {
      if (wide.length !== 2 * (into.length + reach)) wide = new Int16Array(2 * (into.length + reach));
      copyInto(wide, samples, 2 * from - reach);
      const count = Math.max(0, Math.min(into.length, length - from));
      for (let i = 0; i < count; i++) into[i] = halved(wide, 2 * i + reach);
      into.fill(0, count);
    },
  };
}

function halved(wide: Int16Array, middle: number): number {
  let sum = 0.5 * wide[middle]!;
  for (let tap = 0, away = reach; away > 0; tap++, away -= 2) {
    sum += taps[tap]! * (wide[middle - away]! + wide[middle + away]!);
  }
  return sum;
}

/** What lies before the first sample or behind the last is silent. */
function copyInto(into: Int16Array | Float32Array, samples: Int16Array, from: number): void {
  const part = samples.subarray(Math.max(0, from), Math.max(0, from + into.length));
  const before = Math.max(0, -from);
  into.fill(0, 0, before);
  into.set(part, before);
  into.fill(0, before + part.length);
}
