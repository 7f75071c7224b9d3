import type { z } from "zod";
import { theDoor } from "../the-door.ts";
import { log } from "../web/log.ts";
import type { proofInput } from "./input.ts";

export type SignedIn =
  | { outcome: "in"; account: string; session: string }
  /** late: unknown, used or too old. elsewhere: good, in the browser that asked for it. */
  | { outcome: "late" | "elsewhere" };

/**
 * The mailed secret, or the code beside it, for a session. A wrong code counts; the database holds the limit. Each attempt is a
 * line in the log, with its outcome and never its secret; a passkey's sign-in ends here too, with a secret of one minute, after
 * its own line in the passkeys process.
 */
export async function redeemSignIn(
  proof: z.infer<typeof proofInput>,
  browser: string | undefined,
  seenAs: string,
): Promise<SignedIn> {
  const [verb, value] = "secret" in proof ? ["redeem_login", proof.secret] : ["redeem_code", proof.code];
  const [made] = await theDoor().ask<SignedIn>(verb!, value!, browser ?? "", seenAs);
  const answer = made ?? { outcome: "late" };
  const account = answer.outcome === "in" ? { account: answer.account } : {};
  log.info({ factor: "secret" in proof ? "secret" : "code", outcome: answer.outcome, ...account }, "sign-in");
  return answer;
}
