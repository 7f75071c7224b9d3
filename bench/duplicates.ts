import { type Comparison, compareRecordings, type Side } from "../lib/pipeline/compare/compare-recordings.ts";
import { type Ffmpeg, startFfmpeg } from "../lib/pipeline/decode/ffmpeg.ts";
import { comparison as rules } from "../lib/pipeline/rules.ts";
import { intervalOf } from "../tests/fixtures/personal-data/score.ts";
import { type Codec, codecsHere } from "./codecs.ts";
import { type Call, type Half, type Material, makeCalls } from "./duplicates/calls.ts";
import { alterations, asItWas, sidesOf } from "./duplicates/copies.ts";
import { type Finding, writeTables } from "./duplicates/document.ts";
import type { Measure } from "./measure.ts";
import { openMouth } from "./privacy/speak.ts";

/** `npm run bench -- duplicates 10`, as in the decision, takes minutes more. */
const callsAHalf = Number(process.argv[3] ?? 4);
const rateHz = 16_000;

/**
 * How many copies of a call are known again, and how many different calls are taken for one another, on invented people:
 * the thresholds are those that the tuning half allows, the figures that count are of the test half. Needs espeak-ng.
 */
export async function measureDuplicates(): Promise<Measure[]> {
  const mouth = await openMouth(rateHz);
  if (!mouth) {
    console.log("espeak-ng is not installed: duplicates are not measured.");
    return [];
  }
  const ffmpeg = await startFfmpeg();
  try {
    const codecs = await codecsHere();
    const findings: Finding[] = [];
    for (const half of ["tuning", "test"] as const)
      findings.push(...(await measureHalf(half, await makeCalls(half, callsAHalf, mouth), ffmpeg, codecs)));
    sayThresholds(findings.filter(({ half }) => half === "tuning"));
    writeTables(findings);
    return findings.map(measureOf);
  } finally {
    await ffmpeg.stop();
    await mouth.close();
  }
}

async function measureHalf(
  half: Half,
  { calls, different }: Material,
  ffmpeg: Ffmpeg,
  codecs: ReadonlyMap<string, Codec>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const known = new Map<Call, Side[]>();
  const printed = (call: Call): Side[] => {
    const sides = known.get(call) ?? sidesOf(asItWas(call));
    known.set(call, sides);
    return sides;
  };
  for (const [name, alter] of alterations(ffmpeg, codecs)) {
    const found: Comparison[] = [];
    for (const [i, call] of calls.entries()) {
      const copy = sidesOf(await alter(call, calls[(i + 1) % calls.length]!));
      found.push(compareRecordings(copy, printed(call)));
    }
    findings.push({ half, kind: "copy", name, found });
  }
  for (const [name, pairs] of different) {
    const found = pairs.map(([one, two]) => compareRecordings(printed(one), printed(two)));
    findings.push({ half, kind: "different", name, found });
  }
  return findings;
}

/** Between which scores the threshold could lie, as the tuning half says. */
function sayThresholds(tuning: readonly Finding[]): void {
  const scores = (kind: Finding["kind"]) =>
    tuning.filter((one) => one.kind === kind).flatMap(({ found }) => found.map(({ score }) => score));
  const [highest, lowest] = [Math.max(...scores("different")), Math.min(...scores("copy"))];
  console.log(
    `tuning half: different calls score up to ${highest}, copies from ${lowest}; same from ${rules.sameFromShare}, looked at from ${rules.lookFromShare}`,
  );
}

function measureOf({ half, kind, name, found }: Finding): Measure {
  const of = found.length;
  const same = found.filter(({ verdict }) => verdict === "same").length;
  const hits = kind === "copy" ? same : of - same;
  const [low, high] = intervalOf({ hits, of }).map((end) => (100 * end).toFixed(1));
  const what = kind === "copy" ? "copies known again" : "pairs told apart";
  const value = Math.round((1_000 * hits) / of) / 10;
  const unit = `% of ${of} ${what}, 95 % interval ${low} to ${high}`;
  return { name: `duplicates, ${half} half, ${name}`, value, unit, against: 100, ratio: value / 100, goal: 1 };
}
