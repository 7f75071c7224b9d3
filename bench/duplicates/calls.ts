import { type Draw, drawsFor, noiseFrom } from "../../lib/pipeline/disguise/draws.ts";
import { tuningTunes, unseenTunes } from "../../tests/fixtures/judging/tunes.ts";
import { sentencesFrom } from "../privacy/sentences.ts";
import type { Mouth } from "../privacy/speak.ts";
import { inventSpeakers, type Speaker } from "../privacy/speakers.ts";

export const rateHz = 16_000;

/** A call: what each party says, on a channel each. */
export interface Call {
  left: Int16Array;
  right: Int16Array;
}

/** What the thresholds are set on, and what they are judged on: no person and no sentence in common. */
export type Half = "tuning" | "test";

/** Pairs of calls that are not the same, though something of them is. */
export interface Material {
  calls: Call[];
  different: Map<string, [Call, Call][]>;
}

const turns = 4;
const sentencesATurn = 3;
const pauseSeconds = 0.6;
const heldSeconds = 20;

export async function makeCalls(half: Half, count: number, mouth: Mouth): Promise<Material> {
  const draw = drawsFor(`calls ${half}`, new TextEncoder().encode("duplicates bench"));
  const say = sentencesFrom(draw);
  const script = (): string[] =>
    Array.from({ length: turns }, () => Array.from({ length: sentencesATurn }, say).join(" "));
  const speakers = inventSpeakers(`duplicates ${half}`, 2 * count);
  const [calls, others, readers]: [Call[], Call[], Call[]] = [[], [], []];
  const pairOf = (i: number): [Speaker, Speaker] => [
    speakers[(2 * i) % speakers.length]!,
    speakers[(2 * i + 1) % speakers.length]!,
  ];
  for (let i = 0; i < count; i++) {
    const spoken = script();
    calls.push(await converse(mouth, pairOf(i), spoken, draw));
    others.push(await converse(mouth, pairOf(i), script(), draw));
    readers.push(await converse(mouth, pairOf(i + 1), spoken, draw));
  }
  const greeting = scaled(await mouth.speak(speakers[0]!, `${say()} ${say()}`));
  const tune = half === "tuning" ? tuningTunes.arpeggio! : unseenTunes.ballad!;
  const held = scaled(tune(heldSeconds * rateHz, rateHz, 3));
  const beside = (list: readonly Call[]) => calls.map((call, i): [Call, Call] => [call, list[i]!]);
  const opened = (sound: Int16Array) =>
    calls.map((call, i): [Call, Call] => [openedBy(sound, call), openedBy(sound, others[(i + 1) % count]!)]);
  return {
    calls,
    different: new Map([
      [
        "each call with each other",
        calls.flatMap((one, i) => calls.slice(i + 1).map((two): [Call, Call] => [one, two])),
      ],
      ["the same speakers in another call", beside(others)],
      ["the same script, other speakers", beside(readers)],
      ["the same hold music", opened(held)],
      ["the same greeting", opened(greeting)],
      ["silence, tones and music with themselves", withThemselves(held)],
    ]),
  };
}

async function converse(
  mouth: Mouth,
  speakers: [Speaker, Speaker],
  script: readonly string[],
  draw: Draw,
): Promise<Call> {
  const spoken: Int16Array[] = [];
  for (const [i, text] of script.entries()) spoken.push(scaled(await mouth.speak(speakers[(i % 2) as 0 | 1], text)));
  const pause = pauseSeconds * rateHz;
  const length = spoken.reduce((sum, { length }) => sum + length + pause, pause);
  const noise = noiseFrom(draw);
  const hiss = () => Int16Array.from({ length }, () => Math.round(30 * noise()));
  const channels = [hiss(), hiss()] as const;
  let at = pause;
  for (const [i, samples] of spoken.entries()) {
    const channel = channels[(i % 2) as 0 | 1];
    for (let k = 0; k < samples.length; k++) channel[at + k] = channel[at + k]! + samples[k]!;
    at += samples.length + pause;
  }
  return { left: channels[0], right: channels[1] };
}

function scaled(sound: Float64Array): Int16Array {
  const loudest = sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1e-9);
  return Int16Array.from(sound, (sample) => Math.round((12_000 * sample) / loudest));
}

const openedBy = (sound: Int16Array, { left, right }: Call): Call => ({
  left: joined([sound, left]),
  right: joined([new Int16Array(sound.length), right]),
});

function withThemselves(held: Int16Array): [Call, Call][] {
  const tone = Int16Array.from(
    { length: heldSeconds * rateHz },
    (_, i) => 6_000 * Math.sin(i * 0.17) + 4_000 * Math.sin(i * 0.19),
  );
  return [new Int16Array(heldSeconds * rateHz), tone, held].map((left) => {
    const call = { left, right: new Int16Array(left.length) };
    return [call, call];
  });
}

export function joined(parts: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
