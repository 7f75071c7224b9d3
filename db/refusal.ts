const codes = {
  CN400: "bad_request",
  CN401: "signed_out",
  CN403: "forbidden",
  CN404: "not_found",
  CN409: "conflict",
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
  constructor(readonly code: RefusalCode) {
    super(code);
  }
}

/** By name: Next bundles this file more than once, so `instanceof` fails between a page and the shared door. */
export const isRefusal = (error: unknown): error is Refusal => error instanceof Error && error.name === "Refusal";

/** The database's no, as ours. Its message and detail stay behind: they may quote a row. */
export function refusalOf(error: unknown): unknown {
  const raw = (error as { cause?: unknown }).cause ?? error; // drizzle wraps what the driver throws
  const code = codes[(raw as { code?: keyof typeof codes }).code ?? ("" as never)];
  return code ? new Refusal(code) : error;
}
