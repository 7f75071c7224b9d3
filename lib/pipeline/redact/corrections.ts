import { hesitations, type Token } from "./tokens.ts";

/** What somebody says in the middle of a number: hesitation, a correction, a word that joins two halves. */
const phrases = (
  "no sorry|no wait|no i mean|sorry|wait|hang on|hold on|scratch that|i mean|actually|let me see|let s see|no|then|and then|and|followed by|" +
  "that s it twice|pause|space|dash|hyphen|slash|so|yeah|yes|right|ok|okay|rather|make that|correction|I should say|" +
  "non pardon|non attendez|non attends|attendez|attends|pardon|non|enfin|je me trompe|je veux dire|plutot|excusez moi|voila|voila deux fois|" +
  "puis|et puis|ensuite|et ensuite|et|espace|tiret|oui|voyons voir|non c est|suivi de"
)
  .toLowerCase()
  .split("|")
  .map((phrase) => phrase.split(" "));
const byWord = new Map<string, string[][]>();
for (const phrase of phrases.sort((a, b) => b.length - a.length))
  byWord.set(phrase[0]!, [...(byWord.get(phrase[0]!) ?? []), phrase]);

const sign = /^[-–()/,.+:…]$/;
const mostSteps = 5;

/**
 * First token after what may stand between two parts of a number; `at` itself when nothing does. A full stop ends it,
 * unless a hesitation or a correction follows.
 */
export function skipAside(tokens: readonly Token[], at: number): number {
  let next = at;
  for (let step = 0; step < mostSteps && next < tokens.length; step++) {
    const token = tokens[next]!;
    if (sign.test(token.text) || hesitations.has(token.plain)) {
      next++;
      continue;
    }
    const phrase = byWord
      .get(token.plain)
      ?.find((words) => words.every((word, i) => plainWord(tokens, next, i) === word));
    if (!phrase) break;
    next += phrase.length;
    for (let i = 1; i < phrase.length; i++) if (/^['’]$/.test(tokens[next]?.text ?? "")) next++;
  }
  return next;
}

function plainWord(tokens: readonly Token[], at: number, offset: number): string | undefined {
  return tokens[at + offset]?.plain;
}
