import { z } from "zod";

/** What a service found; offsets in UTF-16 units, `to` not included. */
export interface ServiceFind {
  entityType: string;
  from: number;
  to: number;
  score: number;
}
export interface RedactionService {
  /** Throws RedactionServiceFailed; never returns less than the service said. */
  analyze(text: string, language: string, signal?: AbortSignal): Promise<ServiceFind[]>;
}

type Why = "unreachable" | "too_slow" | "refused" | "not_understood";
const sentences: Record<Why, string> = {
  unreachable: "the redaction service cannot be reached",
  too_slow: "the redaction service did not answer in time",
  refused: "the redaction service refused the request",
  not_understood: "the redaction service answered something else than a list of finds",
};

/** Nothing of the text is in it: it is logged. */
export class RedactionServiceFailed extends Error {
  override readonly name = "RedactionServiceFailed";
  constructor(
    readonly why: Why,
    detail = "",
  ) {
    super(`${sentences[why]}${detail && ` (${detail})`}`);
  }
}

const limits = { answerMs: 20_000, textCharacters: 60_000, answerBytes: 2_000_000, finds: 10_000 };
/** Presidio's own threshold for a find that is worth a look. */
const leastScore = 0.4;

const answer = z
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
 * A service that speaks Presidio's protocol: POST {url}/analyze. What it is sent is unredacted speech: the address must be
 * https, on this machine, or a name of the own network (one without dots).
 */
export function openRedactionService(url: string, answerMs: number = limits.answerMs): RedactionService {
  const { address, headers } = readAddress(url);
  return {
    async analyze(text, language, signal) {
      if (text.length > limits.textCharacters) throw new Error(`at most ${limits.textCharacters} characters at once`);
      const body = JSON.stringify({ text, language, score_threshold: leastScore });
      const clock = AbortSignal.timeout(answerMs);
      const stop = signal ? AbortSignal.any([clock, signal]) : clock;
      try {
        const response = await fetch(address, { method: "POST", headers, body, redirect: "error", signal: stop });
        if (!response.ok) {
          await response.body?.cancel();
          throw new RedactionServiceFailed("refused", `status ${response.status}`);
        }
        return readFinds(await readBounded(response), text);
      } catch (error) {
        if (error instanceof RedactionServiceFailed) throw error;
        signal?.throwIfAborted();
        throw new RedactionServiceFailed(clock.aborted ? "too_slow" : "unreachable");
      }
    },
  };
}

function readAddress(url: string): { address: URL; headers: Record<string, string> } {
  const address = new URL(url);
  const near = ["127.0.0.1", "[::1]"].includes(address.hostname) || !address.hostname.includes(".");
  if (address.protocol !== "https:" && !(address.protocol === "http:" && near))
    throw new Error("the redaction service must be https, or in the own network");
  const headers: Record<string, string> = { "content-type": "application/json", accept: "application/json" };
  if (address.username || address.password) {
    const pair = `${decodeURIComponent(address.username)}:${decodeURIComponent(address.password)}`;
    headers.authorization = `Basic ${Buffer.from(pair).toString("base64")}`;
    address.username = address.password = "";
  }
  address.pathname = `${address.pathname.replace(/\/{1,9}$/, "")}/analyze`;
  return { address, headers };
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > limits.answerBytes) throw new RedactionServiceFailed("not_understood", "too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function readFinds(json: string, text: string): ServiceFind[] {
  const parsed = answer.safeParse(parseOrNull(json));
  if (!parsed.success) throw new RedactionServiceFailed("not_understood");
  const places = utf16Places(text);
  return parsed.data.map(({ entity_type: entityType, start, end, score }) => {
    const [from, to] = [places[start], places[end]];
    if (from === undefined || to === undefined || from >= to)
      throw new RedactionServiceFailed("not_understood", "offsets");
    return { entityType, from, to, score };
  });
}

function parseOrNull(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

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
