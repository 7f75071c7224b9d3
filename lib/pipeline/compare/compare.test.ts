import { beforeAll, describe, expect, it } from "vitest";
import { babble } from "../../../tests/fixtures/babble.ts";
import type { Channel } from "../parties.ts";
import { compareRecordings, type Side, verdictOf } from "./compare-recordings.ts";
import { fingerprintChannel } from "./fingerprint-channel.ts";
import { packFingerprint, unpackFingerprint } from "./pack-fingerprint.ts";
import { repeatedShare } from "./repeated-share.ts";

const rateHz = 8_000;
const side = (samples: Int16Array, channel: Channel = "left", hz = rateHz): Side => ({
  channel,
  print: fingerprintChannel(samples, hz),
});
const joined = (...parts: Int16Array[]): Int16Array => {
  const whole = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
const changed = (samples: Int16Array, change: (sample: number) => number) =>
  samples.map((sample) => Math.max(-32_768, Math.min(32_767, Math.round(change(sample)))));
const pause = (seconds: number) => new Int16Array(seconds * rateHz);
/** Runs so much faster, and higher. */
const faster = (samples: Int16Array, speed: number) =>
  Int16Array.from({ length: Math.floor(samples.length / speed) }, (_, i) => {
    const [at, part] = [Math.floor(i * speed), (i * speed) % 1];
    return Math.round((1 - part) * samples[at]! + part * (samples[at + 1] ?? 0));
  });
const twice = (samples: Int16Array) =>
  Int16Array.from({ length: samples.length * 2 }, (_, i) =>
    i % 2 === 0 ? samples[i >> 1]! : (samples[i >> 1]! + (samples[(i >> 1) + 1] ?? 0)) / 2,
  );

const call = babble(1, 40);
let original: Side[];
beforeAll(() => {
  original = [side(call)];
});
const against = (samples: Int16Array, hz = rateHz) => compareRecordings([side(samples, "left", hz)], original);

describe("a copy is known again", () => {
  it.each<[string, () => Int16Array, number?]>([
    ["as it was", () => call],
    ["12 dB louder, clipped", () => changed(call, (x) => 4 * x)],
    ["12 dB softer", () => changed(call, (x) => x / 4)],
    ["upside down", () => changed(call, (x) => -x)],
    ["without its start", () => call.subarray(9.37 * rateHz)],
    ["without its end", () => call.subarray(0, 22.5 * rateHz)],
    ["with its middle cut out", () => joined(call.subarray(0, 14 * rateHz), call.subarray(23.3 * rateHz))],
    [
      "with silence around and within",
      () => joined(pause(7), call.subarray(0, 160_000), pause(6), call.subarray(160_000)),
    ],
    ["2 % faster", () => faster(call, 1.02)],
    ["2 % slower", () => faster(call, 0.98)],
    ["1.3 % faster", () => faster(call, 1.013)],
    ["at 16 kHz", () => twice(call), 16_000],
    ["with another voice mixed in, 10 dB down", () => call.map((x, i) => x + 0.3 * (other[i] ?? 0))],
  ])("%s", (_, copy, hz) => {
    const found = against(copy(), hz);
    expect(found.verdict).toBe("same");
    expect(found.score).toBeGreaterThan(0.9);
    expect(found.bitErrors).toBeLessThan(0.25);
  });

  it("with its sides the other way round, and by one side alone", () => {
    const both = [side(call, "left"), side(other, "right")];
    const turned = compareRecordings([side(other, "left"), side(call, "right")], both);
    expect(turned).toMatchObject({ verdict: "same", score: 1 });
    expect(turned.matches.map(({ channel, otherChannel }) => [channel, otherChannel])).toEqual([
      ["left", "right"],
      ["right", "left"],
    ]);
    expect(compareRecordings([side(other, "left")], both)).toMatchObject({ verdict: "same", score: 1 });
    const mixed = call.map((x, i) => (x + other[i]!) / 2);
    expect(compareRecordings([side(mixed)], both).verdict).toBe("same");
  });
});

const other = babble(2, 40);

describe("what is shared in part is shown", () => {
  it("half of it: where, in both, and a person looks", () => {
    const half = joined(other.subarray(0, 20 * rateHz), call.subarray(5 * rateHz, 25 * rateHz));
    const found = against(half);
    expect(found.verdict).toBe("look");
    expect(found.score).toBeGreaterThan(0.35);
    expect(found.matches).toHaveLength(1);
    const { stretches } = found.matches[0]!;
    expect(stretches).toHaveLength(1);
    const [{ fromSeconds, toSeconds, otherFromSeconds, otherToSeconds }] = stretches as [(typeof stretches)[number]];
    for (const [seconds, expected] of [
      [fromSeconds, 20],
      [toSeconds, 40],
      [otherFromSeconds, 5],
      [otherToSeconds, 25],
    ] as const)
      expect(Math.abs(seconds - expected)).toBeLessThan(2.5);
  });

  it("an announcement that opens two calls makes them nothing", () => {
    const announcement = babble(3, 9);
    const one = side(joined(announcement, babble(4, 70)));
    const two = side(joined(pause(2), announcement, babble(5, 70)));
    const found = compareRecordings([one], [two]);
    expect(found.verdict).toBe("different");
    expect(found.matchedSpeechSeconds).toBeGreaterThan(4);
  });

  it("it takes most of the speech to be the same", () => {
    expect([verdictOf(1, 3), verdictOf(0.7, 5), verdictOf(0.69, 30), verdictOf(0.19, 59), verdictOf(0.1, 61)]).toEqual([
      "different",
      "same",
      "look",
      "different",
      "look",
    ]);
  });
});

describe("what is not the same call is never taken for it", () => {
  it("twelve conversations of one voice, each with each", () => {
    const calls = Array.from({ length: 12 }, (_, i) => [side(babble(100 + i, 25))]);
    const scores = calls.flatMap((one, i) => calls.slice(i + 1).map((two) => compareRecordings(one, two).score));
    expect(scores).toHaveLength(66);
    expect(Math.max(...scores)).toBe(0);
  });

  it("silence, a tone, hold music: no speech, nothing to compare", () => {
    const tone = Int16Array.from(
      { length: 30 * rateHz },
      (_, i) => 6_000 * Math.sin(i * 0.345) + 4_000 * Math.sin(i * 0.377),
    );
    const chords = Int16Array.from({ length: 30 * rateHz }, (_, i) => {
      const root = [220, 196, 174.6, 246.9][Math.floor(i / (2 * rateHz)) % 4]!;
      const at = i / rateHz;
      return 2_500 * [1, 1.25, 1.5, 2].reduce((sum, step) => sum + Math.sin(2 * Math.PI * root * step * at), 0);
    });
    for (const sound of [pause(30), tone, chords]) {
      expect(compareRecordings([side(sound)], [side(sound)])).toMatchObject({ verdict: "different", score: 0 });
    }
    // two calls that wait in the same queue
    const held = (seed: number) => side(joined(babble(seed, 15), chords, babble(seed + 1, 15)));
    expect(compareRecordings([held(20)], [held(30)]).verdict).toBe("different");
  });

  it("what is too short to say anything about", () => {
    for (const samples of [new Int16Array(0), new Int16Array(100), call.subarray(0, 2_100)]) {
      expect(compareRecordings([side(samples)], original)).toMatchObject({ verdict: "different", score: 0 });
    }
  });
});

describe("a recording that repeats itself", () => {
  it("is found by how much of it was said before", () => {
    const part = babble(7, 10);
    expect(repeatedShare([side(joined(part, part, part, part)).print])).toBeGreaterThan(0.65);
    expect(repeatedShare([side(joined(part, part, part, part)).print])).toBeLessThan(0.8);
    expect(repeatedShare([side(babble(8, 40)).print])).toBe(0);
  });
});

describe("a fingerprint as it is stored", () => {
  it("is read as it was written, without its pauses, and damaged not at all", () => {
    const { codes, speech } = original[0]!.print;
    const packed = packFingerprint({ codes, speech });
    const read = unpackFingerprint(packed);
    expect(read.speech).toEqual(speech);
    expect(read.codes).toEqual(codes.map((code, frame) => (speech[frame] === 1 ? code : 0)));
    for (const damaged of [packed.subarray(0, -1), packed.subarray(0, 3), Buffer.alloc(0), Buffer.alloc(8, 255)]) {
      expect(() => unpackFingerprint(damaged)).toThrow(RangeError);
    }
  });

  it("depends on nothing but the sound", () => {
    expect(packFingerprint(fingerprintChannel(call, rateHz))).toEqual(packFingerprint(original[0]!.print));
    expect(() => fingerprintChannel(call, 44_100)).toThrow(RangeError);
  });
});
