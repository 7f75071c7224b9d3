import type { OutsideFind, WaitingRecording } from "../processed.ts";
import { outsideFinds } from "../redact/outside-finds.ts";
import { redactWords } from "../redact/redact-words.ts";
import { struckWords } from "../redact/strikes.ts";
import { outsideRedaction, redaction } from "../rules.ts";
import type { RedactedWord, Word } from "../transcript.ts";
import { askOutside } from "./ask-outside.ts";
import type { Run } from "./run.ts";

export interface Redacted {
  words: RedactedWord[];
  /** Whether a redaction service was asked as well. */
  outside: boolean;
}

/** The words with personal data marked: what our rules find, and what a configured service does. */
export async function redactTranscript(run: Run, words: readonly Word[]): Promise<Redacted | WaitingRecording> {
  const asked = await findOutside(run, words);
  if (asked && "outcome" in asked) return asked;
  const { language, strikes = [] } = run.input;
  const inputs = [words, asked?.finds, strikes];
  const step = { name: "redact", version: redaction.version, settings: { language }, inputs, share: 0.4 } as const;
  const redacted = await run.steps.run(step, () => {
    const found = byWord(words, asked?.finds ?? []);
    for (const [word, struck] of struckWords(words, strikes)) found.set(word, struck);
    return redactWords(words, language, found);
  });
  return { words: redacted, outside: asked !== undefined };
}

async function findOutside(
  run: Run,
  words: readonly Word[],
): Promise<{ finds: OutsideFind[] } | WaitingRecording | undefined> {
  const service = run.input.services?.redaction;
  if (!service || words.length === 0) return undefined;
  const { language } = run.input;
  const { version } = outsideRedaction;
  const inputs = [words, service.url];
  const step = { name: "outside_redaction", version, settings: { language }, inputs, share: 0.38 } as const;
  return run.steps.run<{ finds: OutsideFind[] } | WaitingRecording>(step, async () => {
    const found = await askOutside(run, "redaction", (signal) => outsideFinds(service.url, words, language, signal));
    return found.outcome === "waiting" ? found : { finds: found.finds };
  });
}

function byWord(words: readonly Word[], finds: readonly OutsideFind[]) {
  return new Map(
    finds.flatMap(({ words: places, ...found }) =>
      places.flatMap((at) => (words[at] ? [[words[at], found] as const] : [])),
    ),
  );
}
