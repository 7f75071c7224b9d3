"use server";

import { refresh } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/app/action";
import { claimPhone } from "@/lib/identity/claim-phone";
import { closeAccount } from "@/lib/identity/close-account";
import { confirmPhone } from "@/lib/identity/confirm-phone";
import { endSessions } from "@/lib/identity/end-sessions";
import { forgetPhone } from "@/lib/identity/forget-phone";
import { passkeyInput, phoneCodeInput, removePasskeyInput, sessionInput } from "@/lib/identity/input";
import { mayAddPasskey } from "@/lib/identity/may-add-passkey";
import { phoneNumberOf } from "@/lib/identity/phone-number";
import { removePasskey } from "@/lib/identity/remove-passkey";
import { cookieName } from "@/lib/identity/whose-token";

const nothing = z.strictObject({});

export const endSession = formAction(sessionInput, async (me, { sessionId }) => {
  await endSessions(me, sessionId);
  refresh();
  return undefined;
});

export const endOtherSessions = formAction(nothing, async (me) => {
  await endSessions(me, null);
  refresh();
  return undefined;
});

/** Before the authenticator is asked: "step_up" comes here, and not once it has made a passkey. */
export const askToAddPasskey = formAction(passkeyInput, async (me) => {
  await mayAddPasskey(me);
  return undefined;
});

export const dropPasskey = formAction(removePasskeyInput, async (me, { passkeyId }) => {
  await removePasskey(me, passkeyId);
  refresh();
  return undefined;
});

const phoneInput = z
  .strictObject({ phone: z.string().max(40), locale: z.enum(["en", "fr"]) })
  .transform(({ phone, locale }) => ({ phone: phoneNumberOf(phone, locale) }))
  .pipe(z.object({ phone: z.e164() }));

export const sendPhoneCode = formAction(phoneInput, async (me, { phone }) => {
  await claimPhone(me, phone);
  return "sent";
});

/** "wrong", and nothing of what was typed. */
export const usePhoneCode = formAction(phoneCodeInput, async (me, { code }) => {
  if (!(await confirmPhone(me, code))) return "wrong";
  refresh();
  return "confirmed";
});

export const dropPhone = formAction(nothing, async (me) => {
  await forgetPhone(me);
  refresh();
  return undefined;
});

// The word that the page asks for, in either of its languages.
const closing = z.strictObject({
  word: z
    .string()
    .max(20)
    .trim()
    .toLowerCase()
    .pipe(z.enum(["close", "fermer"])),
});

export const close = formAction(closing, async (me, _input, { locale }) => {
  await closeAccount(me);
  (await cookies()).delete(cookieName());
  redirect(`/${locale}/account/closed`);
});
