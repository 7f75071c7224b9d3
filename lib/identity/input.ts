import { z } from "zod";

export const uuid = z.uuid();
export const email = z.email().max(254);
export const locale = z.enum(["en", "fr"]);

export const signInInput = z.strictObject({ email, intent: z.enum(["contributor", "buyer"]), locale });
export const organisationInput = z.strictObject({
  name: z.string().trim().min(2).max(120),
  country: z.string().regex(/^[A-Z]{2}$/),
  vatNumber: z.string().trim().max(20).default(""),
});
const label = z.string().trim().min(1).max(60);
export const keyInput = z.strictObject({ label });
/** What a mail or a passkey brings: its secret, or the code that is typed. */
export const proofInput = z.union([
  z.strictObject({ secret: z.string().regex(/^hl_[0-9a-f]{64}$/) }),
  z.strictObject({ code: z.string().regex(/^\d{8}$/) }),
]);
export const sessionInput = z.strictObject({ sessionId: uuid });
export const passkeyInput = z.strictObject({ label });
export const removePasskeyInput = z.strictObject({ passkeyId: uuid });
/** As somebody types it: with a space in the middle, or without. */
export const phoneCodeInput = z.strictObject({
  code: z
    .string()
    .max(20)
    .transform((typed) => typed.replace(/\s/g, ""))
    .pipe(z.string().regex(/^\d{6}$/)),
});
