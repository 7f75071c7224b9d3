import { type Draw, drawsFor, noiseFrom } from "../../lib/pipeline/disguise/draws.ts";
import { sentencesFrom, vocabulary } from "./sentences.ts";
import type { Mouth } from "./speak.ts";
import { inventSpeakers, type Speaker } from "./speakers.ts";

/** One side of one call. */
export interface Recording {
  speaker: number;
  samples: Int16Array;
}

export interface SpokenWords extends Recording {
  words: { word: number; from: number; to: number }[];
}

/** Everything that an attacker has and hears. Nobody of `background` is among the `targets`. */
export interface Attack {
  background: Recording[];
  /** Recordings that the attacker knows to be of each target. */
  enrolment: Recording[];
  /** Recordings whose speaker the attacker wants to know. */
  trials: Recording[];
  targets: number;
}

export interface Size {
  backgroundSpeakers: number;
  backgroundRecordings: number;
  targets: number;
  enrolmentRecordings: number;
  trials: number;
  sentences: number;
  teachers: number;
  readers: number;
}

export interface Material extends Attack {
  sampleRateHz: number;
  /** Clear words to teach the recognisers, and clear words of other people to test them. */
  teachers: SpokenWords[];
  readers: SpokenWords[];
}

const bench = new TextEncoder().encode("privacy bench");

/** Makes the recordings of one group of people: "tuning" and "test" have no person and no sentence in common. */
export async function makeMaterial(group: string, size: Size, mouth: Mouth, sampleRateHz: number): Promise<Material> {
  const draw = drawsFor(`recordings ${group}`, bench);
  const say = sentencesFrom(draw);
  const record = async (speaker: Speaker, index: number): Promise<Recording> => {
    const text = Array.from({ length: size.sentences }, say).join(" ");
    const sound = await mouth.speak(speaker, text, 0.94 + 0.12 * draw(), Math.round(45 + 10 * draw()));
    return { speaker: index, samples: throughPhone(sound, sampleRateHz, draw) };
  };
  const recordAll = async (speakers: Speaker[], times: number) => {
    const list: Recording[] = [];
    for (const [index, speaker] of speakers.entries()) {
      for (let i = 0; i < times; i++) list.push(await record(speaker, index));
    }
    return list;
  };
  const targets = inventSpeakers(`${group} targets`, size.targets);
  const read = async (speakers: Speaker[]) => {
    const list: SpokenWords[] = [];
    for (const [index, speaker] of speakers.entries())
      list.push(...(await readWords(speaker, index, mouth, sampleRateHz, draw)));
    return list;
  };
  return {
    sampleRateHz,
    background: await recordAll(
      inventSpeakers(`${group} background`, size.backgroundSpeakers),
      size.backgroundRecordings,
    ),
    enrolment: await recordAll(targets, size.enrolmentRecordings),
    trials: await recordAll(targets, size.trials),
    targets: size.targets,
    teachers: await read(inventSpeakers(`${group} teachers`, size.teachers)),
    readers: await read(inventSpeakers(`${group} readers`, size.readers)),
  };
}

const wordsPerRecording = 32;

/** A person reads the vocabulary out, in recordings of up to 32 words in random order with short pauses. */
async function readWords(speaker: Speaker, index: number, mouth: Mouth, sampleRateHz: number, draw: Draw) {
  const order = vocabulary.map((_, word) => ({ word, at: draw() })).sort((a, b) => a.at - b.at);
  const list: SpokenWords[] = [];
  for (let start = 0; start < order.length; start += wordsPerRecording) {
    const part = order.slice(start, start + wordsPerRecording).map(({ word }) => word);
    const sound = await mouth.speak(speaker, part.map((word) => `${vocabulary[word]}.`).join("\n"));
    const places = wordPlaces(sound, sampleRateHz);
    if (places.length !== part.length) throw new Error(`${places.length} words heard of ${part.length} spoken`);
    const words = part.map((word, i) => ({ word, ...places[i]! }));
    list.push({ speaker: index, samples: throughPhone(sound, sampleRateHz, draw), words });
  }
  return list;
}

/** espeak-ng is silent for longer between words than inside one. */
function wordPlaces(sound: Float64Array, sampleRateHz: number): { from: number; to: number }[] {
  const gap = 0.18 * sampleRateHz;
  const margin = Math.round(0.02 * sampleRateHz);
  const places: { from: number; to: number }[] = [];
  let from = -1;
  let last = 0;
  for (let i = 0; i <= sound.length; i++) {
    const loud = i < sound.length && Math.abs(sound[i]!) > 0.002;
    if (loud) {
      if (from < 0) from = i;
      last = i;
    } else if (from >= 0 && (i - last > gap || i === sound.length)) {
      places.push({ from: Math.max(0, from - margin), to: Math.min(sound.length, last + margin) });
      from = -1;
    }
  }
  return places;
}

/** Each recording comes through a phone and a room of its own: colour, loudness and noise say nothing about the speaker. */
function throughPhone(sound: Float64Array, sampleRateHz: number, draw: Draw): Int16Array {
  const lowCut = Math.exp((-2 * Math.PI * (60 + 140 * draw())) / sampleRateHz);
  const tilt = 0.5 * (2 * draw() - 1);
  const peak = 0.15 + 0.35 * draw();
  const noiseDb = -(38 + 12 * draw());
  const noise = noiseFrom(draw);
  const output = new Float64Array(sound.length);
  let [before, high, loudest] = [0, 0, 1e-9];
  for (let i = 0; i < sound.length; i++) {
    high = lowCut * (high + sound[i]! - before);
    const coloured = high + tilt * (output[i - 1] ?? 0) * 0.6;
    before = sound[i]!;
    output[i] = coloured;
    loudest = Math.max(loudest, Math.abs(coloured));
  }
  const level = 10 ** (noiseDb / 20) * Math.sqrt(3);
  return Int16Array.from(output, (value) => Math.round(32_767 * peak * (value / loudest + noise() * level)));
}
