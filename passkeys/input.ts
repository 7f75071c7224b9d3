import { z } from "zod";

const base64url = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/);
const session = z.string().regex(/^hs_[0-9a-f]{64}$/);
const browser = z.string().regex(/^[0-9a-f]{64}$/);
/** What the browser adds about itself; nothing here is decided by it. */
const extensions = z.record(z.string().max(60), z.json()).default({});

const common = {
  id: base64url(1_400),
  rawId: base64url(1_400),
  type: z.literal("public-key"),
  authenticatorAttachment: z.enum(["platform", "cross-platform"]).optional(),
  clientExtensionResults: extensions,
};
const transport = z.enum(["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"]);

const attestation = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url(4_000),
    attestationObject: base64url(12_000),
    transports: z.array(transport).max(7).default([]),
  }),
});
const assertion = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url(4_000),
    authenticatorData: base64url(4_000),
    signature: base64url(4_000),
    userHandle: base64url(200).optional(),
  }),
});
export type Attestation = z.infer<typeof attestation>;
export type Assertion = z.infer<typeof assertion>;

export const optionsInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("register"), session }),
  z.strictObject({ kind: z.literal("raise"), session }),
  z.strictObject({ kind: z.literal("sign-in"), browser }),
]);
export const registerInput = z.strictObject({
  session,
  response: attestation,
  label: z.string().trim().min(1).max(60),
  code: z.string().trim().max(40).optional(),
});
export const answerInput = z.strictObject({ session, response: assertion });
export const signInInput = z.strictObject({ browser, response: assertion });
