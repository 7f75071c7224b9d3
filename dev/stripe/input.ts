import { z } from "zod";
import { type ApiError, invalidParameter } from "./errors.ts";

/** Building blocks for the parameters of a v1 request, where every value arrives as text. */
export const text = z.string().min(1).max(5000);
export const integer = z
  .string()
  .regex(/^-?\d{1,15}$/, "Invalid integer")
  .transform(Number);
export const positive = integer.refine((value) => value > 0, "Invalid positive integer");
export const flag = z.enum(["true", "false"]).transform((value) => value === "true");
export const currency = z
  .string()
  .regex(/^[A-Za-z]{3}$/, "Invalid currency")
  .transform((value) => value.toLowerCase());
export const webUrl = z.url({ protocol: /^https?$/, error: "Not a valid URL" }).max(5000);
export const metadata = z
  .record(z.string().max(40), z.string().max(500))
  .refine((value) => Object.keys(value).length <= 50, "Metadata can have at most 50 keys");
export const expand = z.array(z.string().max(100)).max(20).optional();
export const page = {
  limit: integer.refine((value) => value >= 1 && value <= 100, "Invalid limit: between 1 and 100").optional(),
  starting_after: text.optional(),
  ending_before: text.optional(),
  created: z
    .strictObject({
      gt: integer.optional(),
      gte: integer.optional(),
      lt: integer.optional(),
      lte: integer.optional(),
    })
    .optional(),
  expand,
};
export const retrieval = z.strictObject({ expand });

/** For `satisfies`: no parameter of a schema may be one that Stripe's own types do not have. */
export type Only<Params> = { [Name in keyof Params]?: z.ZodType };

/** Parses parameters, or throws the error Stripe gives: unknown ones first, then missing, then malformed. */
export function parseInput<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => toStripe(issue, given));
  errors.sort((a, b) => a.rank - b.rank);
  throw errors[0]!.error;
}

function toStripe(issue: z.core.$ZodIssue, given: unknown): { rank: number; error: ApiError } {
  if (issue.code === "unrecognized_keys") {
    const param = bracketed([...issue.path, issue.keys[0]!]);
    return { rank: 0, error: invalidParameter("parameter_unknown", `Received unknown parameter: ${param}`, param) };
  }
  const param = bracketed(issue.path);
  if (valueAt(given, issue.path) === undefined) {
    return { rank: 1, error: invalidParameter("parameter_missing", `Missing required param: ${param}.`, param) };
  }
  const code = issue.message === "Invalid integer" ? "parameter_invalid_integer" : "parameter_invalid";
  return { rank: 2, error: invalidParameter(code, `Invalid ${param}: ${issue.message}`, param) };
}

function bracketed(path: PropertyKey[]): string {
  const [first, ...rest] = path.map(String);
  return (first ?? "") + rest.map((part) => `[${part}]`).join("");
}

function valueAt(given: unknown, path: PropertyKey[]): unknown {
  let at = given;
  for (const part of path) {
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Record<PropertyKey, unknown>)[part];
  }
  return at;
}
