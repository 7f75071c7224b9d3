import { withoutMusic } from "../../lib/pipeline/judge/music.ts";
import { spectralShape } from "../../lib/pipeline/judge/spectral-shape.ts";
import { hopOf, voiceIn } from "../../lib/pipeline/judge/voice-activity.ts";
import { mixed, power, rateHz, type Speech, toInt16 } from "../../tests/fixtures/judging/speech.ts";
import { singing, type Tune, tuningTunes, unseenTunes } from "../../tests/fixtures/judging/tunes.ts";
import type { Measure } from "../measure.ts";
import { error, share } from "./measures.ts";

const seconds = 24;
const level = 0.05;
const behindDb = [15, 10, 5, 0] as const;
const keys = [1, 4];
const voicesOverMusic = 4;

/** How much music is paid as speech, and how much speech music costs; on tunes that no threshold was chosen on too. */
export function measureMusic(voices: readonly Speech[], noises: ReadonlyMap<string, Float64Array>): Measure[] {
  const measures: Measure[] = [];
  for (const [half, tunes] of [
    ["tuning", tuningTunes],
    ["unseen", { ...unseenTunes, singing }],
  ] as const) {
    for (const [name, tune] of Object.entries(tunes))
      measures.push(...ofTune(`judging, music, ${half}, ${name}`, tune));
  }
  for (const [name, tune] of Object.entries(unseenTunes))
    measures.push(...behindSpeech(name, tune, voices.slice(0, voicesOverMusic)));
  return [...measures, ...inNoise(voices, noises)];
}

function playing(tune: Tune, key: number): Float64Array {
  const sound = tune(seconds * rateHz, rateHz, key);
  const gain = level / Math.sqrt(power(sound));
  return sound.map((sample) => gain * sample);
}

/** What rises above the background, and what of it is speech. */
function heard(samples: Int16Array) {
  const hop = hopOf(rateHz);
  const shape = spectralShape(samples, rateHz, hop);
  const sound = voiceIn(shape, hop);
  return { sound, ...withoutMusic(samples, rateHz, shape, sound) };
}

function ofTune(name: string, tune: Tune): Measure[] {
  let [risen, paid, said] = [0, 0, 0];
  for (const key of keys) {
    const { sound, voice, perhapsMusicSeconds } = heard(toInt16(playing(tune, key)));
    risen += secondsOf(sound.frames);
    paid += secondsOf(voice.frames);
    said += perhapsMusicSeconds;
  }
  const unit = `% of the time, ${percent(risen)} before, ${percent(said)} offered to the reviewer`;
  return [error(`${name}: taken for speech`, (100 * paid) / (keys.length * seconds), unit, 10)];
}

const percent = (spent: number): string => `${((100 * spent) / (keys.length * seconds)).toFixed(1)} %`;
const secondsOf = (frames: Uint8Array): number => frames.reduce((sum, one) => sum + one, 0) / 100;

/** Frames of true speech that are lost to music; frames that were not found without it are not counted. */
function lostIn(samples: Int16Array, { speaks }: Speech): { lost: number; of: number } {
  const { sound, voice } = heard(samples);
  let [lost, of] = [0, 0];
  for (const [at, frame] of sound.frames.entries()) {
    if (frame !== 1 || speaks[at] !== 1) continue;
    of++;
    lost += 1 - voice.frames[at]!;
  }
  return { lost, of };
}

function behindSpeech(name: string, tune: Tune, voices: readonly Speech[]): Measure[] {
  const sound = playing(tune, 2);
  return behindDb.map((snrDb) => {
    const all = voices.map((voice) => lostIn(mixed(voice, sound, snrDb), voice));
    const [lost, of] = [sumOf(all.map((one) => one.lost)), sumOf(all.map((one) => one.of))];
    return share(`judging, speech ${snrDb} dB over ${name}: kept`, (100 * (of - lost)) / of, `% of ${of} frames`, 99.5);
  });
}

function inNoise(voices: readonly Speech[], noises: ReadonlyMap<string, Float64Array>): Measure[] {
  return [...noises].map(([kind, noise]) => {
    const all = voices.flatMap((voice) => [30, 5].map((snrDb) => lostIn(mixed(voice, noise, snrDb), voice)));
    const [lost, of] = [sumOf(all.map((one) => one.lost)), sumOf(all.map((one) => one.of))];
    const name = `judging, speech in ${kind} noise, 5 and 30 dB: taken for music`;
    return error(name, (100 * lost) / of, `% of ${of} frames`, 0.5);
  });
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
