import type { RedactionKind } from "../../contributions/redaction-kinds.ts";
import { partyOf } from "../parties.ts";
import type { Doubt, RedactionReport } from "../processed.ts";
import type { RedactedWord, Word } from "../transcript.ts";
import { everydayNames } from "./first-names.ts";
import { certainFrom, type Find, type Language, offeredFrom, struckFrom } from "./kinds.ts";
import { isOrdinary } from "./lexicon.ts";
import { titles } from "./name-cues.ts";
import { merged, suspectsIn } from "./redact.ts";
import { tokensOf } from "./tokens.ts";

const passageWords = 300;
const sharedWords = 40;
const shortestKnownName = 3;
const knownNameFrom = 0.7;
const mostDoubts = 1_000;

/** What is known of a word from elsewhere: a redaction service, by URL. The words of one find share one object. */
export type Redaction = { kind: RedactionKind; score: number };

/** Words of one channel as one text, with where each word starts in it. */
export interface Passage<W extends Word> {
  words: readonly W[];
  text: string;
  starts: readonly number[];
}

/** Every channel is read in passages that overlap, so that a find on the border of two is whole in one of them. */
export function passagesOf<W extends Word>(words: readonly W[]): Passage<W>[] {
  return (["left", "right"] as const).flatMap((channel) => {
    const said = words.filter((word) => word.channel === channel);
    const passages: Passage<W>[] = [];
    for (let first = 0; first < said.length; first += passageWords - sharedWords)
      passages.push(passageFrom(said.slice(first, first + passageWords)));
    return passages;
  });
}

function passageFrom<W extends Word>(words: readonly W[]): Passage<W> {
  let text = "";
  const starts = words.map((word) => {
    const start = text.length;
    text += `${word.text} `;
    return start;
  });
  return { words, text, starts };
}

/** The words of a passage that a find touches. */
export function wordsUnder<W extends Word>(
  { words, starts }: Passage<W>,
  { from, to }: Pick<Find, "from" | "to">,
): W[] {
  return words.filter((word, index) => starts[index]! < to && starts[index]! + word.text.length > from);
}

/**
 * Marks the words that hold personal data; what is too doubtful to be struck out is noted as a suspicion. What a
 * service found besides (`outside`) is struck out too. A name that was found once is then marked wherever it is said
 * again, by either party.
 */
export function redactWords(
  words: readonly Word[],
  language: Language,
  outside: ReadonlyMap<Word, Redaction> = new Map(),
): RedactedWord[] {
  const redacted: RedactedWord[] = words.map((word) => ({ ...word, redaction: outside.get(word) ?? null }));
  for (const passage of passagesOf(redacted)) markPassage(passage, language);
  markKnownNames(redacted, language);
  return redacted;
}

function markPassage(passage: Passage<RedactedWord>, language: Language): void {
  const suspects = suspectsIn(passage.text, language);
  for (const find of merged(suspects.filter(({ score }) => score >= struckFrom))) {
    const redaction: Redaction = { kind: find.kind, score: find.score };
    for (const word of wordsUnder(passage, find)) {
      if (!word.redaction || word.redaction.score < redaction.score) word.redaction = redaction;
    }
  }
  for (const find of merged(suspects.filter(({ score }) => score < struckFrom && score >= offeredFrom))) {
    const suspicion: Redaction = { kind: find.kind, score: find.score };
    for (const word of wordsUnder(passage, find)) word.suspicion = suspicion;
  }
}

function markKnownNames(words: readonly RedactedWord[], language: Language): void {
  const names = new Set<string>();
  for (const { text, redaction } of words) {
    if (redaction?.kind !== "NAME" || redaction.score < knownNameFrom) continue;
    for (const { shape, plain } of tokensOf(text)) {
      if (shape === "word" && plain.length >= shortestKnownName && !titles.has(plain) && !particle.test(plain))
        names.add(plain);
    }
  }
  for (const word of words) {
    if (word.redaction) continue;
    const said = tokensOf(word.text).find(
      ({ plain, capital }) =>
        names.has(plain) && (capital || !(everydayNames.has(plain) || isOrdinary(plain, language))),
    );
    if (said) word.redaction = { kind: "NAME", score: knownNameFrom };
  }
}

const particle = /^(van|von|der|del|les|des|the|and|dit|ben|bin)$/;

/** How sure the redaction is of itself, and each doubt with its time, for the reviewer. */
export function redactionReport(words: readonly RedactedWord[], outside: boolean): RedactionReport {
  const seen = new Set<Redaction>();
  const doubts: Doubt[] = [];
  let certain = 0;
  for (const word of words) {
    const found = word.redaction ?? word.suspicion;
    if (!found || found.kind === "OVERLAP") continue;
    const again = seen.has(found);
    seen.add(found);
    if (word.redaction && found.score >= certainFrom) {
      if (!again) certain++;
      continue;
    }
    const last = doubts.at(-1);
    const party = partyOf(word.channel);
    if (again && last?.party === party && last.kind === found.kind) {
      last.endSeconds = Math.max(last.endSeconds, word.endSeconds);
      if (last.text !== null) last.text += ` ${word.text}`;
    } else {
      const { startSeconds, endSeconds } = word;
      doubts.push({
        party,
        startSeconds,
        endSeconds,
        kind: found.kind,
        score: found.score,
        struck: word.redaction !== null,
        text: word.redaction ? null : word.text,
      });
    }
  }
  return { certain, doubtful: doubts.length, doubts: doubts.slice(0, mostDoubts), outside };
}
