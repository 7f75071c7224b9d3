import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { decodeClientDataJSON, isoBase64URL } from "@simplewebauthn/server/helpers";
import type { z } from "zod";
import type { Door } from "../db/door.ts";
import { Refusal } from "../db/refusal.ts";
import type { Assertion, Attestation, answerInput, optionsInput, registerInput, signInInput } from "./input.ts";

type Transport = "ble" | "cable" | "hybrid" | "internal" | "nfc" | "smart-card" | "usb";
export interface Relying {
  door: Door;
  /** whose passkeys these are: its host is the relying party's id, its origin the only one that counts */
  siteUrl: string;
}

type Ceremony = {
  challenge: string;
  account: string | null;
  handle: string | null;
  /** what this account has, so that the browser finds it or offers another */
  known: { id: string; transports: Transport[] }[];
  needs_code: boolean;
};
type Key = { public_key: string };

/**
 * The question for navigator.credentials: its challenge is the database's, good for five minutes and one answer. `needsCode`:
 * the first passkey of a desk account, which the operator's code adds.
 */
export async function askAuthenticator({ door, siteUrl }: Relying, asked: z.infer<typeof optionsInput>) {
  const [token, browser] = asked.kind === "sign-in" ? [null, asked.browser] : [asked.session, null];
  const [made] = await door.ask<Ceremony>("begin_ceremony", asked.kind, token, browser);
  if (!made) throw new Refusal("signed_out");
  const challenge = isoBase64URL.toBuffer(made.challenge);
  const rpID = new URL(siteUrl).hostname;
  if (asked.kind !== "register") {
    const options = await generateAuthenticationOptions({
      rpID,
      challenge,
      allowCredentials: made.known,
      userVerification: "required",
    });
    return { options, needsCode: false };
  }
  const options = await generateRegistrationOptions({
    rpName: "Consonant",
    rpID,
    challenge,
    userID: Buffer.from(made.account!),
    userName: made.handle!,
    attestationType: "none",
    excludeCredentials: made.known,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  return { options, needsCode: made.needs_code };
}

/** A passkey more; answers with the session's new, raised token. Refused: a signature that does not fit, a wrong code, a stale session. */
export async function addPasskey(relying: Relying, given: z.infer<typeof registerInput>): Promise<{ session: string }> {
  const challenge = challengeOf(given.response);
  const checked = await verified(() =>
    verifyRegistrationResponse({ response: given.response as never, expectedChallenge: challenge, ...siteOf(relying) }),
  );
  const info = checked.registrationInfo;
  if (!info) throw new Refusal("forbidden");
  const { id, publicKey, counter } = info.credential;
  const [made] = await relying.door.ask<{ add_passkey: string }>(
    "add_passkey",
    challenge,
    given.session,
    id,
    Buffer.from(publicKey).toString("base64"),
    counter,
    given.response.response.transports,
    given.label,
    given.code ?? null,
  );
  return { session: made!.add_passkey };
}

/** The session under a new token, which the passkey has raised. */
export async function raiseSession(relying: Relying, given: z.infer<typeof answerInput>): Promise<{ session: string }> {
  const { challenge, counter } = await signature(relying, given.response);
  const [made] = await relying.door.ask<{ raise_session: string }>(
    "raise_session",
    challenge,
    given.session,
    given.response.id,
    counter,
  );
  return { session: made!.raise_session };
}

/** A login secret for this browser, as a mail would bring it. */
export async function signInByPasskey(
  relying: Relying,
  given: z.infer<typeof signInInput>,
): Promise<{ secret: string }> {
  const { challenge, counter } = await signature(relying, given.response);
  const [made] = await relying.door.ask<{ passkey_login: string }>(
    "passkey_login",
    challenge,
    given.browser,
    given.response.id,
    counter,
  );
  return { secret: made!.passkey_login };
}

/** What was signed, once the signature is right. Whether that challenge was ever asked, of whom and when, the database says. */
async function signature(relying: Relying, response: Assertion) {
  const [key] = await relying.door.ask<Key>("passkey_of", response.id);
  if (!key) throw new Refusal("forbidden");
  const challenge = challengeOf(response);
  const { authenticationInfo } = await verified(() =>
    verifyAuthenticationResponse({
      response: response as never,
      expectedChallenge: challenge,
      ...siteOf(relying),
      // the database compares the counters, under a lock
      credential: { id: response.id, publicKey: Buffer.from(key.public_key, "base64"), counter: 0 },
    }),
  );
  return { challenge, counter: authenticationInfo.newCounter };
}

const siteOf = ({ siteUrl }: Relying) => ({
  expectedOrigin: new URL(siteUrl).origin,
  expectedRPID: new URL(siteUrl).hostname,
  requireUserVerification: true,
});

/** The library throws on whatever does not fit and says why: that is nobody's business but the log's. */
async function verified<T extends { verified: boolean }>(check: () => Promise<T>): Promise<T> {
  const result = await check().catch((error: unknown) => {
    throw Object.assign(new Refusal("forbidden"), { cause: error });
  });
  if (!result.verified) throw new Refusal("forbidden");
  return result;
}

function challengeOf(response: Attestation | Assertion): string {
  try {
    return decodeClientDataJSON(response.response.clientDataJSON).challenge;
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal("bad_request");
    throw error;
  }
}
