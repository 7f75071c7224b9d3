import { Refusal } from "../../db/refusal.ts";

/** What a browser says about a passkey has six levels; a schema that recurses must not be made to run out of stack. */
const LEVELS = 16;

/** A body as JSON. Refused: what is none, and what is nested deeper than anybody's. */
export function parseJson(bytes: Buffer): unknown {
  const value = parsed(bytes);
  if (isDeeper(value, LEVELS)) throw new Refusal("bad_request");
  return value;
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal("bad_request");
    throw error;
  }
}

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));
