import { beforeAll, describe, expect, test } from "vitest";
import { noise } from "../../../tests/fixtures/judging/noises.ts";
import { committedSpeech, mixed, power, rateHz, type Speech, toInt16 } from "../../../tests/fixtures/judging/speech.ts";
import { type Tune, tuningTunes, unseenTunes } from "../../../tests/fixtures/judging/tunes.ts";
import { startFfmpeg } from "../decode/ffmpeg.ts";
import { measureChannel } from "./measure-channel.ts";
import { findVoice } from "./voice-activity.ts";

let speech: Speech[];
beforeAll(async () => {
  const ffmpeg = await startFfmpeg();
  speech = await committedSpeech(ffmpeg);
  await ffmpeg.stop();
});

function playing(tune: Tune, seconds: number, hz = rateHz): Float64Array {
  const sound = tune(seconds * hz, hz, 3);
  const gain = 0.05 / Math.sqrt(power(sound));
  return sound.map((sample) => gain * sample);
}
const measured = (samples: Int16Array, hz = rateHz) => measureChannel({ channel: "left", samples }, hz);
const count = (frames: Uint8Array) => frames.reduce((sum, one) => sum + one, 0);
const tunes = { ...tuningTunes, ...unseenTunes };

describe("music and tones are no speech", () => {
  test.each(["chords", "arpeggio", "drums and bass", "dial, ring and busy tones", "waltz", "guitar and shaker"])(
    "%s",
    (name) => {
      const samples = toInt16(playing(tunes[name]!, 9, rateHz / 2));
      expect(measured(samples, rateHz / 2).speechRatio).toBeLessThan(0.2);
    },
  );

  test.each(["melody with vibrato", "techno"])("%s is offered to the reviewer", (name) => {
    const samples = toInt16(playing(tunes[name]!, 12, rateHz / 2));
    const { voice, perhapsMusicSeconds, musicSeconds } = measured(samples, rateHz / 2);
    expect(perhapsMusicSeconds + musicSeconds).toBeGreaterThan(count(findVoice(samples, rateHz / 2).frames) / 250);
    expect(count(voice.frames) / 100).toBeGreaterThanOrEqual(perhapsMusicSeconds);
  });

  test("what one hears on hold in the middle of a call is taken out, and nothing that is said", () => {
    const [one, two] = speech.map((voice) => mixed(voice, noise("pink", rateHz, rateHz, 3), 30)) as [
      Int16Array,
      Int16Array,
    ];
    const held = toInt16(playing(tuningTunes.chords!, 15));
    const call = Int16Array.from([...one, ...held, ...two]);
    const { voice, musicSeconds } = measured(call);
    const found = findVoice(call, rateHz).frames;
    const [from, to] = [one.length / 160, (one.length + held.length) / 160];
    expect(count(voice.frames.subarray(from, to))).toBeLessThan(150);
    expect(voice.frames.subarray(0, from - 100)).toEqual(found.subarray(0, from - 100));
    expect(voice.frames.subarray(to + 100)).toEqual(found.subarray(to + 100));
    expect(musicSeconds).toBeGreaterThan(0.85 * (count(found.subarray(from, to)) / 100));
  });
});

describe("speech is no music", () => {
  test.each([
    ["white", 5],
    ["car", 30],
  ] as const)("in %s noise at %i dB", (kind, snrDb) => {
    const sound = noise(kind, 5 * rateHz, rateHz, 5);
    for (const voice of speech) {
      const samples = mixed(voice, sound, snrDb);
      const { voice: kept, musicSeconds, perhapsMusicSeconds } = measured(samples);
      expect({ musicSeconds, perhapsMusicSeconds }).toEqual({ musicSeconds: 0, perhapsMusicSeconds: 0 });
      expect(kept.frames).toEqual(findVoice(samples, rateHz).frames);
    }
  });

  test("over music of 10 dB less it stays speech", () => {
    const sound = playing(tuningTunes.waltz!, 8);
    for (const voice of speech.slice(1)) {
      const samples = mixed(voice, sound, 10);
      const { frames } = measured(samples).voice;
      const found = findVoice(samples, rateHz).frames;
      const said = found.map((one, at) => one & voice.speaks[at]!);
      expect(count(said.map((one, at) => one & frames[at]!)) / count(said)).toBeGreaterThan(0.98);
    }
  });
});
