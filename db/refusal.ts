const codes = {
  CN400: "bad_request",
  CN401: "signed_out",
  CN403: "forbidden",
  CN404: "not_found",
  CN409: "conflict",
  CN428: "step_up",
  CN429: "too_many",
  CN503: "suspended",
  "42501": "forbidden",
  "23505": "conflict",
  "23514": "conflict",
} as const;
export type RefusalCode = (typeof codes)[keyof typeof codes];

/** An expected no. lib/web/error-response.ts maps it to HTTP once. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly code: RefusalCode,
    /** of "too_many": when asking again has a chance */
    readonly retryAfterSeconds?: number,
  ) {
    super(code);
  }
}

/** By name: Next bundles this file more than once, so `instanceof` fails between a page and the shared door. */
export const isRefusal = (error: unknown): error is Refusal => error instanceof Error && error.name === "Refusal";

/** The database's no, as ours. Its message and detail stay behind: they may quote a row. The hint of a limit is seconds. */
export function refusalOf(error: unknown): unknown {
  const raw = (error as { cause?: unknown }).cause ?? error; // drizzle wraps what the driver throws
  const { code: sqlState, hint } = raw as { code?: keyof typeof codes; hint?: string };
  const code = codes[sqlState ?? ("" as never)];
  if (!code) return raw !== error && "params" in (error as object) ? raw : error; // drizzle's own holds what the query asked for
  return code === "too_many" && /^\d{1,5}$/.test(hint ?? "") ? new Refusal(code, Number(hint)) : new Refusal(code);
}
