import { type Language, offeredFrom } from "../lib/pipeline/redact/kinds.ts";
import { findPersonalData, suspectsIn } from "../lib/pipeline/redact/redact.ts";
import { intervalOf, type Score, type Share, scoreOf } from "../tests/fixtures/personal-data/score.ts";
import { type Half, type Sentence, sentencesOf } from "../tests/fixtures/personal-data/sentences.ts";
import type { Measure } from "./measure.ts";

const goalPercent = 95;
const linesWanted = 20_000;
const names: Record<Language, string> = { en: "English", fr: "French" };

/**
 * How much personal data the rules find, and how many other words they keep, on the sentences that they were tuned on and
 * on those that were kept apart; per language and type, in percent against the goal of 95, with Wilson's interval.
 */
export async function measureRedaction(): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const half of ["test", "tuning"] as const) {
    for (const language of ["en", "fr"] as const) measures.push(...measureHalf(half, language));
  }
  return [...measures, ...(["en", "fr"] as const).map(measureSpeed)];
}

function measureHalf(half: Half, language: Language): Measure[] {
  const sentences = sentencesOf(half, language);
  const score = scoreOf(sentences, findPersonalData);
  const where = `redaction, ${half} half, ${names[language]}`;
  const bySource = (["hand", "template"] as const).flatMap((source) => {
    const some = scoreOf(
      sentences.filter((sentence: Sentence) => sentence.source === source),
      findPersonalData,
    );
    const how = source === "hand" ? "written by hand" : "from templates";
    return [
      percent(`${where}: found whole, ${how}`, some.all.found, "spans"),
      percent(`${where}: other words kept, ${how}`, some.kept, "words"),
    ];
  });
  const offered = scoreOf(sentences, (text) => suspectsIn(text, language).filter((find) => find.score >= offeredFrom));
  const withOffers = percent(`${where}: found whole, or offered to the reviewer`, offered.all.found, "spans");
  return [...whole(where, score), withOffers, ...bySource, ...byType(where, score)];
}

function whole(where: string, { all, kept, precise }: Score): Measure[] {
  return [
    percent(`${where}: found whole`, all.found, "spans"),
    percent(`${where}: found under the right type`, all.named, "spans found"),
    percent(`${where}: other words kept`, kept, "words"),
    percent(`${where}: struck words that are personal`, precise, "words struck"),
  ];
}

function byType(where: string, { types }: Score): Measure[] {
  return [...types].sort().map(([kind, { found }]) => percent(`${where}: ${kind} found whole`, found, "spans"));
}

function percent(name: string, share: Share, what: string): Measure {
  const value = Math.round((1_000 * share.hits) / share.of) / 10;
  const [low, high] = intervalOf(share).map((end) => (100 * end).toFixed(1));
  const unit = `% of ${share.of} ${what}, 95 % interval ${low} to ${high}`;
  return { name, value, unit, against: goalPercent, ratio: Math.round((1_000 * value) / goalPercent) / 1_000, goal: 1 };
}

/** Lines a second on one core, next to only cutting the same lines into words. */
function measureSpeed(language: Language): Measure {
  const sentences = sentencesOf("tuning", language);
  const lines = Array.from({ length: linesWanted }, (_, at) => sentences[at % sentences.length]!.text);
  const perSecond = (work: (line: string) => number) => {
    const before = process.cpuUsage();
    let sum = 0;
    for (const line of lines) sum += work(line);
    const { user, system } = process.cpuUsage(before);
    if (sum === 0) throw new Error("the lines are empty");
    return lines.length / ((user + system) / 1e6);
  };
  perSecond((line) => findPersonalData(line, language).length + 1);
  const value = Math.round(perSecond((line) => findPersonalData(line, language).length + 1));
  const against = Math.round(perSecond((line) => line.match(/[\p{L}\p{M}\d]+/gu)?.length ?? 0));
  return {
    name: `redaction, ${names[language]}: speed`,
    value,
    unit: "lines a second on one core, against cutting them into words",
    against,
    ratio: Number((value / against).toPrecision(3)),
    goal: 0.01,
  };
}
