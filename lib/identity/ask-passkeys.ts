import { z } from "zod";
import { Refusal } from "../../db/refusal.ts";
import { env } from "../env.ts";

const patienceMilliseconds = 8_000;
const refusals = ["bad_request", "signed_out", "forbidden", "conflict", "step_up", "too_many", "suspended"] as const;
const refusal = z.object({ error: z.object({ code: z.enum(refusals).catch("forbidden") }) });

/**
 * One question to the passkeys process, which alone can check a signature and raise a session: what is known here is passed
 * on. Throws its refusals; throws when it is silent, or answers in no known form.
 */
export async function askPasskeys<S extends z.ZodType>(
  verb: "options" | "register" | "raise" | "sign-in",
  body: Record<string, unknown>,
  answer: S,
): Promise<z.infer<S>> {
  const asked = await fetch(new URL(`/${verb}`, env().PASSKEYS_URL), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patienceMilliseconds),
    redirect: "error",
  }).catch((error: Error) => {
    const why = error.cause instanceof Error ? error.cause.message : error.message;
    // with the code of a connection that is gone: a 503, and not our own fault of a 500
    throw Object.assign(new Error(`the passkeys process does not answer: ${why}`), { code: "ETIMEDOUT" });
  });
  const said: unknown = await asked.json();
  if (asked.ok) return answer.parse(said);
  if (asked.status >= 500 && asked.status !== 503) throw new Error(`the passkeys process answered ${asked.status}`);
  throw new Refusal(refusal.parse(said).error.code);
}
