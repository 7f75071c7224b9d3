"use client";

import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";

/** Why nothing came of it: a key of the messages `passkeys.why`. */
export type Failure =
  | "cancelled"
  | "unsupported"
  | "known"
  | "none"
  | "lost"
  | "forbidden"
  | "stepUp"
  | "tooMany"
  | "signedOut"
  | "broken";
type Outcome<T> = { ok: true; value: T } | { ok: false; why: Failure };

const failed = (why: Failure) => ({ ok: false, why }) as const;
const BY_CODE: Record<string, Failure> = {
  forbidden: "forbidden",
  step_up: "stepUp",
  too_many: "tooMany",
  signed_out: "signedOut",
};
const PATIENCE_MS = 20_000;

async function post<T>(path: string, body: object): Promise<Outcome<T>> {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.status === 204) return { ok: true, value: undefined as T };
    const said: unknown = await answer.json();
    if (answer.ok) return { ok: true, value: said as T };
    const code = (said as { error?: { code?: string } }).error?.code ?? "";
    return failed(BY_CODE[code] ?? "broken");
  } catch (failure) {
    if (failure instanceof TypeError || failure instanceof DOMException || failure instanceof SyntaxError) {
      return failed("lost");
    }
    throw failure;
  }
}

/** What the browser says when no answer comes from an authenticator. Why a person said no, it never tells. */
const WHY_NOT: Record<string, Failure> = {
  NotAllowedError: "cancelled",
  AbortError: "cancelled",
  InvalidStateError: "known",
  NotSupportedError: "unsupported",
  SecurityError: "unsupported",
};

async function touched<T>(ask: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await ask() };
  } catch (failure) {
    const why = failure instanceof Error ? WHY_NOT[failure.name] : undefined;
    if (why) return failed(why);
    throw failure;
  }
}

/** Comes with the first tap: no page pays for it that asks no passkey. */
const library = () => import("@simplewebauthn/browser");

type Asked<O> = { options: O; needsCode: boolean };
export type Question = PublicKeyCredentialRequestOptionsJSON;

/** The question for the passkeys of this account. "none": it has none. Good for five minutes. */
export async function askToRaise(): Promise<Outcome<Question>> {
  const asked = await post<Asked<Question>>("/passkeys/options", { kind: "raise" });
  if (!asked.ok) return asked;
  const { options } = asked.value;
  return options.allowCredentials?.length ? { ok: true, value: options } : failed("none");
}

/** A tap, and this session is vouched for. */
export async function raiseSession(question: Question): Promise<Outcome<void>> {
  const { startAuthentication, browserSupportsWebAuthn } = await library();
  if (!browserSupportsWebAuthn()) return failed("unsupported");
  const signed = await touched(() => startAuthentication({ optionsJSON: question }));
  return signed.ok ? post("/passkeys/raise", { response: signed.value }) : signed;
}

/** A login secret for this browser, which is redeemed like a mailed one. The browser's cookie must be there. */
export async function signInByPasskey(): Promise<Outcome<string>> {
  const { startAuthentication, browserSupportsWebAuthn } = await library();
  if (!browserSupportsWebAuthn()) return failed("unsupported");
  const asked = await post<Asked<Question>>("/passkeys/options", { kind: "sign-in" });
  if (!asked.ok) return asked;
  const signed = await touched(() => startAuthentication({ optionsJSON: asked.value.options }));
  if (!signed.ok) return signed;
  const made = await post<{ secret: string }>("/passkeys/sign-in", { response: signed.value });
  return made.ok ? { ok: true, value: made.value.secret } : made;
}

/** One more passkey for this account. `code`: the operator's, for the first one of somebody at the desk. */
export async function addPasskey(label: string, code: string | undefined): Promise<Outcome<void>> {
  const { startRegistration, browserSupportsWebAuthn } = await library();
  if (!browserSupportsWebAuthn()) return failed("unsupported");
  const asked = await post<Asked<PublicKeyCredentialCreationOptionsJSON>>("/passkeys/options", { kind: "register" });
  if (!asked.ok) return asked;
  const made = await touched(() => startRegistration({ optionsJSON: asked.value.options }));
  if (!made.ok) return made;
  return post("/passkeys/register", { response: made.value, label, ...(code && { code }) });
}
