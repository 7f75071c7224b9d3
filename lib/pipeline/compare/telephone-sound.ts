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
/** From the outermost in, one side alone; each second one is nil, and that in the middle a half. */
const taps = [-15, -13, -11, -9, -7, -5, -3, -1].map(
  (t) => (Math.sin((Math.PI * t) / 2) / (Math.PI * t)) * (0.54 + 0.46 * Math.cos((Math.PI * t) / 15.5)),
) as [number, number, number, number, number, number, number, number];

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
      halve(wide, into, count);
      into.fill(0, count);
    },
  };
}

/** Written out: this is done for each sample of a call. */
function halve(x: Int16Array, into: Float32Array, count: number): void {
  const [a, b, c, d, e, f, g, h] = taps;
  for (let i = 0, at = 0; i < count; i++, at += 2) {
    let sum = 0.5 * x[at + 15]!;
    sum += a * (x[at]! + x[at + 30]!);
    sum += b * (x[at + 2]! + x[at + 28]!);
    sum += c * (x[at + 4]! + x[at + 26]!);
    sum += d * (x[at + 6]! + x[at + 24]!);
    sum += e * (x[at + 8]! + x[at + 22]!);
    sum += f * (x[at + 10]! + x[at + 20]!);
    sum += g * (x[at + 12]! + x[at + 18]!);
    sum += h * (x[at + 14]! + x[at + 16]!);
    into[i] = sum;
  }
}

/** What lies before the first sample or behind the last is silent. */
function copyInto(into: Int16Array | Float32Array, samples: Int16Array, from: number): void {
  const part = samples.subarray(Math.max(0, from), Math.max(0, from + into.length));
  const before = Math.max(0, -from);
  into.fill(0, 0, before);
  into.set(part, before);
  into.fill(0, before + part.length);
}
