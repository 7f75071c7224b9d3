import { beforeAll, describe, expect, test } from "vitest";
import { bandwidthError, clippingError, hearIn, rateError } from "../../../tests/fixtures/judging/figures.ts";
import { type NoiseKind, noise, ringing } from "../../../tests/fixtures/judging/noises.ts";
import { atUsualLevel, committedSpeech, rateHz, type Speech, toInt16 } from "../../../tests/fixtures/judging/speech.ts";
import { startFfmpeg } from "../decode/ffmpeg.ts";
import { canBeUnderstood, crosstalkOf, levelsOf } from "./crosstalk.ts";
import { levelOf } from "./level.ts";
import { measureChannel } from "./measure-channel.ts";
import { turnTaking } from "./turn-taking.ts";
import { findVoice } from "./voice-activity.ts";

let speech: Speech[];
const noises = new Map<NoiseKind, Float64Array>();
const noiseOf = (kind: NoiseKind) => noises.get(kind)!;

beforeAll(async () => {
  const ffmpeg = await startFfmpeg();
  speech = await committedSpeech(ffmpeg);
  await ffmpeg.stop();
  for (const kind of ["white", "pink", "car"] as const) noises.set(kind, noise(kind, 20 * rateHz, rateHz, 21));
});

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("speech in noise of a known level", () => {
  test.each([
    ["white", 30],
    ["white", 10],
    ["pink", 20],
    ["pink", 10],
    ["car", 10],
  ] as const)("%s at %i dB: frames, ratio and syllables", (kind, snrDb) => {
    const heard = speech.map((one) => hearIn(one, noiseOf(kind), snrDb));
    expect(mean(heard.map(({ framesRight }) => framesRight))).toBeGreaterThan(0.95);
    for (const { snrError, syllableError } of heard) {
      expect(Math.abs(snrError ?? Number.POSITIVE_INFINITY)).toBeLessThan(1.8);
      expect(Math.abs(syllableError)).toBeLessThan(0.2);
    }
  });

  test("the rate of syllables is right within 12 %", () => {
    for (const one of speech) expect(Math.abs(rateError(one, noiseOf("pink")))).toBeLessThan(0.12);
  });

  test("bandwidth within 150 Hz, clipping within a quarter", () => {
    for (const edgeHz of [3_400, 4_000, 7_000, 8_000])
      expect(Math.abs(bandwidthError(speech[0]!, noiseOf("pink"), edgeHz))).toBeLessThan(150);
    for (const share of [0.003, 0.03])
      expect(Math.abs(clippingError(speech[0]!, noiseOf("pink"), share))).toBeLessThan(0.25);
  });

  test("what rings while nobody answers is hardly speech", () => {
    const rings = { channel: "left", samples: toInt16(ringing(10 * rateHz, rateHz)) } as const;
    expect(measureChannel(rings, rateHz).speechRatio).toBeLessThan(0.2);
  });
});

describe("level and what is missing", () => {
  test("level, offset, digital silence and dropouts", () => {
    const samples = toInt16(atUsualLevel(speech[0]!));
    const voice = findVoice(samples, rateHz);
    const whole = levelOf(samples, voice, rateHz);
    expect(whole.speechDbfs).toBeGreaterThan(-28);
    expect(whole.speechDbfs).toBeLessThan(-24);
    expect(whole.dropouts).toBe(0);
    expect(whole.digitalSilenceRatio).toBeGreaterThan(0.1);
    const shifted = samples.map((sample) => sample + 655);
    expect(levelOf(shifted, voice, rateHz).dcOffset).toBeCloseTo(0.02, 3);
    // Holes of 30 ms at the loudest moments of the speech.
    const holed = samples.slice();
    const loud = [1.5, 2.5, 3.5].map((seconds) => loudestNear(samples, seconds * rateHz));
    for (const at of loud) holed.fill(0, at, at + 0.03 * rateHz);
    expect(levelOf(holed, voice, rateHz).dropouts).toBe(3);
    expect(levelOf(new Int16Array(rateHz), findVoice(new Int16Array(rateHz), rateHz), rateHz)).toEqual({
      ...{ speechDbfs: null, peakDbfs: null, dcOffset: 0, digitalSilenceRatio: 1, dropouts: 0 },
    });
  });
});

/** Where 60 ms around it are loudest within half a second. */
function loudestNear(samples: Int16Array, at: number): number {
  let best = at;
  let most = 0;
  for (let from = at; from < at + rateHz / 2; from += 80) {
    let least = Number.POSITIVE_INFINITY;
    for (const beside of [from - 80, from + 0.03 * rateHz]) {
      const sum = samples.subarray(beside, beside + 80).reduce((all, sample) => all + sample * sample, 0);
      least = Math.min(least, sum);
    }
    if (least > most && Math.abs(samples[from - 1]!) > 1_500) [best, most] = [from, least];
  }
  return best;
}

describe("the two parties", () => {
  const frames = (text: string) => ({
    frames: Uint8Array.from(text, (letter) => (letter === "x" ? 1 : 0)),
    hopSamples: 1_600,
  });

  test("overlap, turns and silence from where each of them talks", () => {
    const a = frames("xxxxxx......xxxx........");
    const b = frames("..xx....xxxxxx......xx..");
    // Somebody talks for 16 tenths, both for 4; b's word within a's takes no turn; gaps: +2, -2 and +4 tenths.
    expect(turnTaking([a, b], rateHz)).toEqual({
      ...{ overlapRatio: 0.25, turnChanges: 3, gapMedianSeconds: 0.2, longestSilenceSeconds: 0.4 },
    });
    expect(turnTaking([a], rateHz)).toEqual({
      ...{ overlapRatio: null, turnChanges: null, gapMedianSeconds: null, longestSilenceSeconds: 0.8 },
    });
    expect(turnTaking([], rateHz).longestSilenceSeconds).toBe(0);
  });

  /** One talks, then the other, then the first again, over noise of 30 dB; the other leaks by so much, 120 ms later. */
  function conversation(leakDb: number) {
    const [one, two] = [atUsualLevel(speech[0]!), atUsualLevel(speech[1]!)];
    const length = 2 * one.length + two.length;
    const own = new Float64Array(length);
    const other = new Float64Array(length);
    own.set(one, 0);
    own.set(one, one.length + two.length);
    other.set(two, one.length);
    const hiss = noiseOf("white").map((sample) => sample * 0.0027);
    const leak = 10 ** (leakDb / 20);
    const delay = 0.12 * rateHz;
    return {
      own: toInt16(own.map((sample, i) => sample + leak * (other[i - delay] ?? 0) + hiss[i % hiss.length]!)),
      other: toInt16(other.map((sample, i) => sample + hiss[(i + rateHz) % hiss.length]!)),
    };
  }

  const heardOn = (own: Int16Array, other: Int16Array) => crosstalkOf(levelsOf(own, rateHz), levelsOf(other, rateHz));

  test("the other party on a channel is found with level and delay, and not where they are not", () => {
    for (const leakDb of [-12, -26]) {
      const { own, other } = conversation(leakDb);
      const heard = heardOn(own, other);
      expect(heard?.leakDb, `${leakDb} dB`).toBeGreaterThan(leakDb - 2);
      expect(heard?.leakDb, `${leakDb} dB`).toBeLessThan(leakDb + 2);
      expect(heard?.delaySeconds).toBeCloseTo(0.12, 1);
      expect(canBeUnderstood(heard)).toBe(leakDb === -12);
      expect(heardOn(other, own)).toBeNull();
    }
    const { own, other } = conversation(-200);
    expect(heardOn(own, other)).toBeNull();
    expect(heardOn(new Int16Array(rateHz), other)).toBeNull();
  }, 60_000);
});
