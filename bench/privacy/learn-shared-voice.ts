import { drawsFor } from "../../lib/pipeline/disguise/draws.ts";
import { soundOf, tractOrder, tractProbe } from "../../lib/pipeline/disguise/vocal-tract.ts";
import { leastShareOfLoud } from "../../lib/pipeline/disguise/voice-traits.ts";
import { type Frames, moments, normalise } from "./features.ts";
import { trainMixture } from "./gaussian-mixture.ts";
import { keptMaterial, readMaterial } from "./kept-material.ts";
import { meanOf } from "./linear-algebra.ts";
import type { Recording, Size } from "./recordings.ts";

// npx tsx bench/privacy/learn-shared-voice.ts: prints the numbers of shared-voice.ts and sound-classes.ts, learned from
// 28 voices that are in no other group. They need learning again only when lines are traced in another way.
const size: Size = {
  backgroundSpeakers: 28,
  backgroundRecordings: 3,
  targets: 1,
  enrolmentRecordings: 1,
  trials: 1,
  sentences: 2,
  teachers: 1,
  readers: 1,
};
const classes = 16;

/** The line frequencies of the louder frames of one recording, one frame each 20 ms. */
function linesOf({ samples }: Recording, sampleRateHz: number): Frames {
  const probe = tractProbe(sampleRateHz);
  const sound = soundOf(samples);
  const rows: { lines: Float64Array; power: number }[] = [];
  for (let centre = 0; centre < sound.length; centre += sampleRateHz * 0.02) {
    const found = probe(sound, centre);
    if (found) rows.push({ lines: found.lines.slice(), power: found.power });
  }
  const powers = rows.map(({ power }) => power).sort((a, b) => a - b);
  const least = leastShareOfLoud * (powers[Math.floor(powers.length * 0.95)] ?? 0);
  return joined(
    rows.filter(({ power }) => power > least).map(({ lines }) => lines),
    tractOrder(sampleRateHz),
  );
}

function joined(rows: readonly Float64Array[], width: number): Frames {
  const values = new Float64Array(rows.length * width);
  for (const [i, row] of rows.entries()) values.set(row, i * width);
  return { count: rows.length, width, values };
}

function learn(recordings: readonly Recording[], sampleRateHz: number) {
  const all = recordings.map((recording) => linesOf(recording, sampleRateHz));
  const found = all.map(moments);
  const hz = (radians: Float64Array) => [...radians].map((value) => Math.round((value * sampleRateHz) / (2 * Math.PI)));
  const width = tractOrder(sampleRateHz);
  const rows = all.flatMap((frames) => {
    const { count, values } = normalise(frames, true);
    return Array.from({ length: count }, (_, i) => values.subarray(i * width, (i + 1) * width));
  });
  const { means } = trainMixture(joined(rows, width), classes, drawsFor("classes", new Uint8Array(1)));
  const hundredths = Array.from({ length: classes }, (_, k) =>
    [...means.subarray(k * width, (k + 1) * width)].map((value) => Math.round(100 * value)),
  );
  return {
    means: hz(meanOf(found.map(({ means }) => means))),
    deviations: hz(meanOf(found.map(({ deviations }) => deviations))),
    classes: hundredths.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!),
  };
}

for (const sampleRateHz of [16_000, 8_000]) {
  const file = await keptMaterial("shared", size, sampleRateHz);
  if (!file) throw new Error("espeak-ng is not installed: there are no voices to learn from");
  console.log(sampleRateHz, JSON.stringify(learn((await readMaterial(file)).background, sampleRateHz)));
}
