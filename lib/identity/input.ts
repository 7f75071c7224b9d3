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
export const keyInput = z.strictObject({ label: z.string().trim().min(1).max(60) });
