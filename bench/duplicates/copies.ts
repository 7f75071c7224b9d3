import type { Side } from "../../lib/pipeline/compare/compare-recordings.ts";
import { fingerprintChannel } from "../../lib/pipeline/compare/fingerprint-channel.ts";
import type { Ffmpeg } from "../../lib/pipeline/decode/ffmpeg.ts";
import { drawsFor, noiseFrom } from "../../lib/pipeline/disguise/draws.ts";
import { type Codec, coded } from "../codecs.ts";
import { type Call, joined, rateHz } from "./calls.ts";

/** What somebody sends again: one or two channels. */
interface Copy {
  left: Int16Array;
  right: Int16Array | null;
  sampleRateHz: number;
}
export type Alteration = (call: Call, other: Call) => Promise<Copy> | Copy;

export function sidesOf({ left, right, sampleRateHz }: Copy): Side[] {
  const side = (channel: Side["channel"], samples: Int16Array): Side => ({
    channel,
    print: fingerprintChannel(samples, sampleRateHz),
  });
  return right ? [side("left", left), side("right", right)] : [side("left", left)];
}

export const asItWas = ({ left, right }: Call): Copy => ({ left, right, sampleRateHz: rateHz });

/** Each side changed in the same way. */
const each =
  (change: (samples: Int16Array, otherSamples: Int16Array) => Int16Array, sampleRateHz = rateHz): Alteration =>
  (call, other) => ({
    left: change(call.left, other.left),
    right: change(call.right, other.right),
    sampleRateHz,
  });

const part = (from: number, to: number) =>
  each((samples) => samples.slice(Math.round(from * samples.length), Math.round(to * samples.length)));
const louder = (decibels: number) =>
  each((samples) => samples.map((x) => Math.max(-32_768, Math.min(32_767, Math.round(x * 10 ** (decibels / 20))))));
const faster = (speed: number) =>
  each((samples) =>
    Int16Array.from({ length: Math.floor(samples.length / speed) }, (_, i) => {
      const [at, rest] = [Math.floor(i * speed), (i * speed) % 1];
      return Math.round((1 - rest) * samples[at]! + rest * (samples[at + 1] ?? 0));
    }),
  );
const halved = (samples: Int16Array) =>
  Int16Array.from({ length: samples.length >> 1 }, (_, i) => (samples[2 * i]! + samples[2 * i + 1]!) / 2);
const doubled = (samples: Int16Array) =>
  Int16Array.from({ length: 2 * samples.length }, (_, i) =>
    i % 2 === 0 ? samples[i >> 1]! : (samples[i >> 1]! + (samples[(i >> 1) + 1] ?? 0)) / 2,
  );

/** White noise, so far under the side's mean level. */
const noisy = (decibels: number) =>
  each((samples) => {
    const noise = noiseFrom(drawsFor("noise", new Uint8Array([samples.length & 255])));
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    const level = Math.sqrt(3 * power) * 10 ** (-decibels / 20);
    return samples.map((sample) => sample + level * noise());
  });

const plain: [string, Alteration][] = [
  ["as it was", asItWas],
  ["front cut, 30 %", part(0.3, 1)],
  ["back cut, 30 %", part(0, 0.7)],
  ["front and back cut, 20 % each", part(0.2, 0.8)],
  ["12 dB louder, clipped", louder(12)],
  ["12 dB softer", louder(-12)],
  ["2 % faster", faster(1.02)],
  ["2 % slower", faster(0.98)],
  ["16 to 8 kHz", each(halved, rateHz / 2)],
  ["16 to 8 to 16 kHz", each((samples) => doubled(halved(samples)))],
  ["white noise, 20 dB", noisy(20)],
  ["sides swapped", ({ left, right }) => ({ left: right, right: left, sampleRateHz: rateHz })],
  ["one side alone", ({ left }) => ({ left, right: null, sampleRateHz: rateHz })],
  [
    "both sides mixed",
    ({ left, right }) => ({ left: left.map((x, i) => (x + right[i]!) / 2), right: null, sampleRateHz: rateHz }),
  ],
  ["twice over", each((samples) => joined([samples, samples]))],
  [
    "inside a longer call",
    each((samples, other) =>
      joined([other.subarray(0, other.length >> 1), samples, other.subarray(other.length >> 1)]),
    ),
  ],
];

export function alterations(ffmpeg: Ffmpeg, codecs: ReadonlyMap<string, Codec>): Map<string, Alteration> {
  const through =
    (...chain: Codec[]): Alteration =>
    async (call) => {
      let copy = asItWas(call);
      for (const codec of chain) {
        const channels = codec.mono || !copy.right ? [copy.left] : [copy.left, copy.right];
        copy = await coded(ffmpeg, codec, channels, copy.sampleRateHz);
      }
      return copy;
    };
  const single = [...codecs].map(([name, codec]): [string, Alteration] => [
    codec.mono ? `${name}, one side` : name,
    through(codec),
  ]);
  const chains = [
    ["MP3 32 kbit/s", "Opus 16 kbit/s"],
    ["AMR 12.2 kbit/s", "MP3 32 kbit/s"],
  ].flatMap((names): [string, Alteration][] => {
    const chain = names.flatMap((name) => codecs.get(name) ?? []);
    return chain.length === names.length ? [[names.join(", then "), through(...chain)]] : [];
  });
  return new Map([...plain, ...single, ...chains]);
}
