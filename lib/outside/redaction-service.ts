import { z } from "zod";
import { askService, jsonOf, type ServiceFailure, serviceAddress } from "./ask-service.ts";

/** What a service found; offsets in UTF-16 units, `to` not included. */
export interface ServiceFind {
  entityType: string;
  from: number;
  to: number;
  score: number;
}
/** Nothing of the text is in a detail: it is logged. */
export type Analyzed =
  | { outcome: "analyzed"; finds: ServiceFind[] }
  | { outcome: "failed"; reason: ServiceFailure | "not_understood"; detail: string };

const limits = { answerMs: 20_000, textCharacters: 60_000, answerBytes: 2_000_000, finds: 10_000 };
/** Presidio's own threshold for a find that is worth a look. */
const leastScore = 0.4;

const found = z
  .array(
    z.object({
      entity_type: z.string().min(1).max(64),
      start: z.int().min(0),
      end: z.int().min(0),
      score: z.number().min(0).max(1),
    }),
  )
  .max(limits.finds);

/**
 * Asks a service that speaks Presidio's protocol, POST {url}/analyze. Fails closed: never fewer finds than the service
 * meant. What it is sent is unredacted speech.
 */
export async function analyzeElsewhere(
  url: string,
  text: string,
  language: string,
  signal?: AbortSignal,
  milliseconds: number = limits.answerMs,
): Promise<Analyzed> {
  if (text.length > limits.textCharacters) throw new Error(`at most ${limits.textCharacters} characters at once`);
  const { address, headers: own } = serviceAddress(url, "/analyze");
  const headers = { ...own, "content-type": "application/json", accept: "application/json" };
  const body = JSON.stringify({ text, language, score_threshold: leastScore });
  const answer = await askService({ address, headers, body, milliseconds, mostBytes: limits.answerBytes, signal });
  return answer.outcome === "failed" ? answer : readFinds(jsonOf(answer.bytes), text);
}

function readFinds(json: unknown, text: string): Analyzed {
  const parsed = found.safeParse(json);
  if (!parsed.success) return notUnderstood("no list of finds");
  const places = utf16Places(text);
  const finds: ServiceFind[] = [];
  for (const { entity_type: entityType, start, end, score } of parsed.data) {
    const [from, to] = [places[start], places[end]];
    if (from === undefined || to === undefined || from >= to) return notUnderstood("offsets outside of the text");
    finds.push({ entityType, from, to, score });
  }
  return { outcome: "analyzed", finds };
}

const notUnderstood = (detail: string): Analyzed => ({ outcome: "failed", reason: "not_understood", detail });

/** Presidio counts code points, JavaScript UTF-16 units: where each code point starts, and the end. */
function utf16Places(text: string): number[] {
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    places.push(at);
    at += character.length;
  }
  return [...places, at];
}
