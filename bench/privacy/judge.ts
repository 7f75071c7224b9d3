import { drawsFor } from "../../lib/pipeline/disguise/draws.ts";
import { findVoice } from "../../lib/pipeline/judge/voice-activity.ts";
import { shortened, talkOf } from "../../lib/pipeline/stretches.ts";
import { type Artefacts, artefactsOf } from "./artefacts.ts";
import { type Attacker, trainAttackers } from "./attackers.ts";
import { figuresWithIntervals, type Interval, intervalOf, type PrivacyFigures, type WithIntervals } from "./figures.ts";
import type { Method } from "./method.ts";
import type { Material, Recording } from "./recordings.ts";
import { type Voiceprint, voiceprint } from "./voiceprint.ts";
import { type HeardWord, heardWords } from "./word-features.ts";
import { teachWordModels } from "./word-models.ts";
import { teachWordShapes } from "./word-shapes.ts";

/** What the attacker knows: nothing of the disguise; recordings disguised by it; how to disguise recordings of their own. */
export const knowledge = ["ignorant", "lazy-informed", "semi-informed"] as const;
export type Knowledge = (typeof knowledge)[number];

export interface Words {
  /** Share of words that each of the two listeners, who learned on clear voices, understands. */
  models: number & {};
  shapes: number & {};
  intervals: { models: Interval; shapes: Interval };
}

export interface Judgement {
  method: string;
  sampleRateHz: number;
  attacks: { knowledge: Knowledge; attacker: string; figures: WithIntervals<PrivacyFigures> }[];
  words: Words;
  artefacts: Artefacts;
  timesRealTime: number;
}

export type Judge = (method: Method) => Judgement;

/** Prepares what does not depend on the method: clear voiceprints, attackers and listeners who know clear voices. */
export function prepareJudge(material: Material): Judge {
  const { sampleRateHz, targets } = material;
  const print = (recordings: readonly Recording[]) =>
    recordings.map(({ speaker, samples }) => voiceprint(speaker, samples, sampleRateHz));
  const clearBackground = print(material.background);
  const clearEnrolment = print(material.enrolment);
  const clearAttackers = trainAttackers(clearBackground);
  const listen = teachListeners(material);

  return (method) => {
    const clock = { cpuMs: 0, seconds: 0 };
    const disguise = (recordings: readonly Recording[], part: string) =>
      recordings.map((recording, i) => ({
        ...recording,
        samples: disguised(recording, `${part} ${i}`, method, sampleRateHz, clock),
      }));
    const trialRecordings = disguise(material.trials, "trial");
    const trials = print(trialRecordings);
    const enrolment = print(disguise(material.enrolment, "enrolment"));
    const attackers = trainAttackers(print(disguise(material.background, "background")));
    const run = (known: Knowledge, list: readonly Attacker[], enrolled: readonly Voiceprint[]) =>
      list.map((attacker) => {
        const scores = attacker.compare(enrolled, trials, targets);
        const speakers = trials.map(({ speaker }) => speaker);
        const figures = figuresWithIntervals(scores, speakers, targets, drawsFor("bootstrap", new Uint8Array(1)));
        return { knowledge: known, attacker: attacker.name, figures };
      });
    return {
      method: method.name,
      sampleRateHz,
      attacks: [
        ...run("ignorant", clearAttackers, clearEnrolment),
        ...run("lazy-informed", clearAttackers, enrolment),
        ...run("semi-informed", attackers, enrolment),
      ],
      words: listen(disguise(material.readers, "reader").map(({ samples }) => samples)),
      artefacts: meanArtefacts(material.trials, trialRecordings, sampleRateHz),
      timesRealTime: clock.seconds / (clock.cpuMs / 1_000),
    };
  };
}

/** Each recording gets draws of its own, as every recording of the product does. */
function disguised(
  { samples }: Recording,
  purpose: string,
  { apply }: Method,
  sampleRateHz: number,
  clock: { cpuMs: number; seconds: number },
): Int16Array {
  const copy = samples.slice();
  const talk = talkOf(findVoice(copy, sampleRateHz), [], sampleRateHz, copy.length);
  const speech = shortened(talk, copy, 20 * sampleRateHz, 2 * sampleRateHz);
  const before = process.cpuUsage();
  apply(copy, sampleRateHz, speech, drawsFor(purpose, new TextEncoder().encode("privacy bench")));
  const { user, system } = process.cpuUsage(before);
  clock.cpuMs += (user + system) / 1_000;
  clock.seconds += speech.reduce((sum, { from, to }) => sum + to - from, 0) / sampleRateHz;
  return copy;
}

const resamplings = 300;

function teachListeners({ teachers, readers, sampleRateHz }: Material): (samples: readonly Int16Array[]) => Words {
  const taught = teachers.map((recording) => heardWords(recording, recording.samples, sampleRateHz));
  const byModels = teachWordModels(taught.flatMap(({ cepstra }) => cepstra));
  const byShapes = teachWordShapes(taught.flatMap(({ bands }) => bands));
  return (samples) => {
    const heard = readers.map((recording, i) => heardWords(recording, samples[i]!, sampleRateHz));
    const models = understood(
      heard.flatMap(({ cepstra }) => cepstra),
      byModels,
    );
    const shapes = understood(
      heard.flatMap(({ bands }) => bands),
      byShapes,
    );
    return {
      models: models.share,
      shapes: shapes.share,
      intervals: { models: models.interval, shapes: shapes.interval },
    };
  };
}

function understood(words: readonly HeardWord[], listener: (word: HeardWord) => number) {
  const bySpeaker = new Map<number, boolean[]>();
  for (const word of words) {
    const answers = bySpeaker.get(word.speaker) ?? [];
    answers.push(listener(word) === word.word);
    bySpeaker.set(word.speaker, answers);
  }
  const people = [...bySpeaker.values()];
  const share = (list: readonly boolean[][]) => {
    const answers = list.flat();
    return answers.filter(Boolean).length / answers.length;
  };
  const draw = drawsFor("bootstrap of words", new Uint8Array(1));
  const again = Array.from({ length: resamplings }, () =>
    share(people.map(() => people[Math.floor(draw() * people.length)]!)),
  );
  return { share: share(people), interval: intervalOf(again) };
}

function meanArtefacts(before: readonly Recording[], after: readonly Recording[], sampleRateHz: number): Artefacts {
  const all = before.map(({ samples }, i) => artefactsOf(samples, after[i]!.samples, sampleRateHz));
  const names = Object.keys(all[0]!) as (keyof Artefacts)[];
  const means = names.map((name) => [name, all.reduce((sum, one) => sum + one[name], 0) / all.length]);
  return Object.fromEntries(means) as Record<keyof Artefacts, number>;
}
